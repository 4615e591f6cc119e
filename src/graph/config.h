#pragma once
// config.json, read by the keys it has. A missing or ill-typed key is noted once, and reported with the rest.

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/result.h"

namespace hfi::graph {

class Config {
 public:
  // `file` is what errors name.
  explicit Config(json::Object object, std::string file = "config.json")
      : object_(std::move(object)),
        problems_(std::make_shared<std::set<std::string>>()),
        file_(std::move(file)) {}

  // T is std::int64_t, float, bool, std::string, or a std::vector of integers, floats or strings. A key that is absent
  // or null takes `fallback`, the default of the reference's configuration class.
  template <class T>
  [[nodiscard]] T get(std::string_view key) const;
  template <class T>
  [[nodiscard]] T get(std::string_view key, T fallback) const {
    return has(key) ? get<T>(key) : fallback;
  }

  // A number of things to build, such as layers: from 0 to 4096.
  [[nodiscard]] std::int64_t count(std::string_view key) const;

  [[nodiscard]] bool has(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    return value != nullptr && !value->is_null();
  }

  // A configuration inside this one, such as "text_config". Its problems are reported here.
  [[nodiscard]] Config section(std::string_view key) const;

  // Notes that the value of `key` should be `expected`.
  void expect(std::string_view key, std::string_view expected) const;

  [[nodiscard]] const json::Object& object() const { return object_; }

  // Fails with model_invalid, naming every key that was asked for in vain.
  [[nodiscard]] Result<void> check() const;

 private:
  Config(const Config& outer, json::Object object, std::string_view key)
      : object_(std::move(object)),
        path_(outer.path_ + std::string(key) + "."),
        problems_(outer.problems_),
        file_(outer.file_) {}

  [[nodiscard]] const json::Value* find(std::string_view key) const;

  json::Object object_;
  std::string path_{};
  std::shared_ptr<std::set<std::string>> problems_;
  std::string file_{};
};

}  // namespace hfi::graph
