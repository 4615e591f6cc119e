#include "models/sentence_modules.h"

#include "models/json_files.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;

std::string text_at(const json::Object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool is_true(const json::Object& object, std::string_view key, bool otherwise) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

// "1_Pooling": a folder beside modules.json; a path could lead anywhere.
Result<fs::path> folder_of(const fs::path& folder, const json::Object& module) {
  const auto path = text_at(module, "path");
  if (!path.empty() && path.front() != '.' && path.find('/') == std::string::npos)
    return folder / path;
  return fail(ErrorCode::model_invalid, "path: \"" + path + "\": expected the name of a folder");
}

Result<void> read_pooling(const fs::path& folder, SentenceModules& modules) {
  const auto config = TRY(read_json(folder / "config.json"));
  modules.pooling = pooling_modes(config);
  if (modules.pooling.empty())
    return fail(ErrorCode::model_invalid, "config.json: no pooling mode is set");
  modules.include_prompt = is_true(config, "include_prompt", true);
  return {};
}

Result<void> read_module(const fs::path& folder, const json::Object& module,
                         SentenceModules& modules) {
  const auto type = text_at(module, "type");
  const auto name = type.substr(type.rfind('.') + 1);
  if (name == "Transformer" || name == "Dropout") return {};
  if (name != "Pooling" && modules.pooling.empty())
    return fail(ErrorCode::model_unsupported,
                "the module \"" + type + "\" before a Pooling is not built in");
  const auto files = name == "Normalize" ? folder : TRY(folder_of(folder, module));
  if (name == "Pooling") return within(files.filename().string(), read_pooling(files, modules));
  modules.layers.push_back(
      TRY(within(files.filename().string(), read_sentence_layer(name, files))));
  return {};
}

Result<void> read_limits(const fs::path& file, SentenceModules& modules) {
  if (!fs::exists(file)) return {};
  const auto config = TRY(read_json(file));
  if (is_true(config, "do_lower_case", false))
    return fail(ErrorCode::model_unsupported,
                file.filename().string() + ": do_lower_case is true, which is not built in");
  if (const auto* limit = config.if_contains("max_seq_length");
      limit != nullptr && limit->is_int64() && limit->get_int64() > 0)
    modules.max_seq_length = static_cast<std::size_t>(limit->get_int64());
  return {};
}

Result<void> read_prompts(const fs::path& file, SentenceModules& modules) {
  if (!fs::exists(file)) return {};
  const auto config = TRY(read_json(file));
  if (const auto* prompts = config.if_contains("prompts");
      prompts != nullptr && prompts->is_object())
    for (const auto& member : prompts->get_object())
      modules.prompts.emplace(member.key(), text_at(prompts->get_object(), member.key()));
  const auto name = text_at(config, "default_prompt_name");
  if (name.empty()) return {};
  if (!modules.prompts.contains(name))
    return fail(ErrorCode::model_invalid, file.filename().string() + ": default_prompt_name \"" +
                                              name + "\" is not a prompt");
  modules.default_prompt_name = name;
  return {};
}

}  // namespace

Result<std::optional<SentenceModules>> read_sentence_modules(const fs::path& folder) {
  if (!fs::exists(folder / "modules.json")) return std::nullopt;
  const auto list = TRY(read_json_array(folder / "modules.json"));
  SentenceModules modules;
  for (const auto& entry : list) {
    if (!entry.is_object())
      return fail(ErrorCode::model_invalid, "modules.json: expected a list of objects");
    TRY(within("modules.json", read_module(folder, entry.get_object(), modules)));
  }
  TRY(read_limits(folder / "sentence_bert_config.json", modules));
  TRY(read_prompts(folder / "config_sentence_transformers.json", modules));
  return modules;
}

}  // namespace hfi::models
