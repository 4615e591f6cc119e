#include "tokenizers/chat/tests/catalog.h"

namespace hfi::tokenizers::chat::tests {

nodes::Test find(std::string_view name) {
  struct Unit {
    std::string_view name;
    nodes::Test function;
  };
  static constexpr Unit units[] = {
#define TEST(name, function) {name, function},
#include "tokenizers/chat/tests/catalog.def"
#undef TEST
  };
  for (const auto& unit : units)
    if (unit.name == name) return unit.function;
  return nullptr;
}

}  // namespace hfi::tokenizers::chat::tests
