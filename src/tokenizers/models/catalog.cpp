#include "tokenizers/models/catalog.h"

namespace hfi::tokenizers {
namespace {

struct ModelUnit {
  std::string_view type;
  models::Read (*read)(const Component&, Input);
};

constexpr ModelUnit units[] = {
#define MODEL(type, function) {#type, models::function},
#include "tokenizers/models/catalog.def"
#undef MODEL
};

// Files older than the member `type` are told apart by their other members.
std::string_view type_by_members(const Component& model) {
  if (model.find("merges") != nullptr) return "BPE";
  if (model.find("continuing_subword_prefix") != nullptr) return "WordPiece";
  const auto* vocab = model.find("vocab");
  return vocab != nullptr && vocab->is_array() ? "Unigram" : "WordLevel";
}

}  // namespace

Result<std::unique_ptr<const Model>> read_model(const Component& component, Input input) {
  const auto type = TRY(component.text("type", type_by_members(component)));
  for (const auto& unit : units)
    if (unit.type == type) return unit.read(component, input);
  return fail(ErrorCode::model_unsupported,
              "tokenizer.json: " + component.place() + ".type: unknown component \"" + type + "\"");
}

}  // namespace hfi::tokenizers
