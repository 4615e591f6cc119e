// The time of rendering, here, in the words of strftime.

#include <array>
#include <ctime>

#include "tokenizers/chat/functions/catalog.h"

namespace hfi::tokenizers::chat::functions {
namespace {

// %f is Python's own: microseconds. The time has no zone, so %z and %Z are empty.
Result<std::string> prepared(const std::string& format, Clock::time_point now) {
  std::string result;
  for (std::size_t i = 0; i < format.size(); ++i) {
    result += format[i];
    if (format[i] != '%' || i + 1 == format.size()) continue;
    const char directive = format[++i];
    if (directive == 'f') {
      const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(
                              now.time_since_epoch() % std::chrono::seconds(1))
                              .count();
      const auto digits = std::to_string(micros);
      result.pop_back();
      result += std::string(6 - digits.size(), '0') + digits;
    } else if (directive == 'z' || directive == 'Z') {
      result.pop_back();
    } else {
      result += directive;
    }
  }
  constexpr std::size_t longest = 1000;
  if (result.size() > longest || result.find('\0') != std::string::npos)
    return error("strftime_now(): the format is longer than " + std::to_string(longest) +
                 " bytes or has a null in it");
  return result;
}

}  // namespace

Result<Value> strftime_now_(Renderer& renderer, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("strftime_now", arguments, {"format"}));
  const auto format = TRY(prepared(TRY(bound.text(0)), renderer.now()));
  if (format.empty()) return Value("");
  const auto time = Clock::to_time_t(renderer.now());
  std::tm local{};
  localtime_r(&time, &local);
  constexpr std::size_t most = 65'536;
  std::string buffer(most, '\0');
  buffer.resize(std::strftime(buffer.data(), buffer.size(), format.c_str(), &local));
  return Value(std::move(buffer));
}

}  // namespace hfi::tokenizers::chat::functions
