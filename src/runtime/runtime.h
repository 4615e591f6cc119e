#pragma once
// ONNX Runtime, behind values of our own: one environment per process, whose thread pool all sessions share.

#include <memory>

#include "core/result.h"

namespace hfi::runtime {

class Runtime {
 public:
  // `threads` compute threads, the caller's included; 0 takes one per core. Its log goes to core/log.h.
  static Result<Runtime> create(int threads);

  [[nodiscard]] int threads() const;
  // The library's own version, such as "1.30.0".
  [[nodiscard]] static std::string version();

  struct Parts;
  [[nodiscard]] const Parts& parts() const { return *parts_; }

 private:
  explicit Runtime(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}

  std::shared_ptr<Parts> parts_;
};

// Whether products of unsigned and signed bytes are added up without saturation, which x86 processors before VNNI do not do.
bool multiplies_signed_bytes_exactly();

}  // namespace hfi::runtime
