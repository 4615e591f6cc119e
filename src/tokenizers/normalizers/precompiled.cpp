// SentencePiece's compiled normalization rules: a double-array trie of byte strings and what replaces each.

#include <array>
#include <utility>

#include "core/base64.h"
#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/graphemes.h"

namespace hfi::tokenizers::normalizers {
namespace {

// One unit of the trie, in the bit layout of darts-clone.
class TrieUnit {
 public:
  explicit TrieUnit(std::uint32_t bits) : bits_(bits) {}
  [[nodiscard]] bool has_leaf() const { return (bits_ >> 8U) & 1U; }
  [[nodiscard]] std::uint32_t value() const { return bits_ & 0x7FFFFFFFU; }
  [[nodiscard]] std::uint32_t label() const { return bits_ & 0x800000FFU; }
  [[nodiscard]] std::uint32_t offset() const {
    return (bits_ >> 10U) << ((bits_ & (1U << 9U)) >> 6U);
  }

 private:
  std::uint32_t bits_;
};

class Rules {
 public:
  Rules(std::vector<std::uint32_t> units, std::string replacements)
      : units_(std::move(units)), replacements_(std::move(replacements)) {}

  // What replaces a string: the rule for its shortest prefix that has one (a quirk that the trained models rely on).
  [[nodiscard]] std::optional<std::string_view> find(std::string_view text) const {
    std::uint32_t node = unit(0).offset();
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte == 0) return std::nullopt;
      node ^= byte;
      if (node >= units_.size() || unit(node).label() != byte) return std::nullopt;
      const bool leaf = unit(node).has_leaf();
      node ^= unit(node).offset();
      if (leaf) return replacement(node);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] TrieUnit unit(std::size_t node) const { return TrieUnit(units_[node]); }

  [[nodiscard]] std::optional<std::string_view> replacement(std::uint32_t node) const {
    if (node >= units_.size() || unit(node).value() >= replacements_.size()) return std::nullopt;
    return std::string_view(replacements_.c_str() + unit(node).value());
  }

  std::vector<std::uint32_t> units_;
  std::string replacements_;
};

// Writes what the rules make of a text. Where each character is said to come from follows the library to the letter:
// a removal belongs to the character written before it, so one that comes first shifts all that follows.
class Writer {
 public:
  explicit Writer(const AlignedText& text) : out_(text) {}

  [[nodiscard]] std::string_view source() const { return out_.source(); }
  [[nodiscard]] std::size_t position() const { return read_; }

  void keep(std::size_t bytes) {
    if (bytes == 0) return;
    const auto end = read_ + bytes;
    flush();
    if (out_.position() == read_) {
      out_.keep(bytes);
      read_ = end;
    }
    while (read_ < end) {
      const auto [character, length] = utf8::decode(source(), read_);
      out_.replace(character);
      read_ += length;
    }
  }

  void replace(std::size_t bytes, std::string_view replacement) {
    auto old_characters = utf8::count(source().substr(read_, bytes));
    read_ += bytes;
    while (!replacement.empty()) {
      const auto [character, length] = utf8::decode(replacement, 0);
      replacement.remove_prefix(length);
      flush();
      if (old_characters == 0) {
        inserted_ = character;
      } else {
        out_.replace(character);
        --old_characters;
      }
    }
    remove(old_characters);
  }

  Result<AlignedText> finish() && {
    flush();
    return std::move(out_).finish();
  }

 private:
  void remove(std::size_t characters) {
    if (out_.written() == 0 && !inserted_) return;
    for (; characters > 0 && !out_.at_end(); --characters) {
      if (inserted_)
        out_.replace(*std::exchange(inserted_, std::nullopt));
      else
        out_.drop();
    }
  }

  void flush() {
    if (inserted_) out_.insert(*std::exchange(inserted_, std::nullopt));
  }

  Rewrite out_;
  std::size_t read_ = 0;
  std::optional<char32_t>
      inserted_{};  // held back: a removal right after it takes it for a replacement
};

class Precompiled final : public Normalizer {
 public:
  explicit Precompiled(Rules rules) : rules_(std::move(rules)) {
    for (unsigned char c = 0; c < 0x80; ++c) {
      const char byte = static_cast<char>(c);
      untouched_[c] = c != '\r' && !rules_.find({&byte, 1});
    }
  }

  Result<void> normalize(AlignedText& text) const override {
    Writer out(text);
    const auto source = out.source();
    const auto untouched = [&](std::size_t i) {
      const auto byte = static_cast<unsigned char>(source[i]);
      return byte < 0x80 && untouched_[byte];
    };
    while (out.position() < source.size()) {
      auto end = out.position();
      while (end < source.size() && untouched(end)) ++end;
      // what follows may belong to the same grapheme as the last one
      if (end < source.size() && end > out.position()) --end;
      out.keep(end - out.position());
      if (end < source.size()) write(out, unicode::grapheme_length(source.substr(end)));
    }
    text = TRY(std::move(out).finish());
    return {};
  }

 private:
  void write(Writer& out, std::size_t length) const {
    constexpr std::size_t longest =
        5;  // longer graphemes are looked up character by character only
    const auto end = out.position() + length;
    if (length <= longest)
      if (const auto replacement = rules_.find(out.source().substr(out.position(), length)))
        return out.replace(length, *replacement);
    while (out.position() < end) {
      const auto character = utf8::length(out.source()[out.position()]);
      if (const auto replacement = rules_.find(out.source().substr(out.position(), character)))
        out.replace(character, *replacement);
      else
        out.keep(character);
    }
  }

  Rules rules_;
  std::array<bool, 128> untouched_{};
};

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace

Read precompiled(const Component& component) {
  constexpr std::string_view key = "precompiled_charsmap";
  const auto blob = base64_decode(TRY(component.text(key)));
  if (!blob) return component.invalid(key, "not base64");
  const std::string_view bytes = *blob;
  const auto trie_bytes = bytes.size() < 4 ? 0 : little_endian(bytes);
  if (trie_bytes < 4 || trie_bytes > bytes.size() - 4)
    return component.invalid(
        key, "the trie does not fit into " + std::to_string(bytes.size()) + " bytes");
  std::vector<std::uint32_t> units;
  for (std::size_t i = 0; i + 4 <= trie_bytes; i += 4)
    units.push_back(little_endian(bytes.substr(4 + i)));
  std::string replacements(bytes.substr(4 + trie_bytes));
  if (utf8::find_invalid(replacements) != std::string::npos)
    return component.invalid(key, "the replacements are not UTF-8");
  return std::make_unique<Precompiled>(Rules(std::move(units), std::move(replacements)));
}

}  // namespace hfi::tokenizers::normalizers
