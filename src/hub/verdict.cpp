#include "hub/verdict.h"

#include <algorithm>

#include "hub/download.h"
#include "hub/fields.h"
#include "hub/missing_weights.h"
#include "hub/needed_files.h"

namespace hfi::hub {
namespace {

std::string number(std::uint64_t value) { return std::to_string(value); }

json::Array to_json(const Files& files) {
  json::Array array;
  for (const auto& file : files) array.emplace_back(file);
  return array;
}

std::vector<Obstacle> unknown_architecture(const json::Object& config,
                                           const std::string& model_type) {
  json::Object details{{"model_type", model_type}};
  std::string classes;
  if (const auto* names = array_in(config, "architectures")) {
    details["architectures"] = *names;
    for (const auto& name : *names)
      if (const auto* text = name.if_string())
        classes += " " + std::string(text->data(), text->size());
  }
  const auto shown = model_type.empty() ? "without a model_type" : "\"" + model_type + "\"";
  std::vector<Obstacle> obstacles{
      {.code = "architecture_not_supported",
       .message = "the architecture " + shown +
                  (classes.empty() ? "" : " (" + classes.substr(1) + ")") +
                  " is not in this program",
       .details = std::move(details)}};
  if (object_in(config, "auto_map") != nullptr)
    obstacles.push_back(
        {.code = "remote_code",
         .message = "it is defined by code in the repository, which this program never runs"});
  return obstacles;
}

// Fills the verdict when the checkpoint can be opened directly; else what stands in the way.
std::vector<Obstacle> try_safetensors(const Candidate& candidate, const Supported& supported,
                                      Verdict& verdict) {
  const auto* heads = entry_of(supported.heads, candidate.task);
  if (heads == nullptr) return {};
  if (!candidate.config) return {{.code = "no_config", .message = "it has no config.json"}};
  const auto model_type = text_in(*candidate.config, "model_type").value_or("");
  const auto* classes = entry_of(supported.classes, model_type);
  if (classes == nullptr) return unknown_architecture(*candidate.config, model_type);
  const auto name = class_for(*heads, *classes);
  if (name.empty())
    return {{.code = "architecture_not_supported",
             .message =
                 "\"" + model_type + "\" has no class for " + candidate.task + " in this program",
             .details = {{"model_type", model_type}}}};
  auto files = needed_files(candidate.tree, {.weights = Want::Weights::safetensors});
  if (!files) return {no_weights(candidate.tree)};
  verdict.source = "safetensors";
  verdict.class_name = name;
  verdict.files = std::move(*files);
  return {};
}

// An export is of the class that config.json names; where it names none, loading finds out.
bool is_of_another_class(const Candidate& candidate, const Supported& supported) {
  const auto* heads = entry_of(supported.heads, candidate.task);
  const auto* classes = candidate.config ? array_in(*candidate.config, "architectures") : nullptr;
  if (heads == nullptr || classes == nullptr || classes->empty() || !classes->front().is_string())
    return false;
  return class_for(*heads, {std::string(classes->front().get_string())}).empty();
}

void try_onnx(const Candidate& candidate, const Supported& supported, Verdict& verdict) {
  const auto* sets = entry_of(supported.onnx, candidate.task);
  if (sets == nullptr || is_of_another_class(candidate, supported)) return;
  for (const auto& set : *sets) {
    auto files = needed_files(candidate.tree, {.weights = Want::Weights::onnx, .onnx_files = set});
    if (!files) continue;
    verdict.source = "onnx";
    verdict.files = std::move(*files);
    return;
  }
}

std::uint64_t memory_of(const Candidate& candidate, const Verdict& verdict) {
  if (const auto known = memory_bytes(candidate.elements); known && verdict.source == "safetensors")
    return *known;
  std::uint64_t bytes = 0;
  for (const auto& path : verdict.files) {
    const bool weights = path.ends_with(".safetensors") || path.find(".onnx") != std::string::npos;
    if (weights) bytes += content_bytes(*find_file(candidate.tree, path));
  }
  const auto dtype = candidate.config ? text_in(*candidate.config, "torch_dtype").value_or("") : "";
  const bool half = dtype == "float16" || dtype == "bfloat16";  // computed in single precision
  return verdict.source == "safetensors" && half ? 2 * bytes : bytes;
}

void add_sizes(const Candidate& candidate, Verdict& verdict) {
  std::set<std::string> contents;
  for (const auto& path : verdict.files) {
    const auto& file = *find_file(candidate.tree, path);
    if (!contents.insert(blob_name(file)).second) continue;
    verdict.bytes += content_bytes(file);
    if (!candidate.blobs_here.contains(blob_name(file)))
      verdict.bytes_to_download += content_bytes(file);
    if (content_bytes(file) > largest_file)
      verdict.obstacles.push_back({.code = "file_too_large",
                                   .message = path + " has " + number(content_bytes(file)) +
                                              " bytes, the Hub serves at most " +
                                              number(largest_file) + " over HTTP",
                                   .details = {{"file", path}}});
  }
  verdict.memory_bytes = memory_of(candidate, verdict);
}

void check_room(const Room& room, Verdict& verdict) {
  if (verdict.memory_bytes > room.memory_budget)
    verdict.obstacles.push_back({.code = "insufficient_memory",
                                 .message = "needs " + number(verdict.memory_bytes) +
                                            " bytes of memory, the budget is " +
                                            number(room.memory_budget),
                                 .details = {{"bytes_needed", verdict.memory_bytes},
                                             {"bytes_budget", room.memory_budget}}});
  if (verdict.bytes_to_download > room.disk_free)
    verdict.obstacles.push_back(
        {.code = "insufficient_disk",
         .message = "needs " + number(verdict.bytes_to_download) + " bytes on the disk, " +
                    number(room.disk_free) + " are free",
         .details = {{"bytes_needed", verdict.bytes_to_download}, {"bytes_free", room.disk_free}}});
}

void check_other_files(const Candidate& candidate, const Supported& supported, Verdict& verdict) {
  const auto* any = entry_of(supported.one_of, candidate.task);
  if (any == nullptr) return;
  if (std::ranges::any_of(
          *any, [&](const auto& path) { return find_file(candidate.tree, path) != nullptr; }))
    return;
  verdict.obstacles.push_back({.code = "missing_file",
                               .message = "it has none of the files that prepare the input",
                               .details = {{"one_of", to_json(*any)}}});
}

}  // namespace

std::string class_for(const std::vector<std::string>& heads,
                      const std::vector<std::string>& classes) {
  for (const auto& head : heads) {
    const auto found = std::ranges::find_if(
        classes, [&](const std::string& name) { return name.ends_with(head); });
    if (found != classes.end()) return *found;
  }
  return {};
}

Verdict judge(const Candidate& candidate, const Supported& supported, const Room& room) {
  Verdict verdict{.task = candidate.task, .gated = candidate.gated};
  if (candidate.refusal) {
    verdict.obstacles.push_back({.code = "model_gated",
                                 .message = candidate.refusal->message,
                                 .details = candidate.refusal->details});
    return verdict;
  }
  if (candidate.task.empty()) {
    verdict.obstacles.push_back(
        {.code = "no_task", .message = "the Hub names no task for it; name one"});
    return verdict;
  }
  if (entry_of(supported.heads, candidate.task) == nullptr &&
      entry_of(supported.onnx, candidate.task) == nullptr) {
    verdict.obstacles.push_back(
        {.code = "task_not_supported", .message = "no runner serves " + candidate.task});
    return verdict;
  }
  auto obstacles = try_safetensors(candidate, supported, verdict);
  if (verdict.source.empty()) try_onnx(candidate, supported, verdict);
  if (verdict.source.empty()) {
    if (obstacles.empty()) obstacles.push_back(no_weights(candidate.tree));
    verdict.obstacles = std::move(obstacles);
    return verdict;
  }
  add_sizes(candidate, verdict);
  check_other_files(candidate, supported, verdict);
  check_room(room, verdict);
  return verdict;
}

json::Object to_json(const Verdict& verdict) {
  const auto or_null = [](const std::string& text) {
    return text.empty() ? json::Value(nullptr) : json::Value(text);
  };
  json::Array obstacles;
  for (const auto& obstacle : verdict.obstacles)
    obstacles.push_back(json::Object{
        {"code", obstacle.code}, {"message", obstacle.message}, {"details", obstacle.details}});
  return {{"runnable", verdict.obstacles.empty()},
          {"obstacles", std::move(obstacles)},
          {"task", or_null(verdict.task)},
          {"source", or_null(verdict.source)},
          {"class_name", or_null(verdict.class_name)},
          {"gated", to_json(verdict.gated)},
          {"files", to_json(verdict.files)},
          {"bytes", verdict.bytes},
          {"bytes_to_download", verdict.bytes_to_download},
          {"memory_bytes", verdict.memory_bytes}};
}

}  // namespace hfi::hub
