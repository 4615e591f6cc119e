#include "tokenizers/case.h"

#include "tokenizers/decode_stream.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {
namespace {

// What the library's answer is compared with, in its spelling.
template <class Numbers>
json::Array numbers(const Numbers& values) {
  return json::Array(values.begin(), values.end());
}

json::Array flattened(const std::vector<Offset>& offsets) {
  json::Array result;
  for (const auto& offset : offsets) {
    result.emplace_back(offset.start);
    result.emplace_back(offset.end);
  }
  return result;
}

json::Array strings(const std::vector<std::string>& values) {
  json::Array result;
  for (const auto& value : values) result.emplace_back(value);
  return result;
}

// The text that a stream gives, or what is wrong with one of its pieces.
std::string streamed(const Tokenizer& tokenizer, const Encoding& encoding,
                     const DecodeOptions& options) {
  DecodeStream stream(tokenizer, options);
  std::string text;
  for (const auto id : encoding.ids) {
    const auto piece = stream.step(id);
    if (utf8::find_invalid(piece) != std::string::npos) return "a piece that splits a character";
    text += piece;
  }
  return text + stream.finish();
}

json::Object answer(const Tokenizer& tokenizer, const Encoding& encoding) {
  const auto decoded = [&](bool skip) {
    return json::String(streamed(
        tokenizer, encoding, {.skip_special_tokens = skip, .clean_up_tokenization_spaces = false}));
  };
  return {{"ids", numbers(encoding.ids)},
          {"offsets", flattened(encoding.offsets)},
          {"word_ids", numbers(encoding.word_ids)},
          {"tokens", strings(encoding.tokens)},
          {"type_ids", numbers(encoding.type_ids)},
          {"sequence_ids", numbers(encoding.sequence_ids)},
          {"special_tokens_mask", numbers(encoding.special_tokens_mask)},
          {"decoded", decoded(true)},
          {"decoded_with_special_tokens", decoded(false)}};
}

}  // namespace

std::string difference(const Tokenizer& tokenizer, const json::Object& expected) {
  const EncodeOptions options{.add_special_tokens = expected.at("add_special_tokens").as_bool()};
  const std::string text(expected.at("text").as_string());
  const auto* pair = expected.if_contains("pair");
  const auto encoded = [&](Detail detail) {
    auto wanted = options;
    wanted.detail = detail;
    return pair == nullptr ? tokenizer.encode(text, wanted)
                           : tokenizer.encode_pair(text, std::string(pair->as_string()), wanted);
  };
  const auto encoding = encoded(Detail::all);
  if (!encoding) return expected.contains("error") ? "" : encoding.error().message;
  if (expected.contains("error")) return "no error";
  if (encoded(Detail::ids)->ids != encoding->ids) return "other ids without the rest";
  std::string result;
  for (const auto& [key, value] : answer(tokenizer, *encoding)) {
    const auto* wanted = expected.if_contains(key);
    if (wanted == nullptr || *wanted == value) continue;
    result += std::string(key) + "\n  wanted " + json::dump(*wanted) + "\n  got    " +
              json::dump(value) + "\n";
  }
  return result;
}

}  // namespace hfi::tokenizers
