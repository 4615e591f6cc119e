#pragma once
// A JSON Schema that is ready to judge values. Its source file is the one place that names the
// library behind it.

#include <memory>

#include "core/result.h"

namespace hfi::tasks {

class Schema {
 public:
  // Fails with internal_error when the document is not a schema.
  static Result<Schema> compile(json::Value document);

  // Draft 7. May be called from any thread.
  bool accepts(const json::Value& value) const;

  const json::Object& document() const;

 private:
  struct Compiled;
  explicit Schema(std::shared_ptr<const Compiled> compiled);

  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace hfi::tasks
