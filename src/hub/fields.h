#pragma once
// Reading members of JSON that others wrote: what is absent or of another type is nullopt.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/json.h"

namespace hfi::hub {

std::optional<std::string> text_in(const json::Object& object, std::string_view key);
std::optional<std::uint64_t> count_in(const json::Object& object, std::string_view key);
std::optional<double> number_in(const json::Object& object, std::string_view key);
std::optional<bool> flag_in(const json::Object& object, std::string_view key);
const json::Object* object_in(const json::Object& object, std::string_view key);
const json::Array* array_in(const json::Object& object, std::string_view key);

}  // namespace hfi::hub
