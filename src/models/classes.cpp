#include "models/classes.h"

#include <algorithm>

namespace hfi::models {
namespace {

using architectures::Architecture;
using architectures::Head;

auto unsupported(std::string message) {
  return fail(ErrorCode::model_unsupported, std::move(message));
}

std::string text_at(const json::Object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " or ") + word;
  return text;
}

std::vector<std::string> networks_of(const Head* head) {
  std::vector<std::string> names;
  if (head != nullptr)
    for (const auto& network : head->networks) names.push_back(network.name);
  return names;
}

// An export is of one class, which config.json names; the files themselves do not say. A task without classes of the
// reference judges an export by its inputs and outputs; so does every task where config.json names no class.
Result<void> check_export(const LoadRequest& request, const std::string& saved) {
  if (request.heads.empty() || saved.empty()) return {};
  const bool serves = std::ranges::any_of(
      request.heads, [&](const std::string& suffix) { return saved.ends_with(suffix); });
  if (serves) return {};
  return unsupported("config.json: the ONNX export is a \"" + saved +
                     "\", the task needs a class ending with " + join(request.heads));
}

Error nothing_to_run(const LoadRequest& request, const Declared& declared, const Head* head) {
  const auto name = "the architecture \"" + declared.model_type + "\"";
  if (architectures::find(declared.model_type) == nullptr)
    return {ErrorCode::model_unsupported,
            name + " is not built in, and the repository has no ONNX export"};
  if (head == nullptr)
    return {ErrorCode::model_unsupported, name + " has no class " + join(request.heads) +
                                              ", and the repository has no ONNX export"};
  return {ErrorCode::model_unsupported,
          "the repository has neither model.safetensors nor an ONNX export"};
}

}  // namespace

Declared declared_by(const json::Object& config) {
  Declared declared{.model_type = text_at(config, "model_type"), .saved_class = ""};
  const auto* list = config.if_contains("architectures");
  if (list != nullptr && list->is_array() && !list->get_array().empty() &&
      list->get_array().front().is_string())
    declared.saved_class = std::string(list->get_array().front().get_string());
  return declared;
}

const Head* head_for(const Architecture& architecture, const LoadRequest& request,
                     const std::string& saved_class) {
  const Head* first = nullptr;
  for (const auto& suffix : request.heads) {
    const auto* head = architectures::find_head(architecture, suffix);
    if (head != nullptr && head->class_name == saved_class) return head;
    if (first == nullptr) first = head;
  }
  return first;
}

Result<Variant> variant_for(const LoadRequest& request, const Declared& declared,
                            const Head* head) {
  return variant_among(TRY(files_of(request.repository)), request, declared, head);
}

Result<Variant> variant_among(const std::vector<std::string>& files, const LoadRequest& request,
                              const Declared& declared, const Head* head) {
  const auto built = head == nullptr ? std::vector<std::string>{}
                                     : built_precisions(architectures::generates(*head));
  const auto available = variants(files, built, export_layouts(networks_of(head)));
  if (available.empty()) return tl::unexpected(nothing_to_run(request, declared, head));
  auto variant = TRY(choose(available, request.wanted));
  if (variant.source == Source::onnx) TRY(check_export(request, declared.saved_class));
  return variant;
}

}  // namespace hfi::models
