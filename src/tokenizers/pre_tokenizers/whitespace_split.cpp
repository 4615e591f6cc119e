// Words between white space.

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/pre_tokenizers/split_characters.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class WhitespaceSplit final : public PreTokenizer {
 public:
  Result<void> split(Pieces& pieces) const override {
    split_characters(pieces, Behavior::removed, unicode::is_space);
    return {};
  }
};

}  // namespace

Read whitespace_split(const Component&) { return std::make_unique<WhitespaceSplit>(); }

}  // namespace hfi::tokenizers::pre_tokenizers
