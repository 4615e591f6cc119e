#include "serving/supported.h"

#include "architectures/catalog.h"
#include "models/export_places.h"
#include "tasks/catalog.h"
#include "tasks/contract/taxonomy.h"
#include "tokenizers/convert/convert.h"

namespace hfi::serving {
namespace {

bool takes_text(const tasks::Contract& contract) {
  const auto& inputs = contract.document.at("modalities").at("input").as_array();
  return std::ranges::find(inputs, json::Value("text")) != inputs.end();
}

// tokenizer.json, or a vocabulary that can take its place.
hub::Files vocabularies() {
  hub::Files files{"tokenizer.json"};
  for (const auto& name : tokenizers::convert::file_names())
    if (name != "merges.txt" && name != "added_tokens.json") files.push_back(name);
  return files;
}

std::vector<hub::Files> onnx_exports() {
  std::vector<hub::Files> sets;
  for (const auto& place : models::export_places(models::export_layouts({}))) {
    hub::Files files;
    for (const auto& [network, path] : place) files.push_back(path);
    sets.push_back(std::move(files));
  }
  return sets;
}

}  // namespace

hub::Supported supported() {
  hub::Supported all;
  for (const auto& task : tasks::runners()) {
    all.heads[task.name] = task.heads;
    all.onnx[task.name] = onnx_exports();
    const auto* contract = tasks::taxonomy().find(task.name);
    if (contract != nullptr && takes_text(*contract)) all.one_of[task.name] = vocabularies();
  }
  for (const auto& architecture : architectures::all()) {
    auto& classes = all.classes[architecture.model_type];
    for (const auto& head : architecture.heads) classes.push_back(head.class_name);
  }
  return all;
}

}  // namespace hfi::serving
