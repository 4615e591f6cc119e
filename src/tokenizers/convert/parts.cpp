#include <algorithm>

#include "core/base64.h"
#include "tokenizers/convert/draft.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::convert {

json::Value type(std::string_view name) { return {{"type", name}}; }

json::Value metaspace(std::string_view prepend_scheme, bool split) {
  return {{"type", "Metaspace"},
          {"replacement", "▁"},
          {"prepend_scheme", prepend_scheme},
          {"split", split}};
}

json::Value sequence(std::string_view members, json::Array parts) {
  return {{"type", "Sequence"}, {members, std::move(parts)}};
}

json::Value replace_pattern(std::string_view pattern, std::string_view content) {
  return {{"type", "Replace"}, {"pattern", {{"Regex", pattern}}}, {"content", content}};
}

json::Value replace_text(std::string_view text, std::string_view content) {
  return {{"type", "Replace"}, {"pattern", {{"String", text}}}, {"content", content}};
}

json::Value precompiled(const SentencePieceModel& model) {
  return {{"type", "Precompiled"},
          {"precompiled_charsmap", base64_encode(model.precompiled_charsmap)}};
}

json::Value byte_level(bool add_prefix_space) {
  return {{"type", "ByteLevel"},
          {"add_prefix_space", add_prefix_space},
          {"trim_offsets", true},
          {"use_regex", true}};
}

json::Array merges_of(const json::Object& vocabulary) {
  struct Merge {
    std::int64_t rank;  // of the piece they make
    std::size_t left_characters, right_characters;
    std::int64_t left, right;
    json::Array pair;
  };
  std::vector<Merge> merges;
  for (const auto& [key, id] : vocabulary) {
    const std::string_view piece = key;
    for (std::size_t cut = 0; cut < piece.size();) {
      cut += utf8::length(piece[cut]);
      const auto left = piece.substr(0, cut);
      const auto right = piece.substr(cut);
      const auto* left_id = vocabulary.if_contains(left);
      const auto* right_id = vocabulary.if_contains(right);
      if (right.empty() || left_id == nullptr || right_id == nullptr) continue;
      merges.push_back({id.get_int64(), utf8::count(left), utf8::count(right), left_id->get_int64(),
                        right_id->get_int64(), json::Array{left, right}});
    }
  }
  std::ranges::stable_sort(merges, [](const Merge& a, const Merge& b) {
    return std::tie(a.rank, a.left_characters, a.right_characters, a.left, a.right) <
           std::tie(b.rank, b.left_characters, b.right_characters, b.left, b.right);
  });
  json::Array result;
  for (auto& merge : merges) result.push_back(std::move(merge.pair));
  return result;
}

Result<json::Array> read_merges(std::string_view text) {
  json::Array merges;
  for (std::size_t line = 1; !text.empty(); ++line) {
    auto row = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), row.size() + 1));
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (row.empty() || (line == 1 && row.starts_with("#version"))) continue;
    const auto space = row.find(' ');
    if (space == std::string_view::npos || space == 0 || space + 1 == row.size() ||
        row.find(' ', space + 1) != std::string_view::npos)
      return fail(ErrorCode::model_invalid,
                  "merges.txt: line " + std::to_string(line) + ": expected two tokens");
    merges.push_back(json::Array{row.substr(0, space), row.substr(space + 1)});
  }
  return merges;
}

}  // namespace hfi::tokenizers::convert
