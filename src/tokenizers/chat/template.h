#pragma once
// A Jinja template as `transformers` renders the ones of chat models: trim_blocks, lstrip_blocks, break and continue, the
// immutable sandbox, `tojson` without HTML escapes, raise_exception, strftime_now and {% generation %}.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"
#include "tokenizers/chat/limits.h"

namespace hfi::tokenizers::chat {

class Template {
 public:
  // Fails with model_invalid and the line; also when the template is too long, nests too deep, or uses something that
  // needs other templates or is not deterministic.
  static Result<Template> parse(std::string_view source);

  // Fails with invalid_input: with the template's own message when it raises one, else with what is wrong;
  // `details.template_line` says where.
  [[nodiscard]] Result<std::string> render(
      const json::Object& variables,
      std::chrono::system_clock::time_point now = std::chrono::system_clock::now(),
      const Limits& limits = {}) const;

 private:
  struct Nodes;
  explicit Template(std::shared_ptr<const Nodes> nodes) : nodes_(std::move(nodes)) {}

  std::shared_ptr<const Nodes> nodes_;
};

}  // namespace hfi::tokenizers::chat
