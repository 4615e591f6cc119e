#pragma once
// A model that can be run. Sessions are immutable: any number of threads may run one at the same time.

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "runtime/runtime.h"
#include "tensor/tensor.h"

namespace hfi::runtime {

struct Port {
  std::string name;
  DType dtype;
  Shape shape;  // -1 where the extent is known only when the model runs
};

// A serialised ModelProto whose external data lies in `folder`, but for the initialisers that are given.
struct Built {
  std::string model;
  std::filesystem::path folder;
  Tensors given{};
};

using Source = std::variant<Built, std::filesystem::path>;

struct SessionOptions {
  // Copies weights into the layout that the kernels like best: slower to open, faster to run.
  bool prepack = true;
};

class Session {
 public:
  // Fails with model_invalid and the library's message.
  static Result<Session> open(const Runtime& runtime, const Source& source,
                              const SessionOptions& options = {});

  [[nodiscard]] const std::vector<Port>& inputs() const;
  [[nodiscard]] const std::vector<Port>& outputs() const;
  [[nodiscard]] bool has_input(std::string_view name) const;

  // Runs the whole model. `inputs` holds every input by name; more are ignored. No tensor is copied: the answers keep
  // the library's memory alive. A stop request ends the run between two operators with cancelled.
  // Outputs named in `into` are written to those tensors, which may share memory with inputs of operators that work in
  // place.
  [[nodiscard]] Result<Tensors> run(const Tensors& inputs, const std::stop_token& stop = {},
                                    const Tensors& into = {}) const;

 private:
  struct Parts;
  explicit Session(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}

  std::shared_ptr<Parts> parts_;
};

}  // namespace hfi::runtime
