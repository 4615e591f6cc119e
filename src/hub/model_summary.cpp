#include "hub/model_summary.h"

#include "hub/fields.h"
#include "hub/names.h"
#include "hub/weights_size.h"

namespace hfi::hub {
namespace {

std::vector<std::string> texts_in(const json::Object& object, std::string_view key) {
  std::vector<std::string> texts;
  const auto* array = array_in(object, key);
  if (array == nullptr) return texts;
  for (const auto& value : *array)
    if (const auto* text = value.if_string()) texts.emplace_back(text->data(), text->size());
  return texts;
}

json::Array to_json(const std::vector<std::string>& texts) {
  json::Array array;
  for (const auto& text : texts) array.emplace_back(text);
  return array;
}

json::Value or_null(const std::string& text) {
  return text.empty() ? json::Value(nullptr) : json::Value(text);
}

json::Value or_null(const std::optional<std::uint64_t>& count) {
  return count ? json::Value(*count) : json::Value(nullptr);
}

// The members that both the Hub and this program call by the same name.
Result<ModelSummary> common_members(const json::Object& item) {
  ModelSummary model{.id = text_in(item, "id").value_or(""),
                     .pipeline_tag = text_in(item, "pipeline_tag").value_or(""),
                     .tags = texts_in(item, "tags"),
                     .gated = gated_of(item),
                     .likes = count_in(item, "likes").value_or(0),
                     .downloads = count_in(item, "downloads").value_or(0),
                     .trending_score = number_in(item, "trendingScore").value_or(0),
                     .created_at = text_in(item, "createdAt").value_or(""),
                     .last_modified = text_in(item, "lastModified").value_or(""),
                     .commit = text_in(item, "sha").value_or("")};
  if (auto id = check_model_id(model.id); !id)
    return fail(ErrorCode::hub_invalid, id.error().message);
  return model;
}

}  // namespace

Result<ModelSummary> parse_summary(const json::Object& item) {
  auto model = TRY(common_members(item));
  model.library = text_in(item, "library_name").value_or("");
  model.bytes = stored_bytes(elements_of(item));
  if (const auto* weights = object_in(item, "safetensors"))
    model.parameters = count_in(*weights, "total");
  if (const auto* config = object_in(item, "config")) {
    model.model_type = text_in(*config, "model_type").value_or("");
    model.architectures = texts_in(*config, "architectures");
  }
  return model;
}

json::Object to_json(const ModelSummary& model) {
  return {{"id", model.id},
          {"pipeline_tag", or_null(model.pipeline_tag)},
          {"library", or_null(model.library)},
          {"tags", to_json(model.tags)},
          {"gated", to_json(model.gated)},
          {"likes", model.likes},
          {"downloads", model.downloads},
          {"trendingScore", model.trending_score},
          {"createdAt", or_null(model.created_at)},
          {"lastModified", or_null(model.last_modified)},
          {"sha", or_null(model.commit)},
          {"parameters", or_null(model.parameters)},
          {"size", or_null(model.bytes)},
          {"model_type", or_null(model.model_type)},
          {"architectures", to_json(model.architectures)}};
}

Result<ModelSummary> summary_of(const json::Object& object) {
  auto model = TRY(common_members(object));
  model.library = text_in(object, "library").value_or("");
  model.parameters = count_in(object, "parameters");
  model.bytes = count_in(object, "size");
  model.model_type = text_in(object, "model_type").value_or("");
  model.architectures = texts_in(object, "architectures");
  return model;
}

json::Value to_json(Gated gated) {
  switch (gated) {
    case Gated::open:
      return false;
    case Gated::automatic:
      return "auto";
    case Gated::manual:
      return "manual";
    case Gated::unknown:
      break;
  }
  return nullptr;
}

Gated gated_of(const json::Object& object) {
  if (flag_in(object, "gated") == false) return Gated::open;
  const auto kind = text_in(object, "gated");
  if (kind == "auto") return Gated::automatic;
  if (kind == "manual") return Gated::manual;
  return Gated::unknown;
}

}  // namespace hfi::hub
