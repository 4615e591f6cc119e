#pragma once
// Tokens and their ids, in both directions.

#include "tokenizers/component.h"
#include "tokenizers/models/string_map.h"

namespace hfi::tokenizers::models {

// Ids index tables, so a stranger's file must not name a large one.
constexpr std::int32_t max_id = (1 << 24) - 1;

class Vocabulary {
 public:
  // The member `vocab`, or another one: an object of token: id.
  static Result<Vocabulary> read(const Component& model, std::string_view key = "vocab");
  // Token i has the id i; of equal tokens the last one is found.
  static Vocabulary of(const std::vector<std::string_view>& tokens);

  [[nodiscard]] std::optional<std::int32_t> id_of(std::string_view token) const {
    return ids_.find(token);
  }
  [[nodiscard]] std::optional<std::string_view> token_of(std::int32_t id) const;
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::int32_t largest_id() const {
    return static_cast<std::int32_t>(by_id_.size()) - 1;
  }

  // Calls visit(token, id) for every token.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const auto& entry : ids_.entries()) visit(ids_.text(entry), entry.value);
  }

 private:
  void add(std::string_view token, std::int32_t id);

  StringMap ids_{};
  std::vector<std::uint32_t>
      by_id_{};  // one more than the index of the entry; 0: no token has the id
  std::size_t size_ = 0;
};

}  // namespace hfi::tokenizers::models
