// Image feature extraction: a picture in, vectors out.
// contract   image_feature_extraction.schema.json
// reference  transformers, pipelines/image_feature_extraction.py

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/vision/pictures.h"

namespace hfi::tasks {
namespace {

// The tensor without its first axis, as lists in lists.
json::Array nested(const Tensor& tensor, std::size_t axis, std::span<const float>& rest) {
  json::Array list;
  const auto extent = static_cast<std::size_t>(tensor.dim(axis));
  list.reserve(extent);
  for (std::size_t i = 0; i < extent; ++i) {
    if (axis + 1 < tensor.rank()) {
      list.emplace_back(nested(tensor, axis + 1, rest));
      continue;
    }
    list.emplace_back(json::number(rest.front()));
    rest = rest.subspan(1);
  }
  return list;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto image = TRY(picture_in(request.inputs));
  const auto outputs = TRY(forward(model, image, context.stop));
  const bool pool = flag_at(request.options, "pool");
  if (pool && !outputs.contains("pooler_output"))
    return fail(ErrorCode::model_unsupported,
                model.repository.id + ": the model has no pooler, so options.pool cannot be true");
  const auto* name = pool                               ? "pooler_output"
                     : outputs.contains("image_embeds") ? "image_embeds"  // of CLIP: one vector
                                                        : "last_hidden_state";
  const auto features = TRY(output(model, outputs, name));
  auto rest = features.values<float>();
  return json::Object{{"embedding", nested(features, 1, rest)}, {"dim", features.shape().back()}};
}

}  // namespace

Task image_feature_extraction() {
  return {.name = "image-feature-extraction", .heads = {"Model"}, .run = run};
}

}  // namespace hfi::tasks
