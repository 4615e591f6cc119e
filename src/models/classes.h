#pragma once
// Which class serves a task, and in which of the variants that a repository offers.

#include "architectures/catalog.h"
#include "models/repository.h"
#include "models/variant.h"

namespace hfi::models {

struct LoadRequest {
  Repository repository;
  std::vector<std::string>
      heads;  // endings of class names that can serve the task, preferred first
  Wanted wanted{};
};

// What config.json says about itself.
struct Declared {
  std::string model_type;
  std::string
      saved_class;  // "architectures": the class that the checkpoint was saved from; empty when absent
};

Declared declared_by(const json::Object& config);

// The class of the architecture that serves the task: the one that the checkpoint was saved from when it can, else the
// first; nullptr when there is none.
const architectures::Head* head_for(const architectures::Architecture& architecture,
                                    const LoadRequest& request, const std::string& saved_class);

// Among files of the repository, wherever it is. Fails with model_unsupported, saying what is missing, or variant_not_found.
Result<Variant> variant_among(const std::vector<std::string>& files, const LoadRequest& request,
                              const Declared& declared, const architectures::Head* head);
// Among the files on the disk.
Result<Variant> variant_for(const LoadRequest& request, const Declared& declared,
                            const architectures::Head* head);

}  // namespace hfi::models
