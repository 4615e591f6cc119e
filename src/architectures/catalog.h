#pragma once
// The architectures of this program.

#include <string_view>
#include <vector>

#include "architectures/architecture.h"

namespace hfi::architectures {

#define ARCHITECTURE(name) Architecture name();
#include "architectures/catalog.def"
#undef ARCHITECTURE

const std::vector<Architecture>& all();

// nullptr when there is none of this model_type.
const Architecture* find(std::string_view model_type);

// The class of `architecture` whose name ends with `suffix`, such as "ForMaskedLM"; nullptr when there is none.
const Head* find_head(const Architecture& architecture, std::string_view suffix);

}  // namespace hfi::architectures
