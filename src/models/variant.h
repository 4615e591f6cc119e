#pragma once
// The ways a repository can be run, and which of them is taken. A pure decision over file names.

#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "models/exports.h"

namespace hfi::models {

enum class Source { safetensors, onnx };

std::string_view name_of(Source source);

struct Wanted {
  std::optional<Source> source{};
  std::optional<std::string>
      dtype{};  // as in transformers.js: fp32, fp16, q8, int8, uint8, q4, q4f16, bnb4
};

struct Variant {
  Source source;
  std::string dtype;
  ExportLayout
      files{};  // of an ONNX variant: its networks, and their files relative to the repository
  friend bool operator==(const Variant&, const Variant&) = default;
};

// Every variant that the files offer: safetensors first, in the precisions that this program builds the class in, then
// ONNX by precision, each in the first of `layouts` whose files are all there.
std::vector<Variant> variants(const std::vector<std::string>& files,
                              const std::vector<std::string>& built,
                              const std::vector<ExportLayout>& layouts);

// The precisions of a class that is built from safetensors: fp32, and those that weights are quantised to on loading
// (docs/quantisation.md). One that generates has no int8: the scale of its activations would depend on how a text is cut
// into steps.
std::vector<std::string> built_precisions(bool generates);

// The precision of a checkpoint when the request names none: fp32, and q8 for a class that generates and whose weights
// take more than 1 GB in fp32.
std::string default_precision(bool generates, std::uint64_t fp32_bytes);

// The first variant that fits what is wanted. Fails with variant_not_found and details.available.
Result<Variant> choose(const std::vector<Variant>& available, const Wanted& wanted);

}  // namespace hfi::models
