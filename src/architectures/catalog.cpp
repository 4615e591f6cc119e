#include "architectures/catalog.h"

#include <algorithm>
#include <array>

namespace hfi::architectures {

const std::vector<Architecture>& all() {
  static const std::vector<Architecture> architectures = {
#define ARCHITECTURE(name) name(),
#include "architectures/catalog.def"
#undef ARCHITECTURE
  };
  return architectures;
}

const Architecture* find(std::string_view model_type) {
  const auto found = std::ranges::find(all(), model_type, &Architecture::model_type);
  return found == all().end() ? nullptr : &*found;
}

const Head* find_head(const Architecture& architecture, std::string_view suffix) {
  const auto found = std::ranges::find_if(architecture.heads, [&](const Head& head) {
    return (head.serves_as.empty() ? head.class_name : head.serves_as).ends_with(suffix);
  });
  return found == architecture.heads.end() ? nullptr : &*found;
}

bool generates(const Head& head) {
  constexpr std::array endings = {"ForCausalLM", "LMHeadModel", "ForConditionalGeneration",
                                  "MTModel"};
  return head.serves_as.empty() && std::ranges::any_of(endings, [&](std::string_view ending) {
           return head.class_name.ends_with(ending);
         });
}

std::optional<std::int64_t> max_position_embeddings(const graph::Config& config) {
  return config.get<std::int64_t>("max_position_embeddings");
}

}  // namespace hfi::architectures
