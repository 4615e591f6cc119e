#include "tokenizers/convert/sentence_piece.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "tokenizers/models/vocabulary.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::convert {
namespace {

// One field of a message: its number, and a number or the bytes inside.
struct Field {
  std::uint64_t number = 0;
  std::uint64_t value = 0;
  std::string_view bytes{};
};

class Message {
 public:
  Message(std::string_view file, std::string_view bytes) : file_(file), rest_(bytes) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  Result<Field> next() {
    const auto key = TRY(varint());
    Field field{.number = key >> 3U};
    switch (key & 7U) {
      case 0:
        field.value = TRY(varint());
        return field;
      case 1:
        field.value = TRY(fixed(8));
        return field;
      case 2:
        field.bytes = TRY(take(TRY(varint())));
        return field;
      case 5:
        field.value = TRY(fixed(4));
        return field;
      default:
        return invalid("a field of an unknown kind");
    }
  }

  [[nodiscard]] tl::unexpected<Error> invalid(const std::string& what) const {
    return fail(ErrorCode::model_invalid,
                std::string(file_) + ": not a SentencePiece model: " + what);
  }

 private:
  Result<std::uint64_t> varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(TRY(take(1))[0]);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    return invalid("a number longer than 64 bits");
  }

  Result<std::uint64_t> fixed(std::size_t size) {
    const auto bytes = TRY(take(size));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << 8U * i;
    return value;
  }

  Result<std::string_view> take(std::uint64_t size) {
    if (size > rest_.size()) return invalid("it ends too early");
    const auto bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }

  std::string_view file_;
  std::string_view rest_;
};

Result<SentencePiece> read_piece(std::string_view file, std::string_view bytes) {
  SentencePiece piece;
  for (Message message(file, bytes); !message.at_end();) {
    const auto field = TRY(message.next());
    if (field.number == 1) piece.text = field.bytes;
    if (field.number == 2)
      piece.score = std::bit_cast<float>(static_cast<std::uint32_t>(field.value));
    if (field.number == 3) {
      if (field.value < 1 || field.value > 6) return message.invalid("a piece of an unknown type");
      piece.type = static_cast<SentencePiece::Type>(field.value);
    }
  }
  if (utf8::find_invalid(piece.text) != std::string::npos || !std::isfinite(piece.score))
    return Message(file, "").invalid("a piece that is not UTF-8, or whose score is no number");
  return piece;
}

Result<void> read_trainer(std::string_view file, std::string_view bytes,
                          SentencePieceModel& model) {
  for (Message message(file, bytes); !message.at_end();) {
    const auto field = TRY(message.next());
    if (field.number == 3) {
      if (field.value != 1 && field.value != 2)
        return fail(ErrorCode::model_unsupported,
                    std::string(file) + ": neither a Unigram nor a BPE model");
      model.algorithm = static_cast<SentencePieceModel::Algorithm>(field.value);
    }
    if (field.number == 35) model.byte_fallback = field.value != 0;
    if (field.number == 40) model.unk_id = field.value;
  }
  return {};
}

Result<void> read_normalizer(std::string_view file, std::string_view bytes,
                             SentencePieceModel& model) {
  for (Message message(file, bytes); !message.at_end();) {
    const auto field = TRY(message.next());
    if (field.number == 2) model.precompiled_charsmap = field.bytes;
    if (field.number == 3) model.add_dummy_prefix = field.value != 0;
    if (field.number == 4) model.remove_extra_whitespaces = field.value != 0;
  }
  return {};
}

}  // namespace

Result<SentencePieceModel> read_sentence_piece(std::string_view file, std::string_view bytes) {
  SentencePieceModel model;
  Message message(file, bytes);
  while (!message.at_end()) {
    const auto field = TRY(message.next());
    if (field.number == 1) model.pieces.push_back(TRY(read_piece(file, field.bytes)));
    if (field.number == 2) TRY(read_trainer(file, field.bytes, model));
    if (field.number == 3) TRY(read_normalizer(file, field.bytes, model));
    if (model.pieces.size() > static_cast<std::size_t>(models::max_id))
      return message.invalid("too many pieces");
  }
  if (model.pieces.empty()) return message.invalid("it has no pieces");
  if (model.unk_id >= model.pieces.size()) return message.invalid("its unk_id is no piece");
  return model;
}

}  // namespace hfi::tokenizers::convert
