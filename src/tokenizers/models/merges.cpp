#include "tokenizers/models/merges.h"

namespace hfi::tokenizers::models {
namespace {

struct Pair {
  std::string_view left;
  std::string_view right;
};

std::optional<Pair> read_pair(const json::Value& value) {
  if (const auto* text = value.if_string()) {
    const std::string_view line = *text;
    const auto space = line.find(' ');
    if (space == std::string_view::npos || line.find(' ', space + 1) != std::string_view::npos)
      return std::nullopt;
    return Pair{line.substr(0, space), line.substr(space + 1)};
  }
  const auto* pair = value.if_array();
  if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_string())
    return std::nullopt;
  return Pair{(*pair)[0].get_string(), (*pair)[1].get_string()};
}

}  // namespace

Merges::Merges(std::size_t rules) {
  std::size_t slots = 16;
  while (slots < rules * 2) slots *= 2;
  slots_.resize(slots);
}

void Merges::insert(std::int32_t left, std::int32_t right, Merge merge) {
  const auto key = key_of(left, right);
  const auto mask = slots_.size() - 1;
  auto i = hash(key) & mask;
  while (slots_[i].key != empty && slots_[i].key != key) i = (i + 1) & mask;
  slots_[i] = {key, merge};
}

Result<Merges> Merges::read(const Component& model, const Vocabulary& vocabulary,
                            std::size_t prefix_bytes) {
  const auto& rules = *TRY(model.array("merges"));
  Merges merges(rules.size());
  std::string merged;
  for (std::uint32_t rank = 0; rank < rules.size(); ++rank) {
    const auto pair = read_pair(rules[rank]);
    if (!pair || pair->right.size() < prefix_bytes)
      return model.invalid("merges", "expected a pair of tokens, got " + json::dump(rules[rank]));
    merged.assign(pair->left).append(pair->right.substr(prefix_bytes));
    const auto left = vocabulary.id_of(pair->left);
    const auto right = vocabulary.id_of(pair->right);
    const auto id = vocabulary.id_of(merged);
    if (!left || !right || !id)
      return model.invalid(
          "merges", "the tokens of " + json::dump(rules[rank]) + " are not all in the vocabulary");
    merges.insert(*left, *right, {rank, *id});
  }
  return merges;
}

}  // namespace hfi::tokenizers::models
