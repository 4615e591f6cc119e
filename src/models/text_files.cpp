#include "models/text_files.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/mapped_file.h"
#include "models/json_files.h"
#include "tokenizers/convert/convert.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_tokenizer_bytes = 256U << 20U;
constexpr std::size_t max_chat_template_bytes = 1U << 20U;

// tokenizer_config.json wins over special_tokens_map.json.
Result<json::Object> tokenizer_config(const fs::path& folder) {
  json::Object merged;
  for (const auto* name : {"special_tokens_map.json", "tokenizer_config.json"}) {
    if (!fs::exists(folder / name)) continue;
    for (auto& member : TRY(read_json(folder / name)))
      merged[member.key()] = std::move(member.value());
  }
  // newer repositories keep it in a file of its own, which wins
  if (const auto chat = folder / "chat_template.jinja"; fs::exists(chat))
    merged["chat_template"] = TRY(read_file(chat, max_chat_template_bytes));
  return merged;
}

// chat_template.jinja and additional_chat_templates/*.jinja win over tokenizer_config.json's chat_template.
Result<void> add_chat_templates(const fs::path& folder, json::Object& config) {
  constexpr std::size_t max_template_bytes = 1U << 20U;
  const auto add = [&](json::Array& templates, const std::string& name,
                       const fs::path& file) -> Result<void> {
    templates.push_back(
        json::Object{{"name", name}, {"template", TRY(read_file(file, max_template_bytes))}});
    return {};
  };
  json::Array templates;
  if (fs::exists(folder / "chat_template.jinja"))
    TRY(add(templates, "default", folder / "chat_template.jinja"));
  const auto more = folder / "additional_chat_templates";
  std::error_code error;
  for (const auto& file : fs::directory_iterator(more, error))
    if (file.path().extension() == ".jinja")
      TRY(add(templates, file.path().stem().string(), file.path()));
  if (fs::exists(more) && error)
    return fail(ErrorCode::model_invalid, more.filename().string() + ": " + error.message());
  if (templates.size() == 1 && templates[0].at("name") == "default")
    config["chat_template"] = templates[0].at("template");
  else if (!templates.empty())
    config["chat_template"] = std::move(templates);
  return {};
}

// The vocabulary of a repository that has no tokenizer.json.
Result<std::optional<tokenizers::Tokenizer>> converted(const fs::path& folder,
                                                       const json::Object& config) {
  namespace convert = tokenizers::convert;
  convert::Files files;
  for (const auto& name : convert::file_names())
    if (fs::exists(folder / name)) files[name] = TRY(read_file(folder / name, max_tokenizer_bytes));
  std::string model_type;
  if (fs::exists(folder / "config.json")) {
    const auto model = TRY(read_json(folder / "config.json"));
    const auto* type = model.if_contains("model_type");
    if (type != nullptr && type->is_string()) model_type = type->get_string();
  }
  const auto document = TRY(convert::convert(files, config, model_type));
  if (!document) return std::nullopt;
  return TRY(tokenizers::Tokenizer::from_document(*document, config));
}

constexpr std::int64_t max_labels = 1'000'000;

// What `transformers` takes when config.json has no id2label: configuration_utils.py, PreTrainedConfig. It writes none for
// two labels without names of their own.
Result<std::vector<std::string>> numbered_labels(const json::Object& config) {
  const auto* given = config.if_contains("num_labels");
  std::int64_t count = 2;
  if (given != nullptr && !given->is_null()) {
    if (!given->is_int64() || given->get_int64() < 0 || given->get_int64() > max_labels)
      return fail(ErrorCode::model_invalid, "config.json: num_labels: expected a number up to " +
                                                std::to_string(max_labels) + ", got " +
                                                json::dump(*given).substr(0, 40));
    count = given->get_int64();
  }
  std::vector<std::string> labels;
  for (std::int64_t id = 0; id < count; ++id) labels.push_back("LABEL_" + std::to_string(id));
  return labels;
}

}  // namespace

Result<std::optional<tokenizers::Tokenizer>> read_tokenizer(const fs::path& folder) {
  auto config = TRY(tokenizer_config(folder));
  TRY(add_chat_templates(folder, config));
  if (!fs::exists(folder / "tokenizer.json")) return converted(folder, config);
  const auto text = TRY(read_file(folder / "tokenizer.json", max_tokenizer_bytes));
  auto tokenizer = tokenizers::Tokenizer::from_json(text, config);
  if (!tokenizer && tokenizer.error().code == ErrorCode::invalid_json)
    tokenizer.error().code = ErrorCode::model_invalid;
  return TRY(std::move(tokenizer));
}

Result<std::vector<std::string>> labels_of(const json::Object& config) {
  const auto* map = config.if_contains("id2label");
  if (map == nullptr || map->is_null()) return numbered_labels(config);
  if (!map->is_object())
    return fail(ErrorCode::model_invalid, "config.json: id2label: expected an object");
  std::map<std::size_t, std::string> by_id;
  for (const auto& member : map->get_object()) {
    const auto key = std::string_view(member.key());
    std::size_t id = 0;
    const auto [end, error] = std::from_chars(key.begin(), key.end(), id);
    if (error != std::errc{} || end != key.end() || !member.value().is_string())
      return fail(ErrorCode::model_invalid,
                  "config.json: id2label: \"" + std::string(key) + "\": expected an id and a name");
    by_id[id] = std::string(member.value().get_string());
  }
  if (!by_id.empty() && by_id.rbegin()->first != by_id.size() - 1)
    return fail(ErrorCode::model_invalid, "config.json: id2label: the ids have gaps");
  std::vector<std::string> labels;
  for (auto& [id, label] : by_id) labels.push_back(std::move(label));
  return labels;
}

std::optional<std::size_t> max_positions_of(const Model& model,
                                            const architectures::Architecture* architecture) {
  if (architecture == nullptr || !architecture->max_length) return std::nullopt;
  const auto positions = architecture->max_length(model.config);
  if (!positions) return std::nullopt;
  return static_cast<std::size_t>(std::max<std::int64_t>(*positions, 0));
}

std::optional<std::size_t> max_length_of(const Model& model) {
  auto least = model.max_positions;
  const auto limit = [&](std::optional<std::size_t> length) {
    if (length && (!least || *length < *least)) least = length;
  };
  if (model.tokenizer) limit(model.tokenizer->model_max_length());
  if (model.sentence) limit(model.sentence->max_seq_length);
  return least;
}

}  // namespace hfi::models
