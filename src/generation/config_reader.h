#pragma once
// Reading members of generation_config.json; what is wrong is noted, and reported together.

#include <optional>
#include <string>

#include "core/result.h"
#include "generation/tokens.h"

namespace hfi::generation {

struct Range {
  double least = 0;
  double most = 0;
  bool least_included = true;
};

class ConfigReader {
 public:
  explicit ConfigReader(const json::Object& members) : members_(members) {}

  // nullptr when the member is absent or null
  [[nodiscard]] const json::Value* find(std::string_view key) const;

  // Each leaves its target alone when the member is absent, and notes a problem when it is not what it should be.
  void flag(std::string_view key, bool& target);
  void number(std::string_view key, double& target, Range range);
  void count(std::string_view key, std::size_t& target, std::size_t least = 0);
  void count(std::string_view key, std::optional<std::size_t>& target, std::size_t least = 0);
  void token(std::string_view key, std::optional<TokenId>& target);
  // one token or a list of them
  void tokens(std::string_view key, Tokens& target);

  [[nodiscard]] std::optional<Tokens> tokens_in(const json::Value& value) const;
  void expect(std::string_view key, std::string_view what);

  // Fails with model_invalid, naming every member that is not what it should be.
  [[nodiscard]] Result<void> check() const;

 private:
  const json::Object& members_;
  std::string problems_{};
};

}  // namespace hfi::generation
