#include "models/load.h"

#include <algorithm>

#include "core/log.h"
#include "models/decoders.h"
#include "models/generation_defaults.h"
#include "models/json_files.h"
#include "models/picture_files.h"
#include "models/text_files.h"

namespace hfi::models {
namespace {

using architectures::Architecture;

void log_unused(const Model& model, const std::vector<std::string>& unused) {
  if (unused.empty()) return;
  json::Array first;
  for (std::size_t i = 0; i < std::min<std::size_t>(unused.size(), 8); ++i)
    first.emplace_back(unused[i]);
  log::info("unused_weights", {{"model", model.repository.id},
                               {"class", model.facts.class_name},
                               {"count", unused.size()},
                               {"first", std::move(first)}});
}

Padding text_padding(const Model& model) {
  std::int64_t pad = 0;
  if (model.tokenizer)
    if (const auto token = model.tokenizer->special_token("pad_token"))
      pad = model.tokenizer->id_of(*token).value_or(0);
  return {{"input_ids", pad}, {"attention_mask", 0}, {"token_type_ids", 0}};
}

Result<void> read_text_parts(Model& model, const Architecture* architecture) {
  const auto& folder = model.repository.folder;
  model.tokenizer = TRY(read_tokenizer(folder));
  model.sentence = TRY(read_sentence_modules(folder));
  model.labels = TRY(labels_of(model.config.object()));
  model.max_positions = max_positions_of(model, architecture);
  model.max_length = max_length_of(model);
  model.generation_config =
      TRY(generation_defaults(model.repository, model.config.object(), architecture));
  return {};
}

Result<void> read_sound_parts(Model& model, const Architecture* architecture) {
  model.features = TRY(read_feature_extractor(model.repository.folder));
  if (!model.features) return {};
  model.min_length = model.features->min_samples;
  if (architecture != nullptr && architecture->min_length)
    if (const auto samples = architecture->min_length(model.config))
      model.min_length = std::max(*model.min_length,
                                  static_cast<std::size_t>(std::max<std::int64_t>(*samples, 0)));
  return {};
}

// What no class of the reference describes need not have a configuration either.
Result<json::Object> config_for(const LoadRequest& request) {
  const auto file = request.repository.folder / "config.json";
  if (request.heads.empty() && !std::filesystem::exists(file)) return json::Object{};
  return read_json(file);
}

}  // namespace

Result<Plan> plan(const LoadRequest& request) {
  auto config = TRY(config_for(request));
  const auto declared = declared_by(config);
  const auto* architecture = architectures::find(declared.model_type);
  const auto* head =
      architecture == nullptr ? nullptr : head_for(*architecture, request, declared.saved_class);
  const auto variant = TRY(variant_for(request, declared, head));

  Plan plan{.model = {.repository = request.repository,
                      .config = graph::Config(std::move(config)),
                      .facts = {.source = std::string(name_of(variant.source)),
                                .dtype = variant.dtype,
                                .class_name = declared.saved_class},
                      .labels = {}},
            .networks = {},
            .bytes = 0};
  TRY(read_text_parts(plan.model, architecture));
  TRY(read_sound_parts(plan.model, architecture));
  plan.model.image_processor =
      TRY(read_image_processor(request.repository.folder, declared.model_type));
  if (variant.source == Source::onnx) {
    plan.networks = of_export(request.repository, variant.files);
  } else {
    plan.model.facts.class_name = head->class_name;
    auto built = TRY(build(request.repository, *architecture, *head, plan.model.config));
    log_unused(plan.model, built.unused_weights);
    plan.networks = std::move(built.networks);
    plan.model.facts.dtype = request.wanted.dtype.value_or(
        default_precision(architectures::generates(*head), TRY(bytes_of(plan.networks))));
    quantise(plan.networks, plan.model.facts.dtype);
  }
  plan.bytes = plan.model.facts.bytes = TRY(bytes_of(plan.networks));
  return plan;
}

Result<Model> open(const runtime::Runtime& runtime, Plan plan) {
  auto& model = plan.model;
  model.networks = TRY(open(runtime, model.repository, plan.networks, text_padding(model)));
  model.decoder = decoder_over(model.networks, model.facts.source == name_of(Source::onnx));
  if (const auto only = model.networks.find(architectures::single_network);
      only != model.networks.end())
    model.forward = only->second.forward;
  return std::move(model);
}

}  // namespace hfi::models
