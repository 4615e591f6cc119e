#include "tokenizers/text/aligned_text.h"

#include <algorithm>

#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {

AlignedText AlignedText::input(std::string_view text, std::uint32_t first_character,
                               Account account) {
  AlignedText result;
  result.account_ = account;
  if (first_character == 0 && !text.empty()) result.from_start_ = utf8::length(text[0]);
  result.is_input_ = true;
  result.input_ = text;
  result.first_character_ = first_character;
  return result;
}

AlignedText::AlignedText(std::string text, std::vector<Origin> origins)
    : text_(std::move(text)), origins_(std::move(origins)) {}

AlignedText::AlignedText(std::string text, std::size_t from_start)
    : account_(Account::none), from_start_(from_start), text_(std::move(text)) {}

Origin OriginCursor::at(std::size_t byte) {
  if (!text_->is_input()) return text_->origins()[byte];
  for (; byte_ < byte; ++byte_) index_ += utf8::is_continuation(view_[byte_ + 1]) ? 0U : 1U;
  for (; byte_ > byte; --byte_) index_ -= utf8::is_continuation(view_[byte_]) ? 0U : 1U;
  return Origin::character(index_);
}

Rewrite::Rewrite(const AlignedText& source)
    : aligned_(&source),
      keeps_account_(source.account() == Account::kept),
      source_(source.view()),
      index_(source.first_character()) {
  text_.reserve(source_.size() + source_.size() / 8);
  if (keeps_account_) origins_.reserve(source_.size() + source_.size() / 8);
  start_at(0);
}

void Rewrite::start_at(std::size_t byte) {
  if (!keeps_account_)
    index_ = source_.empty() ? index_ : 1;
  else if (aligned_->is_input() && byte >= position_)
    index_ += static_cast<std::uint32_t>(utf8::count(source_.substr(position_, byte - position_)));
  else if (aligned_->is_input())
    index_ -= static_cast<std::uint32_t>(utf8::count(source_.substr(byte, position_ - byte)));
  position_ = byte;
  before_ = Origin::place(at_end() ? index_ : here().start());
}

Origin Rewrite::here() const {
  if (!keeps_account_) return Origin::character(position_ < aligned_->from_start() ? 0 : 1);
  return aligned_->is_input() ? Origin::character(index_) : aligned_->origins()[position_];
}

void Rewrite::advance() {
  before_ = here();
  position_ += utf8::length(source_[position_]);
  if (keeps_account_) ++index_;
}

void Rewrite::put(char32_t character, Origin origin) {
  if (text_.size() > max_text_bytes) {
    too_long_ = true;
    return;
  }
  if (character < 0x80)
    text_.push_back(static_cast<char>(character));
  else
    utf8::append(text_, character);
  if (!keeps_account_) {
    if (origin.start() == 0) from_start_ = text_.size();
    return;
  }
  // most often one, for which resize and insert take several times as long
  while (origins_.size() < text_.size()) origins_.push_back(origin);
}

void Rewrite::take_no_origins(std::size_t bytes) {
  const auto known = aligned_->from_start();
  const auto taken = known > position_ ? std::min(bytes, known - position_) : 0;
  if (taken > 0) from_start_ = text_.size() - bytes + taken;
  position_ += bytes;
  before_ = Origin::character(position_ <= known ? 0 : 1);
}

// Passes over whole characters, and writes down for each of their bytes where it comes from.
void Rewrite::take_origins(std::size_t bytes) {
  if (!keeps_account_) return take_no_origins(bytes);
  const auto before = origins_.size();
  if (aligned_->is_input()) {
    origins_.resize(before + bytes);
    auto* origin = origins_.data() + before;
    auto index = index_ - 1;
    for (const char byte : source_.substr(position_, bytes)) {
      index += utf8::is_continuation(byte) ? 0U : 1U;
      *origin++ = Origin::character(index);
    }
    index_ = index + 1;
  } else {
    const auto from = aligned_->origins().begin() + static_cast<std::ptrdiff_t>(position_);
    origins_.insert(origins_.end(), from, from + static_cast<std::ptrdiff_t>(bytes));
  }
  position_ += bytes;
  before_ = origins_.back();
}

void Rewrite::keep(std::size_t bytes) {
  if (bytes == 0) return;
  text_.append(source_, position_, bytes);
  take_origins(bytes);
}

void Rewrite::replace_ascii(std::size_t bytes, const std::array<char, 128>& by) {
  if (bytes == 0) return;
  const auto before = text_.size();
  text_.resize(before + bytes);
  std::ranges::transform(source_.substr(position_, bytes),
                         text_.begin() + static_cast<std::ptrdiff_t>(before),
                         [&by](char c) { return by[static_cast<unsigned char>(c)]; });
  take_origins(bytes);
}

void Rewrite::drop() { advance(); }

void Rewrite::drop(std::size_t bytes) {
  const auto end = position_ + bytes;
  while (position_ < end) advance();
}

void Rewrite::replace(char32_t character) {
  if (at_end()) return insert(character);
  put(character, here());
  advance();
}

void Rewrite::insert(char32_t character) { put(character, before_); }

void Rewrite::insert(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); i += utf8::length(text[i]))
    insert(utf8::decode(text, i).character);
}

Result<AlignedText> Rewrite::finish() && {
  if (too_long_ || text_.size() > max_text_bytes)
    return fail(ErrorCode::input_too_long,
                "the normalized text is longer than " + std::to_string(max_text_bytes) + " bytes");
  if (!keeps_account_) return AlignedText(std::move(text_), from_start_);
  return AlignedText(std::move(text_), std::move(origins_));
}

}  // namespace hfi::tokenizers
