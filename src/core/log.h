#pragma once
// Structured log: one line per event on standard error, `time level event key=value …`, written
// with a single call so that lines of different threads never mix.

#include <string_view>

#include "core/json.h"

namespace hfi::log {

enum class Level { debug, info, warning, error };

void set_level(Level least);
void write(Level level, std::string_view event, const json::Object& fields = {});

inline void info(std::string_view event, const json::Object& fields = {}) {
  write(Level::info, event, fields);
}
inline void warning(std::string_view event, const json::Object& fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(std::string_view event, const json::Object& fields = {}) {
  write(Level::error, event, fields);
}

}  // namespace hfi::log
