#include "tokenizers/convert/convert.h"

#include <algorithm>
#include <array>

#include "tokenizers/convert/catalog.h"

namespace hfi::tokenizers::convert {
namespace {

struct Unit {
  std::string_view type;
  Converted (*convert)(const Source&);
};
constexpr Unit units[] = {
#define CONVERTER(type, function) {#type, function},
#include "tokenizers/convert/catalog.def"
#undef CONVERTER
};

// The tokenizer class of a model type whose configuration names none.
struct ClassOf {
  std::string_view model_type;
  std::string_view type;
};
constexpr std::array classes{ClassOf{"albert", "AlbertTokenizer"},
                             ClassOf{"bart", "BartTokenizer"},
                             ClassOf{"bert", "BertTokenizer"},
                             ClassOf{"blenderbot-small", "BlenderbotSmallTokenizer"},
                             ClassOf{"clip", "CLIPTokenizer"},
                             ClassOf{"data2vec-text", "RobertaTokenizer"},
                             ClassOf{"distilbert", "BertTokenizer"},
                             ClassOf{"electra", "BertTokenizer"},
                             ClassOf{"gpt2", "GPT2Tokenizer"},
                             ClassOf{"gpt_neo", "GPT2Tokenizer"},
                             ClassOf{"gptj", "GPT2Tokenizer"},
                             ClassOf{"llama", "LlamaTokenizer"},
                             ClassOf{"longformer", "RobertaTokenizer"},
                             ClassOf{"m2m_100", "M2M100Tokenizer"},
                             ClassOf{"marian", "MarianTokenizer"},
                             ClassOf{"mbart", "MBartTokenizer"},
                             ClassOf{"mistral", "LlamaTokenizer"},
                             ClassOf{"mobilebert", "MobileBertTokenizer"},
                             ClassOf{"mt5", "T5Tokenizer"},
                             ClassOf{"nllb-moe", "NllbTokenizer"},
                             ClassOf{"opt", "GPT2Tokenizer"},
                             ClassOf{"pegasus", "PegasusTokenizer"},
                             ClassOf{"roberta", "RobertaTokenizer"},
                             ClassOf{"t5", "T5Tokenizer"},
                             ClassOf{"umt5", "T5Tokenizer"},
                             ClassOf{"vits", "VitsTokenizer"},
                             ClassOf{"wav2vec2", "Wav2Vec2CTCTokenizer"},
                             ClassOf{"hubert", "Wav2Vec2CTCTokenizer"},
                             ClassOf{"whisper", "WhisperTokenizer"},
                             ClassOf{"xlm-roberta", "XLMRobertaTokenizer"}};

std::string class_of(const json::Object& config, std::string_view model_type) {
  const auto* named = config.if_contains("tokenizer_class");
  std::string type(named != nullptr && named->is_string() ? std::string_view(named->get_string())
                                                          : "");
  if (type.ends_with("Fast")) type.resize(type.size() - 4);
  if (!type.empty() && type != "PreTrainedTokenizer") return type;
  const auto* found = std::ranges::find_if(
      classes, [&](const ClassOf& entry) { return entry.model_type == model_type; });
  return found == classes.end() ? "" : std::string(found->type);
}

}  // namespace

const std::vector<std::string>& file_names() {
  static const std::vector<std::string> names{"vocab.txt",
                                              "vocab.json",
                                              "merges.txt",
                                              "spiece.model",
                                              "sentencepiece.bpe.model",
                                              "tokenizer.model",
                                              "source.spm",
                                              "target_vocab.json",
                                              "added_tokens.json"};
  return names;
}

Result<std::optional<json::Object>> convert(const Files& files,
                                            const json::Object& tokenizer_config,
                                            std::string_view model_type) {
  if (files.empty() || (files.size() == 1 && files.contains("added_tokens.json")))
    return std::nullopt;
  const auto type = class_of(tokenizer_config, model_type);
  for (const auto& unit : units)
    if (unit.type == type) return TRY(unit.convert(Source(files, tokenizer_config)));
  return fail(
      ErrorCode::model_unsupported,
      type.empty()
          ? "the repository has no tokenizer.json, and no tokenizer class is known for the model "
            "type \"" +
                std::string(model_type) + "\""
          : "the repository has no tokenizer.json, and its files cannot be read as those of " +
                type);
}

}  // namespace hfi::tokenizers::convert
