#pragma once
// How a repository wants its model to generate.

#include "architectures/architecture.h"
#include "models/repository.h"

namespace hfi::models {

// The members of generation_config.json. Where there is no such file, as in older repositories: those of config.json, over
// what the architecture's configuration class says.
// Reference: transformers, generation/configuration_utils.py, from_model_config.
Result<json::Object> generation_defaults(const Repository& repository, const json::Object& config,
                                         const architectures::Architecture* architecture);

}  // namespace hfi::models
