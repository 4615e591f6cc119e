#include "graph/config.h"

namespace hfi::graph {

const json::Value* Config::find(std::string_view key) const {
  const auto* value = object_.if_contains(key);
  return value != nullptr && value->is_null() ? nullptr : value;
}

void Config::expect(std::string_view key, std::string_view expected) const {
  const auto* found = find(key);
  problems_->insert(path_ + std::string(key) + ": expected " + std::string(expected) + ", " +
                    (found == nullptr ? "missing" : "got " + json::dump(*found).substr(0, 40)));
}

template <>
std::int64_t Config::get(std::string_view key) const {
  const auto* value = find(key);
  if (value != nullptr && value->is_int64()) return value->get_int64();
  // some exporters write 12.0 for 12
  if (value != nullptr && value->is_double()) {
    const auto whole = static_cast<std::int64_t>(value->get_double());
    if (static_cast<double>(whole) == value->get_double()) return whole;
  }
  expect(key, "an integer");
  return {};
}

template <>
float Config::get(std::string_view key) const {
  const auto* value = find(key);
  if (value != nullptr && value->is_number()) return value->to_number<float>();
  expect(key, "a number");
  return {};
}

template <>
bool Config::get(std::string_view key) const {
  const auto* value = find(key);
  if (value != nullptr && value->is_bool()) return value->get_bool();
  expect(key, "true or false");
  return {};
}

template <>
std::string Config::get(std::string_view key) const {
  const auto* value = find(key);
  if (value != nullptr && value->is_string()) return std::string(value->get_string());
  expect(key, "a string");
  return {};
}

template <>
std::vector<std::int64_t> Config::get(std::string_view key) const {
  constexpr std::size_t most = 4096;
  const auto* value = find(key);
  const auto* list = value != nullptr ? value->if_array() : nullptr;
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; list != nullptr && i < list->size() && (*list)[i].is_int64(); ++i)
    numbers.push_back((*list)[i].get_int64());
  if (list != nullptr && numbers.size() == list->size() && numbers.size() <= most) return numbers;
  expect(key, "a list of integers");
  return {};
}

template <>
std::vector<float> Config::get(std::string_view key) const {
  std::vector<float> values;
  const auto* value = find(key);
  const bool is_list = value != nullptr && value->is_array();
  if (is_list)
    for (const auto& element : value->get_array())
      if (element.is_number()) values.push_back(element.to_number<float>());
  if (!is_list || values.size() != value->get_array().size()) expect(key, "a list of numbers");
  return values;
}

template <>
std::vector<std::string> Config::get(std::string_view key) const {
  std::vector<std::string> values;
  const auto* value = find(key);
  const bool is_list = value != nullptr && value->is_array();
  if (is_list)
    for (const auto& element : value->get_array())
      if (element.is_string()) values.emplace_back(element.get_string());
  if (!is_list || values.size() != value->get_array().size()) expect(key, "a list of strings");
  return values;
}

std::int64_t Config::count(std::string_view key) const {
  constexpr std::int64_t most = 4096;
  const auto value = get<std::int64_t>(key);
  if (0 <= value && value <= most) return value;
  expect(key, "a number from 0 to 4096");
  return 0;
}

Config Config::section(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr || !value->is_object()) expect(key, "an object");
  auto object = value != nullptr && value->is_object() ? value->get_object() : json::Object{};
  return {*this, std::move(object), key};
}

Result<void> Config::check() const {
  if (problems_->empty()) return {};
  std::string message;
  for (const auto& problem : *problems_) message += (message.empty() ? "" : "; ") + problem;
  return fail(ErrorCode::model_invalid, file_ + ": " + message);
}

}  // namespace hfi::graph
