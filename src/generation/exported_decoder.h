#pragma once
// The decoder of an ONNX export, whose cache is what it gave the step before. Its rows run one after the other: an export
// takes rows of one length, and padding them would change what they answer.
// Reference: optimum, exporters/onnx; transformers.js, models/modeling_utils.js (decoder_forward, addPastKeyValues).

#include <map>

#include "generation/decoder.h"
#include "runtime/session.h"

namespace hfi::generation {

// What an export is made of.
struct ExportedNetworks {
  runtime::Session first;  // the whole decoder, or its first run
  std::optional<runtime::Session>
      later{};  // the runs after that, where they are a network of their own
};

// Whether the network gives keys and values that later runs are handed.
bool keeps_cache(const runtime::Session& session);

class ExportedDecoder : public Decoder {
 public:
  explicit ExportedDecoder(ExportedNetworks networks) : networks_(std::move(networks)) {}

  Result<void> begin(RequestId request, DecoderInput input) override;
  Result<std::optional<Tensor>> prefill(RequestId request, std::size_t count,
                                        const std::stop_token& stop) override;
  std::vector<Result<Tensor>> step(const std::vector<Reading>& readings,
                                   const std::stop_token& stop) override;
  void end(RequestId request) override { sequences_.erase(request); }
  [[nodiscard]] std::uint64_t bytes_for(const DecoderInput& input, std::size_t rows,
                                        std::size_t length) const override;

 private:
  struct Sequence {
    DecoderInput input;
    std::size_t read = 0;
    std::vector<Tensors> pasts{};  // of each row, by the names of inputs
  };

  Result<Tensor> run(const Sequence& sequence, const Tokens& tokens, Tensors& past,
                     const std::stop_token& stop) const;
  Result<Tensor> step_one(const Reading& reading, const std::stop_token& stop);
  [[nodiscard]] const runtime::Session& network(bool first_run) const;

  ExportedNetworks networks_;
  std::map<RequestId, Sequence> sequences_;
};

}  // namespace hfi::generation
