#include "models/load.h"

#include <algorithm>

#include "core/log.h"
#include "graph/onnx.h"
#include "models/json_files.h"
#include "models/text_files.h"
#include "weights/checkpoint.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;
using architectures::Architecture;
using architectures::Head;

auto unsupported(std::string message) {
  return fail(ErrorCode::model_unsupported, std::move(message));
}

std::string text_at(const json::Object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

// config.json's "architectures": the class that the checkpoint was saved from.
std::string saved_class(const json::Object& config) {
  const auto* list = config.if_contains("architectures");
  if (list == nullptr || !list->is_array() || list->get_array().empty()) return "";
  const auto& first = list->get_array().front();
  return first.is_string() ? std::string(first.get_string()) : std::string();
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " or ") + word;
  return text;
}

// The class of the architecture that serves the task: the one the checkpoint was saved from when it can, else the first.
const Head* head_for(const Architecture& architecture, const LoadRequest& request,
                     const std::string& saved) {
  const Head* first = nullptr;
  for (const auto& suffix : request.heads) {
    const auto* head = architectures::find_head(architecture, suffix);
    if (head != nullptr && head->class_name == saved) return head;
    if (first == nullptr) first = head;
  }
  return first;
}

Result<Variant> variant_for(const LoadRequest& request, const std::string& model_type,
                            bool has_head) {
  const auto available = variants(TRY(files_of(request.repository)), has_head);
  if (!available.empty()) return choose(available, request.wanted);
  if (architectures::find(model_type) == nullptr)
    return unsupported("the architecture \"" + model_type +
                       "\" is not built in, and the repository has no ONNX export");
  if (!has_head)
    return unsupported("the architecture \"" + model_type + "\" has no class " +
                       join(request.heads) + ", and the repository has no ONNX export");
  return unsupported("the repository has neither model.safetensors nor an ONNX export");
}

std::uint64_t bytes_in_memory(const graph::Computation& computation) {
  std::uint64_t bytes = 0;
  for (const auto& node : computation.nodes)
    if (const auto* weight = std::get_if<graph::Weight>(&node.kind))
      bytes += count_of(weight->info.shape) * std::max(size_of(weight->info.dtype), sizeof(float));
  return bytes;
}

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

Result<graph::Computation> build(const Model& model, const Architecture& architecture,
                                 const Head& head) {
  auto checkpoint = TRY(weights::read_checkpoint(model.repository.folder));
  const auto table =
      weights::under_reference_names(std::move(*checkpoint), architecture.base_model_prefix);
  graph::Graph graph(table);
  const auto outputs = head.build(graph::Scope(graph, ""), model.config);
  TRY(model.config.check());
  auto computation = TRY(graph.finish(outputs));
  log_unused(model, computation.unused_weights);
  return computation;
}

// The graph and, where it was saved apart, the weights beside it.
Result<std::uint64_t> export_bytes(const fs::path& file) {
  std::error_code error;
  std::uint64_t bytes = fs::file_size(file, error);
  if (error)
    return fail(ErrorCode::model_invalid, file.filename().string() + ": " + error.message());
  for (const auto* ending : {"_data", ".data"})
    if (const auto size = fs::file_size(file.string() + ending, error); !error) bytes += size;
  return bytes;
}

// An export is of one class, which config.json names; the file itself does not say.
Result<void> check_export(const LoadRequest& request, const std::string& saved) {
  const bool serves = std::ranges::any_of(
      request.heads, [&](const std::string& suffix) { return saved.ends_with(suffix); });
  if (serves) return {};
  return unsupported("config.json: the ONNX export is a \"" + saved +
                     "\", the task needs a class ending with " + join(request.heads));
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
  model.max_length = max_length_of(model, architecture);
  return {};
}

}  // namespace

Result<Plan> plan(const LoadRequest& request) {
  auto config = TRY(read_json(request.repository.folder / "config.json"));
  const auto model_type = text_at(config, "model_type");
  const auto saved = saved_class(config);
  const auto* architecture = architectures::find(model_type);
  const auto* head = architecture == nullptr ? nullptr : head_for(*architecture, request, saved);
  const auto variant = TRY(variant_for(request, model_type, head != nullptr));

  Plan plan{.model = {.repository = request.repository,
                      .config = graph::Config(std::move(config)),
                      .facts = {},
                      .labels = {}},
            .computation = {},
            .bytes = 0};
  plan.model.facts = {
      .source = std::string(name_of(variant.source)), .dtype = variant.dtype, .class_name = saved};
  TRY(read_text_parts(plan.model, architecture));
  if (variant.source == Source::onnx) {
    TRY(check_export(request, saved));
    plan.model.facts.file = variant.file;
    plan.bytes = TRY(export_bytes(request.repository.folder / variant.file));
  } else {
    plan.model.facts.class_name = head->class_name;
    plan.computation = TRY(build(plan.model, *architecture, *head));
    plan.bytes = bytes_in_memory(plan.computation);
  }
  plan.model.facts.bytes = plan.bytes;
  return plan;
}

Result<Model> open(const runtime::Runtime& runtime, Plan plan) {
  const auto& folder = plan.model.repository.folder;
  const auto source =
      plan.model.facts.file.empty()
          ? runtime::Source(runtime::Built{graph::to_onnx(plan.computation), folder})
          : runtime::Source(folder / plan.model.facts.file);
  auto session = TRY(runtime::Session::open(runtime, source));
  plan.model.forward = forward_through(std::move(session), text_padding(plan.model));
  return std::move(plan.model);
}

}  // namespace hfi::models
