#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hfi::tasks {

// The name that was probably meant: the one with the fewest letters to add, drop, change or swap, if
// these are at most a third of it. Names of more than 64 bytes are nobody's slip and get no answer.
std::optional<std::string> nearest_name(std::string_view name, std::span<const std::string> known);

// `; did you mean "top_k"?`, or nothing when there is no such name.
std::string did_you_mean(const std::optional<std::string>& name);

}  // namespace hfi::tasks
