#pragma once
// Text on its way from the input to the model, and for each byte of it the place in the input that it comes from.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace hfi::tokenizers {

// What a text may grow to; offsets fit 31 bits, and a stranger's tokenizer.json cannot fill the memory.
constexpr std::size_t max_text_bytes = std::size_t{256} << 20U;

// One character of the input, or the empty place before one (for what is put in front of everything).
class Origin {
 public:
  Origin() = default;
  static Origin character(std::uint32_t index) { return Origin(index << 1U | 1U); }
  static Origin place(std::uint32_t index) { return Origin(index << 1U); }

  [[nodiscard]] std::uint32_t start() const { return bits_ >> 1U; }
  [[nodiscard]] std::uint32_t end() const { return (bits_ >> 1U) + (bits_ & 1U); }

 private:
  explicit Origin(std::uint32_t bits) : bits_(bits) {}

  std::uint32_t bits_ = 0;
};

// Keeping account costs as much as everything else that is done to a text: whoever wants nothing but ids leaves it out, and
// all that is known is which bytes come from the beginning of the input.
enum class Account : bool { none, kept };

class AlignedText {
 public:
  AlignedText() = default;
  // A part of the input as it is, without a copy: `text` must outlive this. `first_character` is its index there.
  static AlignedText input(std::string_view text, std::uint32_t first_character,
                           Account account = Account::kept);
  // `origins` has one entry per byte of `text`.
  AlignedText(std::string text, std::vector<Origin> origins);
  // Without an account: `from_start` bytes have origins that start where the input does.
  AlignedText(std::string text, std::size_t from_start);

  [[nodiscard]] std::string_view view() const { return is_input_ ? input_ : text_; }
  [[nodiscard]] bool is_input() const { return is_input_; }
  [[nodiscard]] Account account() const { return account_; }
  [[nodiscard]] std::size_t from_start() const { return from_start_; }  // only without an account
  [[nodiscard]] std::uint32_t first_character() const { return first_character_; }
  [[nodiscard]] const std::vector<Origin>& origins() const {
    return origins_;
  }  // none for an input

 private:
  bool is_input_ = false;
  Account account_ = Account::kept;
  std::size_t from_start_ = 0;
  std::string_view input_{};
  std::uint32_t first_character_ = 0;
  std::string text_{};
  std::vector<Origin> origins_{};
};

// Origins of bytes. Asking for neighbours in turn is O(1) each, also where the text is an input without a table.
class OriginCursor {
 public:
  explicit OriginCursor(const AlignedText& text)
      : text_(&text), view_(text.view()), index_(text.first_character()) {}

  Origin at(std::size_t byte);

 private:
  const AlignedText* text_;
  std::string_view view_;
  std::size_t byte_ = 0;
  std::uint32_t index_;  // of the character that `byte_` belongs to
};

// Writes a new text from an old one, character by character, keeping account of where each comes from.
class Rewrite {
 public:
  explicit Rewrite(const AlignedText& source);

  // Continues at a byte of the source that starts a character, as at the beginning of a text of its own.
  void start_at(std::size_t byte);

  [[nodiscard]] std::string_view source() const { return source_; }
  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] bool at_end() const { return position_ == source_.size(); }
  [[nodiscard]] bool is_at_start_of_input() const { return !at_end() && here().start() == 0; }
  [[nodiscard]] std::size_t written() const { return text_.size(); }

  void keep(std::size_t bytes);      // copies whole characters
  void drop();                       // skips one character
  void drop(std::size_t bytes);      // skips whole characters
  void replace(char32_t character);  // takes the place of the next character; at the end as insert
  // Puts by[c] in the place of each of the next characters c, all of them ASCII.
  void replace_ascii(std::size_t bytes, const std::array<char, 128>& by);
  void insert(char32_t character);     // belongs to the character before the position
  void insert(std::string_view text);  // the same for each of its characters

  // Fails with input_too_long when the text has grown beyond max_text_bytes.
  Result<AlignedText> finish() &&;

 private:
  [[nodiscard]] Origin here() const;
  void put(char32_t character, Origin origin);
  void advance();
  void take_origins(std::size_t bytes);
  void take_no_origins(std::size_t bytes);

  const AlignedText* aligned_;
  bool keeps_account_;
  std::string_view source_;
  std::size_t position_ = 0;
  std::uint32_t index_ = 0;  // of the next character, where the source is an input
  Origin before_;
  std::string text_{};
  std::vector<Origin> origins_{};
  std::size_t from_start_ = 0;
  bool too_long_ = false;
};

}  // namespace hfi::tokenizers
