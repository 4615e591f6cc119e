#pragma once
// Result<T>: what a function returns when it can fail for a reason that is not a bug.
// Same shape as std::expected, which replaces the alias when the project moves to C++23.

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "core/json.h"

namespace hfi {

// One code per thing the caller can do about it.
enum class ErrorCode {
#define ERROR_CODE(name, status, meaning, remedy) name,
#include "core/error_codes.def"
#undef ERROR_CODE
};

struct Error {
  ErrorCode code;
  std::string message;     // for whoever made the request: where, what, which value, what to do
  json::Object details{};  // the same for programs; empty when there is nothing to add
};

template <class T>
using Result = tl::expected<T, Error>;

inline auto fail(ErrorCode code, std::string message, json::Object details = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(details)});
}

// Says where it happened: within("config.json", parse(text)).
template <class T>
Result<T> within(std::string_view where, Result<T> result) {
  if (!result) {
    std::string message(where);
    message += ": ";
    message += result.error().message;
    result.error().message = std::move(message);
  }
  return result;
}

template <class T>
T take(Result<T>&& result) {
  return std::move(*result);
}
inline void take(Result<void>&&) {}

}  // namespace hfi

// Unwraps a Result, or returns its error from the enclosing function (a GNU statement expression). Not inside a
// braced initialiser: GCC leaks what the braces hold by then.
#define TRY(expression)                                                \
  __extension__({                                                      \
    auto result_ = (expression);                                       \
    if (!result_) [[unlikely]]                                         \
      return tl::unexpected<::hfi::Error>(std::move(result_).error()); \
    ::hfi::take(std::move(result_));                                   \
  })
