#include "tokenizers/normalizers/catalog.h"

namespace hfi::tokenizers {
namespace {

constexpr Unit<Normalizer> units[] = {
#define NORMALIZER(type, function) {#type, normalizers::function},
#include "tokenizers/normalizers/catalog.def"
#undef NORMALIZER
};

}  // namespace

Result<std::unique_ptr<const Normalizer>> read_normalizer(const Component& component) {
  return read_unit(units, component);
}

}  // namespace hfi::tokenizers
