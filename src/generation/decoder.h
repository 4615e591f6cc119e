#pragma once
// A network that extends sequences token by token and keeps what it has read of them (keys and values of every layer) from
// step to step. Requests come and go; what one of them gets does not depend on the others. Not for several threads at once.

#include <stop_token>

#include "generation/search.h"
#include "tensor/tensor.h"

namespace hfi::generation {

// What is read before the first token is chosen.
struct DecoderInput {
  // Of a causal model the prompt; of an encoder-decoder what its decoder begins with (decoder_start_token_id, forced tokens).
  Tokens tokens;
  // Of an encoder-decoder what its encoder gave, read in every step and never changed:
  //   "encoder_attention_mask"                 int64 [1, length]
  //   "encoder_hidden_states"                  [1, length, dim], where the decoder asks for it (exports)
  //   "cross_key_values.<layer>.key", ".value" [1, length, heads, head dim], outputs of an encoder built here: the keys and
  //                                            values of cross-attention are computed once per request. The decoder reads
  //                                            them as [batch, heads, capacity, head dim] under an "encoder_attention_mask"
  //                                            int64 [batch, capacity]
  Tensors encoder{};
};

using RequestId = std::uint64_t;

struct Reading {
  RequestId request = 0;
  Step step;  // in the first one, every parent is the prompt
};

class Decoder {
 public:
  Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  virtual ~Decoder() = default;

  // Takes in a request; reads nothing yet. REQUIRES: input.tokens is not empty.
  virtual Result<void> begin(RequestId request, DecoderInput input) = 0;

  // Reads at most `count` more tokens of the input. When that was the last of them: the logits [1, vocabulary] after it;
  // nullopt before.
  virtual Result<std::optional<Tensor>> prefill(RequestId request, std::size_t count,
                                                const std::stop_token& stop) = 0;

  // One step of several requests, as one batch where the network can: for each of `readings` its logits [rows, vocabulary], or
  // why it has none. What is wrong with one request fails that one alone; it takes part in no further step and is to be ended.
  virtual std::vector<Result<Tensor>> step(const std::vector<Reading>& readings,
                                           const std::stop_token& stop) = 0;

  // Forgets the request; its memory is free for others.
  virtual void end(RequestId request) = 0;

  // What a request keeps in memory when each of its `rows` has grown to `length` tokens, before it begins. For any thread.
  [[nodiscard]] virtual std::uint64_t bytes_for(const DecoderInput& input, std::size_t rows,
                                                std::size_t length) const = 0;
};

}  // namespace hfi::generation
