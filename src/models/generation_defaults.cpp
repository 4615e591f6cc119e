#include "models/generation_defaults.h"

#include "generation/generation_config.h"
#include "models/json_files.h"

namespace hfi::models {

Result<json::Object> generation_defaults(const Repository& repository, const json::Object& config,
                                         const architectures::Architecture* architecture) {
  const auto file = repository.folder / "generation_config.json";
  if (std::filesystem::exists(file)) return TRY(read_json(file));
  auto defaults = architecture == nullptr ? json::Object{} : architecture->special_tokens;
  for (const auto& member : config)  // null says that there is none
    if (member.value().is_null()) defaults.erase(member.key());
  return generation::overlay(std::move(defaults), config);
}

}  // namespace hfi::models
