#include "tokenizers/convert/draft.h"

#include <algorithm>
#include <array>

#include "tokenizers/configured_tokens.h"

namespace hfi::tokenizers::convert {
namespace {

struct Named {
  const char* key;
  std::string SpecialTokens::*token;
};
constexpr std::array named{
    Named{"bos_token", &SpecialTokens::bos},  Named{"eos_token", &SpecialTokens::eos},
    Named{"unk_token", &SpecialTokens::unk},  Named{"sep_token", &SpecialTokens::sep},
    Named{"pad_token", &SpecialTokens::pad},  Named{"cls_token", &SpecialTokens::cls},
    Named{"mask_token", &SpecialTokens::mask}};

}  // namespace

Draft::Draft(const Source& source, SpecialTokens defaults)
    : source_(&source), special_(std::move(defaults)) {
  for (const auto& [key, token] : named) special_.*token = source.text(key, special_.*token);
  for (const auto* key : {"extra_special_tokens", "additional_special_tokens"})
    lists_its_own_ = lists_its_own_ || source.config().contains(key);
  document_ = {{"normalizer", nullptr},
               {"pre_tokenizer", nullptr},
               {"post_processor", nullptr},
               {"decoder", nullptr}};
}

void Draft::remember_ids(const json::Object& vocabulary) {
  for (const auto& [token, id] : vocabulary)
    ids_.insert_or_assign(std::string(token), id.get_int64());
  next_id_ = static_cast<std::int64_t>(ids_.size());
}

void Draft::unigram(const std::vector<SentencePiece>& pieces, std::size_t unk_id) {
  json::Array vocabulary;
  for (const auto& piece : pieces) {
    ids_.insert_or_assign(piece.text, static_cast<std::int64_t>(vocabulary.size()));
    vocabulary.push_back({piece.text, static_cast<double>(piece.score)});
  }
  next_id_ = static_cast<std::int64_t>(vocabulary.size());
  document_["model"] = {{"type", "Unigram"},
                        {"unk_id", static_cast<std::int64_t>(unk_id)},
                        {"vocab", std::move(vocabulary)}};
}

void Draft::bpe(json::Object vocabulary, json::Array merges, json::Object options) {
  remember_ids(vocabulary);
  options["type"] = "BPE";
  options["vocab"] = std::move(vocabulary);
  options["merges"] = std::move(merges);
  document_["model"] = std::move(options);
}

void Draft::word_piece(json::Object vocabulary) {
  remember_ids(vocabulary);
  document_["model"] = {{"type", "WordPiece"},
                        {"unk_token", special_.unk},
                        {"continuing_subword_prefix", "##"},
                        {"max_input_chars_per_word", 100},
                        {"vocab", std::move(vocabulary)}};
}

void Draft::word_level(json::Object vocabulary) {
  remember_ids(vocabulary);
  document_["model"] = {
      {"type", "WordLevel"}, {"unk_token", special_.unk}, {"vocab", std::move(vocabulary)}};
}

void Draft::mapped(json::Object cutter, json::Object vocabulary, json::Object decoded) {
  remember_ids(vocabulary);
  json::Object model{{"type", "Mapped"},
                     {"unk_token", special_.unk},
                     {"model", std::move(cutter)},
                     {"vocab", std::move(vocabulary)}};
  if (!decoded.empty()) model["decoded_vocab"] = std::move(decoded);
  document_["model"] = std::move(model);
}

void Draft::add_token(json::Object token) {
  const auto content = content_of(token).value_or("");
  if (content.empty()) return;
  if (!ids_.contains(content)) ids_.emplace(content, next_id_++);
  added_.push_back(std::move(token));
}

void Draft::add(const std::string& token) { add_token(added_token(token)); }

void Draft::add_stripping(const std::string& token) {
  auto added = added_token(token);
  added["special"] = std::ranges::any_of(
      added_, [&](const json::Value& known) { return content_of(known) == token; });
  added["lstrip"] = true;
  added["rstrip"] = true;
  add_token(std::move(added));
}

void Draft::add_ordinary(const std::string& token) {
  auto added = added_token(token);
  added["special"] = false;
  add_token(std::move(added));
}

// The configuration's tokens, with the class's own where it names none, and those of added_tokens.json of old.
void Draft::add_named() {
  has_named_ = true;
  auto config = source_->config();
  for (const auto& [key, token] : named) {
    if (config.contains(key) && config.at(key).is_object()) continue;
    auto own = added_token(special_.*token);
    if (token == &SpecialTokens::mask) {
      own["lstrip"] = special_.mask_lstrip;
      own["normalized"] = special_.mask_normalized;
    }
    config[key] = std::move(own);
  }
  if (!config.contains("added_tokens_decoder") && source_->has("added_tokens.json"))
    if (const auto old = source_->vocabulary("added_tokens.json")) {
      auto& listed = config["added_tokens_decoder"].emplace_object();
      for (const auto& [token, id] : *old)
        listed[std::to_string(id.get_int64())] = added_token(std::string(token));
    }
  for (auto& token : configured_tokens(config)) add_token(std::move(token.as_object()));
}

void Draft::add_controls(const std::vector<SentencePiece>& pieces) {
  add_named();
  if (lists_its_own_) return;
  for (const auto& piece : pieces)
    if (piece.type == SentencePiece::Type::control ||
        piece.type == SentencePiece::Type::user_defined)
      add(piece.text);
}

std::optional<std::int64_t> Draft::id_of(std::string_view token) const {
  const auto found = ids_.find(token);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

Result<std::int64_t> Draft::known_id(std::string_view token) const {
  if (const auto id = id_of(token)) return *id;
  return fail(ErrorCode::model_invalid, "tokenizer_config.json: the special token \"" +
                                            std::string(token) + "\" is not in the vocabulary");
}

Result<json::Array> Draft::template_of(const std::vector<std::string>& pieces,
                                       json::Object& special_tokens) const {
  json::Array result;
  for (auto piece : pieces) {
    const bool second = piece.ends_with(":1");
    if (second) piece.resize(piece.size() - 2);
    const json::Object content{{"id", piece.starts_with('$') ? piece.substr(1) : piece},
                               {"type_id", second ? 1 : 0}};
    if (piece.starts_with('$')) {
      result.push_back(json::Object{{"Sequence", content}});
      continue;
    }
    const auto id = TRY(known_id(piece));
    special_tokens[piece] = {
        {"id", piece}, {"ids", json::Array{id}}, {"tokens", json::Array{piece}}};
    result.push_back(json::Object{{"SpecialToken", content}});
  }
  return result;
}

Result<void> Draft::surround(const std::vector<std::string>& single,
                             const std::vector<std::string>& pair) {
  json::Object special_tokens;
  auto one = TRY(template_of(single, special_tokens));
  auto two = TRY(template_of(pair, special_tokens));
  document_["post_processor"] = {{"type", "TemplateProcessing"},
                                 {"single", std::move(one)},
                                 {"pair", std::move(two)},
                                 {"special_tokens", std::move(special_tokens)}};
  return {};
}

Result<void> Draft::enclose(bool add_prefix_space, bool trim_offsets) {
  const auto& sep = special_.sep.empty() ? special_.eos : special_.sep;
  const auto& cls = special_.cls.empty() ? special_.bos : special_.cls;
  const auto sep_id = TRY(known_id(sep));
  const auto cls_id = TRY(known_id(cls));
  document_["post_processor"] = {{"type", "RobertaProcessing"},
                                 {"sep", {sep, sep_id}},
                                 {"cls", {cls, cls_id}},
                                 {"add_prefix_space", add_prefix_space},
                                 {"trim_offsets", trim_offsets}};
  return {};
}

Result<void> Draft::bos_and_eos(bool add_bos, bool add_eos) {
  const auto bos = add_bos && !special_.bos.empty();
  const auto eos = add_eos && !special_.eos.empty();
  std::vector<std::string> single;
  if (bos) single.push_back(special_.bos);
  single.emplace_back("$A");
  if (eos) single.push_back(special_.eos);
  auto pair = single;
  if (bos) pair.push_back(special_.bos + ":1");
  pair.emplace_back("$B:1");
  if (eos) pair.push_back(special_.eos + ":1");
  return surround(single, pair);
}

json::Object Draft::finish() {
  if (!has_named_) add_named();
  document_["added_tokens"] = std::move(added_);
  return std::move(document_);
}

}  // namespace hfi::tokenizers::convert
