#include "tokenizers/models/vocabulary.h"

namespace hfi::tokenizers::models {

void Vocabulary::add(std::string_view token, std::int32_t id) {
  const auto entry = ids_.insert(token, id);
  const auto index = static_cast<std::size_t>(id);
  if (by_id_.size() <= index) by_id_.resize(index + 1);
  by_id_[index] = static_cast<std::uint32_t>(entry + 1);
}

Result<Vocabulary> Vocabulary::read(const Component& model, std::string_view key) {
  const auto vocab = TRY(model.child(key));
  Vocabulary result;
  result.ids_.reserve(vocab.object().size(), vocab.object().size() * 8);
  for (const auto& [token, value] : vocab.object()) {
    const auto* id = value.if_int64();
    if (id == nullptr || *id < 0 || *id > max_id)
      return vocab.invalid(token, "expected an id from 0 to " + std::to_string(max_id) + ", got " +
                                      json::dump(value));
    result.add(token, static_cast<std::int32_t>(*id));
  }
  result.size_ = vocab.object().size();
  return result;
}

Vocabulary Vocabulary::of(const std::vector<std::string_view>& tokens) {
  Vocabulary result;
  result.ids_.reserve(tokens.size(), tokens.size() * 8);
  for (std::size_t id = 0; id < tokens.size(); ++id)
    result.add(tokens[id], static_cast<std::int32_t>(id));
  result.size_ = tokens.size();
  return result;
}

std::optional<std::string_view> Vocabulary::token_of(std::int32_t id) const {
  if (id < 0 || id > largest_id() || by_id_[static_cast<std::size_t>(id)] == 0) return std::nullopt;
  return ids_.text(ids_.entries()[by_id_[static_cast<std::size_t>(id)] - 1]);
}

}  // namespace hfi::tokenizers::models
