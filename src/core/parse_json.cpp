#include "core/parse_json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>

namespace hfi::json {
namespace {

constexpr std::size_t max_depth = 64;

// Makes values of what the library's parser finds. The parser's own doubles are off by a unit in the last place now and
// then (before Boost 1.84 it knows no other way), so they are read from their digits.
class Handler {
 public:
  using Code = boost::json::error_code;
  using View = boost::json::string_view;
  static constexpr std::size_t max_object_size = Object::max_size();
  static constexpr std::size_t max_array_size = Array::max_size();
  static constexpr std::size_t max_key_size = String::max_size();
  static constexpr std::size_t max_string_size = String::max_size();

  bool on_document_begin(Code&) {
    stack_.reset();
    return true;
  }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) { return true; }
  bool on_object_end(std::size_t members, Code&) {
    stack_.push_object(members);
    return true;
  }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t items, Code&) {
    stack_.push_array(items);
    return true;
  }
  bool on_key_part(View part, std::size_t, Code&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_key(View part, std::size_t, Code&) {
    stack_.push_key(part);
    return true;
  }
  bool on_string_part(View part, std::size_t, Code&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(View part, std::size_t, Code&) {
    stack_.push_string(part);
    return true;
  }
  bool on_number_part(View part, Code&) {
    digits_.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t number, View, Code&) {
    digits_.clear();
    stack_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, View, Code&) {
    digits_.clear();
    stack_.push_uint64(number);
    return true;
  }
  bool on_double(double number, View part, Code&) {
    digits_.append(part.data(), part.size());
    // beyond the range of a double the parser's answer, zero or infinity, stays
    std::from_chars(digits_.data(), digits_.data() + digits_.size(), number);
    digits_.clear();
    stack_.push_double(number);
    return true;
  }
  bool on_bool(bool value, Code&) {
    stack_.push_bool(value);
    return true;
  }
  bool on_null(Code&) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(View, Code&) { return true; }
  bool on_comment(View, Code&) { return true; }

  Value release() { return stack_.release(); }

 private:
  boost::json::value_stack stack_{};
  std::string digits_{};
};

}  // namespace

Result<Value> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<Handler> parser(options);
  boost::json::error_code error;
  const auto consumed = parser.write_some(false, text.data(), text.size(), error);
  if (!error && consumed == text.size()) return parser.handler().release();
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
