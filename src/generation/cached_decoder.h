#pragma once
// The decoder of a network built by this program, whose attention extends its cache in place (graph/decoding.h names the
// inputs). A prompt is read in a cache of its own; then its rows join those that step together.

#include <map>

#include "generation/decoder.h"
#include "generation/key_value_cache.h"
#include "runtime/session.h"

namespace hfi::generation {

class CachedDecoder : public Decoder {
 public:
  explicit CachedDecoder(runtime::Session session);

  Result<void> begin(RequestId request, DecoderInput input) override;
  Result<std::optional<Tensor>> prefill(RequestId request, std::size_t count,
                                        const std::stop_token& stop) override;
  std::vector<Result<Tensor>> step(const std::vector<Reading>& readings,
                                   const std::stop_token& stop) override;
  void end(RequestId request) override;
  [[nodiscard]] std::uint64_t bytes_for(const DecoderInput& input, std::size_t rows,
                                        std::size_t length) const override;

  // Everything that the network gives for the whole input at once, such as the queries of its cross-attention; nothing of
  // it is kept. For several threads at once.
  [[nodiscard]] Result<Tensors> outputs_over(const DecoderInput& input,
                                             const std::stop_token& stop) const;

 private:
  // Sequences side by side: what they keep of themselves and, in an encoder-decoder, of what the encoder gave them.
  struct Rows {
    KeyValueCache own, cross;
    std::vector<std::size_t> cross_lengths{};
  };
  struct Reader {  // a request whose prompt is being read
    Tokens tokens;
    std::size_t read = 0;
    Rows row;
  };
  struct Writer {  // a request that takes part in steps
    std::vector<std::size_t> rows;
    std::size_t length;       // of each row
    std::size_t ordered = 0;  // the length at which its rows were last put in order
  };
  // What one run reads: several tokens of one row, or one token of each row.
  struct Run {
    Tokens tokens;
    std::vector<std::size_t> lengths;  // of each row before the run
    std::size_t known = 0;  // tokens of the row that the prompt gives; 0 when it has been read
  };

  [[nodiscard]] Rows no_rows() const;
  Result<Tensors> outputs_of(const Run& what, const Rows& rows, const std::stop_token& stop) const;
  [[nodiscard]] std::vector<std::size_t> lengths() const;
  Result<void> reserve(std::size_t rows, std::size_t capacity);
  Result<Tensor> run(const Run& what, const Rows& rows, const std::stop_token& stop) const;
  Result<void> take_encoder(const Tensors& encoder, Rows& row) const;
  Result<std::size_t> append(RequestId request, const Rows& source, std::size_t from,
                             std::size_t length);
  Result<void> join(RequestId request, const Reader& reader);
  Result<void> reorder(const Reading& reading);
  Result<void> prepare(const Reading& reading);
  Result<std::vector<Tensor>> step_together(const std::vector<const Reading*>& readings,
                                            const std::stop_token& stop);
  void free_row(std::size_t row);

  runtime::Session session_;
  std::vector<CachePort> own_ports_, cross_ports_;
  std::map<RequestId, Reader> readers_;
  std::map<RequestId, Writer> writers_;
  Rows rows_;                      // of the writers
  std::vector<RequestId> owners_;  // of the rows in use, which are the first
};

}  // namespace hfi::generation
