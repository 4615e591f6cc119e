#pragma once
// What a SentencePiece model file says: the parts of its protocol buffer (sentencepiece_model.proto) that tokenizing needs.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace hfi::tokenizers::convert {

struct SentencePiece {
  enum class Type : std::uint8_t { normal = 1, unknown, control, user_defined, unused, byte };

  std::string text{};
  float score = 0;
  Type type = Type::normal;
};

struct SentencePieceModel {
  enum class Algorithm : std::uint8_t { unigram = 1, bpe, word, character };

  std::vector<SentencePiece> pieces{};
  Algorithm algorithm = Algorithm::unigram;
  std::size_t unk_id = 0;
  bool byte_fallback = false;
  std::string precompiled_charsmap{};
  bool add_dummy_prefix = true;
  bool remove_extra_whitespaces = true;
};

// `file` is for messages. Fails with model_invalid when the bytes are no such model, and with model_unsupported when the
// algorithm is neither Unigram nor BPE.
Result<SentencePieceModel> read_sentence_piece(std::string_view file, std::string_view bytes);

}  // namespace hfi::tokenizers::convert
