#include "tokenizers/models/first_symbols.h"

#include "tokenizers/text/byte_characters.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::models {
namespace {

constexpr std::int32_t no_id = -1;

}  // namespace

Result<FirstSymbols> FirstSymbols::read(const Component& model, Input input) {
  FirstSymbols result(TRY(Vocabulary::read(model)), input);
  result.prefix_ = TRY(model.text("continuing_subword_prefix", ""));
  result.suffix_ = TRY(model.text("end_of_word_suffix", ""));
  result.unk_token_ = TRY(model.optional_text("unk_token"));
  if (result.unk_token_) result.unknown_ = result.vocabulary_.id_of(*result.unk_token_);
  result.fuse_unk_ = TRY(model.flag("fuse_unk", false));
  if (TRY(model.flag("byte_fallback", false))) result.bytes_ = ByteTokens::of(result.vocabulary_);
  result.index_single();
  return result;
}

void FirstSymbols::index_single() {
  for (std::size_t byte = 0; byte < single_.size(); ++byte) {
    const bool stands_alone = input_ == Input::bytes || byte < 0x80;
    const auto unit = std::string(1, static_cast<char>(byte));
    single_[byte] =
        stands_alone ? vocabulary_.id_of(spelling(unit, true, false)).value_or(no_id) : no_id;
  }
}

bool FirstSymbols::covers_all_bytes() const {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string unit(1, static_cast<char>(byte));
    for (const bool is_first : {true, false})
      for (const bool is_last : {true, false})
        if (id_of_unit(unit, is_first, is_last) == no_id) return false;
  }
  return true;
}

std::string FirstSymbols::spelling(std::string_view unit, bool is_first, bool is_last) const {
  std::string result = is_first ? "" : prefix_;
  result += input_ == Input::bytes ? to_byte_characters(unit) : std::string(unit);
  if (is_last) result += suffix_;
  return result;
}

std::int32_t FirstSymbols::id_of_unit(std::string_view unit, bool is_first, bool is_last) const {
  const bool is_bare = (is_first || prefix_.empty()) && (!is_last || suffix_.empty());
  if (is_bare && unit.size() == 1) return single_[static_cast<unsigned char>(unit[0])];
  if (is_bare) return vocabulary_.id_of(unit).value_or(no_id);
  return vocabulary_.id_of(spelling(unit, is_first, is_last)).value_or(no_id);
}

Result<void> FirstSymbols::add_unknown(std::string_view unit, bool is_first, bool is_last,
                                       Unknown& unknown, std::vector<Symbol>& symbols) const {
  if (bytes_) {
    const auto text = spelling(unit, is_first, is_last);
    if (bytes_->has_all(text)) {
      for (const char byte : text) symbols.push_back({bytes_->id_of(byte), 1});
      return {};
    }
  }
  if (!unk_token_) return {};
  if (!unknown_)
    return fail(ErrorCode::invalid_input,
                "the unknown token \"" + *unk_token_ + "\" is not in the tokenizer's vocabulary");
  if (unknown.bytes != 0 && !fuse_unk_)
    symbols.push_back({*unknown_, std::exchange(unknown.bytes, 0)});
  unknown.bytes += static_cast<std::uint32_t>(unit.size());
  return {};
}

Result<void> FirstSymbols::split(std::string_view word, std::vector<Symbol>& symbols) const {
  symbols.clear();
  Unknown unknown;
  for (std::size_t i = 0; i < word.size();) {
    const auto length = input_ == Input::bytes ? 1 : utf8::length(word[i]);
    const auto unit = word.substr(i, length);
    const bool is_first = i == 0;
    const bool is_last = i + length == word.size();
    i += length;
    if (const auto id = id_of_unit(unit, is_first, is_last); id != no_id) {
      if (unknown.bytes != 0) symbols.push_back({*unknown_, std::exchange(unknown.bytes, 0)});
      symbols.push_back({id, static_cast<std::uint32_t>(length)});
    } else {
      TRY(add_unknown(unit, is_first, is_last, unknown, symbols));
    }
  }
  if (unknown.bytes != 0) symbols.push_back({*unknown_, unknown.bytes});
  return {};
}

}  // namespace hfi::tokenizers::models
