// Texts and special tokens in the order of a template.

#include <algorithm>
#include <map>

#include "tokenizers/post_processors/catalog.h"

namespace hfi::tokenizers::post_processors {
namespace {

// One piece of a template: the text `text`, or special tokens.
struct Part {
  bool is_text = false;
  std::size_t text = 0;
  std::vector<SpecialToken> tokens{};
  std::int32_t type_id = 0;
};
using Template = std::vector<Part>;
using Tokens = std::map<std::string, std::vector<SpecialToken>, std::less<>>;

class TemplateProcessing final : public PostProcessor {
 public:
  TemplateProcessing(Template single, Template pair)
      : single_(std::move(single)), pair_(std::move(pair)) {}

  [[nodiscard]] std::size_t added_tokens(std::size_t texts) const override {
    std::size_t sum = 0;
    for (const auto& part : of(texts)) sum += part.tokens.size();
    return sum;
  }

  // The type ids of windows stay those of the texts, as in the library: the template only sets those of the first.
  [[nodiscard]] std::vector<Encoding> process(std::vector<Encoding> texts,
                                              SpecialTokens special_tokens) const override {
    std::vector<Encoding> result;
    const auto& parts = of(texts.size());
    for (auto at = parts.begin(); at != parts.end(); ++at) {
      const auto& part = *at;
      if (part.is_text) {
        if (part.text >= texts.size()) continue;
        const bool comes_again = std::any_of(at + 1, parts.end(), [&part](const Part& other) {
          return other.is_text && other.text == part.text;
        });
        result.push_back(comes_again ? texts[part.text] : std::move(texts[part.text]));
        std::ranges::fill(result.back().type_ids, part.type_id);
      } else if (special_tokens == SpecialTokens::add) {
        result.emplace_back();
        for (const auto& token : part.tokens) append_special(result.back(), token, part.type_id);
      }
    }
    return result;
  }

 private:
  [[nodiscard]] const Template& of(std::size_t texts) const { return texts == 1 ? single_ : pair_; }

  Template single_;
  Template pair_;
};

Result<std::vector<SpecialToken>> read_special(const Component& entry) {
  const auto& ids = *TRY(entry.array("ids"));
  const auto& tokens = *TRY(entry.array("tokens"));
  if (ids.size() != tokens.size()) return entry.invalid("ids", "there are not as many as tokens");
  std::vector<SpecialToken> result;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!ids[i].is_int64() || !tokens[i].is_string())
      return entry.invalid("ids", "expected integers, and strings in tokens");
    result.push_back(
        {static_cast<std::int32_t>(ids[i].get_int64()), std::string(tokens[i].get_string())});
  }
  return result;
}

Result<Tokens> read_tokens(const Component& component) {
  const auto entries = TRY(component.child("special_tokens"));
  Tokens result;
  for (const auto& member : entries.object())
    result.emplace(member.key(), TRY(read_special(TRY(entries.child(member.key())))));
  return result;
}

Result<Part> read_text(const Component& text) {
  Part part;
  part.is_text = true;
  const auto id = TRY(text.text("id"));
  if (id != "A" && id != "B") return text.invalid("id", "expected A or B, got \"" + id + "\"");
  part.text = id == "A" ? 0 : 1;
  part.type_id = static_cast<std::int32_t>(TRY(text.count("type_id")));
  return part;
}

Result<Part> read_part(const Component& piece, const Tokens& tokens) {
  if (piece.find("Sequence") != nullptr) return read_text(TRY(piece.child("Sequence")));
  const auto special = TRY(piece.child("SpecialToken"));
  const auto id = TRY(special.text("id"));
  const auto found = tokens.find(id);
  if (found == tokens.end())
    return special.invalid("id", "\"" + id + "\" is not in special_tokens");
  Part part;
  part.tokens = found->second;
  part.type_id = static_cast<std::int32_t>(TRY(special.count("type_id")));
  return part;
}

Result<Template> read_template(const Component& component, std::string_view key,
                               const Tokens& tokens) {
  Template result;
  for (const auto& piece : TRY(component.children(key)))
    result.push_back(TRY(read_part(piece, tokens)));
  return result;
}

}  // namespace

Read template_processing(const Component& component) {
  const auto tokens = TRY(read_tokens(component));
  auto single = TRY(read_template(component, "single", tokens));
  return std::make_unique<TemplateProcessing>(std::move(single),
                                              TRY(read_template(component, "pair", tokens)));
}

}  // namespace hfi::tokenizers::post_processors
