#include "core/parse_json.h"

#include <boost/json/parser.hpp>

namespace hfi::json {
namespace {

constexpr std::size_t max_depth = 64;

}  // namespace

Result<Value> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::parser parser({}, options);
  boost::json::error_code error;
  const auto consumed = parser.write_some(text, error);
  if (!error && consumed == text.size()) return parser.release();
  if (!error) error = boost::json::error::extra_data;
  return fail(ErrorCode::invalid_json,
              "at byte " + std::to_string(consumed) + ": " + error.message());
}

Result<Object> parse_object(std::string_view text) {
  auto value = TRY(parse(text));
  if (auto* object = value.if_object()) return std::move(*object);
  return fail(ErrorCode::invalid_json, "expected an object");
}

}  // namespace hfi::json
