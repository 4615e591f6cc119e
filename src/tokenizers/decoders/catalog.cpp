#include "tokenizers/decoders/catalog.h"

namespace hfi::tokenizers {
namespace {

constexpr Unit<Decoder> units[] = {
#define DECODER(type, function) {#type, decoders::function},
#include "tokenizers/decoders/catalog.def"
#undef DECODER
};

}  // namespace

Result<std::unique_ptr<const Decoder>> read_decoder(const Component& component) {
  return read_unit(units, component);
}

}  // namespace hfi::tokenizers
