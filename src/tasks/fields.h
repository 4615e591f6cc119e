#pragma once
// Reading inputs and options that the schema has already checked.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/json.h"

namespace hfi::tasks {

// REQUIRES: the schema makes the member present and of this type.
std::string text_at(const json::Object& object, std::string_view key);
std::size_t count_at(const json::Object& object, std::string_view key);
double number_at(const json::Object& object, std::string_view key);
bool flag_at(const json::Object& object, std::string_view key);
std::vector<std::string> texts_at(const json::Object& object, std::string_view key);

// Absent when the member is absent or null.
std::optional<std::string> optional_text(const json::Object& object, std::string_view key);
std::optional<std::size_t> optional_count(const json::Object& object, std::string_view key);
std::optional<bool> optional_flag(const json::Object& object, std::string_view key);

}  // namespace hfi::tasks
