#include "models/features/feature_extractor.h"

#include <algorithm>
#include <map>

#include "models/features/catalog.h"
#include "models/json_files.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;
using Make = FeatureExtractor (*)(const graph::Config&);

const std::map<std::string, Make, std::less<>>& extractors() {
  static const std::map<std::string, Make, std::less<>> all = {
#define FEATURE_EXTRACTOR(class_name, function) {class_name, features::function},
#include "models/features/catalog.def"
#undef FEATURE_EXTRACTOR
  };
  return all;
}

std::string text_at(const json::Object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

// The class that the file names; older files name only the processor around it.
std::string class_in(const json::Object& config) {
  auto name = text_at(config, "feature_extractor_type");
  if (name.empty() && text_at(config, "processor_class") == "Wav2Vec2Processor")
    name = "Wav2Vec2FeatureExtractor";
  return name;
}

Result<std::optional<FeatureExtractor>> make(const std::string& file, json::Object object) {
  const auto found = extractors().find(class_in(object));
  if (found == extractors().end()) return std::nullopt;
  const graph::Config config(std::move(object), file);
  auto extractor = found->second(config);
  TRY(config.check());
  return extractor;
}

}  // namespace

std::size_t features::size_at(const graph::Config& config, std::string_view key,
                              std::int64_t fallback, std::int64_t most) {
  const auto value = config.get(key, fallback);
  if (1 <= value && value <= most) return static_cast<std::size_t>(value);
  config.expect(key, "a number from 1 to " + std::to_string(most));
  return 1;
}

Result<std::optional<FeatureExtractor>> read_feature_extractor(const fs::path& folder) {
  // transformers 5 writes one file with a section for each part
  if (fs::exists(folder / "processor_config.json")) {
    auto object = TRY(read_json(folder / "processor_config.json"));
    if (const auto* section = object.if_contains("feature_extractor");
        section != nullptr && section->is_object())
      return make("processor_config.json", section->get_object());
  }
  constexpr auto file = "preprocessor_config.json";
  if (!fs::exists(folder / file)) return std::nullopt;
  return make(file, TRY(read_json(folder / file)));
}

}  // namespace hfi::models
