#include "tokenizers/post_processors/catalog.h"

namespace hfi::tokenizers {
namespace {

constexpr Unit<PostProcessor> units[] = {
#define POST_PROCESSOR(type, function) {#type, post_processors::function},
#include "tokenizers/post_processors/catalog.def"
#undef POST_PROCESSOR
};

}  // namespace

Result<std::unique_ptr<const PostProcessor>> read_post_processor(const Component& component) {
  return read_unit(units, component);
}

}  // namespace hfi::tokenizers
