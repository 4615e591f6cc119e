#include "tokenizers/text/metaspace.h"

namespace hfi::tokenizers {
namespace {

Result<PrependScheme> read_scheme(const Component& component) {
  const auto scheme = TRY(component.text("prepend_scheme", "always"));
  if (scheme == "never") return PrependScheme::never;
  if (scheme == "first") return PrependScheme::first;
  if (scheme == "always") return PrependScheme::always;
  return component.invalid("prepend_scheme",
                           "expected always, never or first, got \"" + scheme + "\"");
}

}  // namespace

Result<MetaspaceOptions> read_metaspace(const Component& component) {
  auto scheme = TRY(read_scheme(component));
  if (component.find("add_prefix_space") != nullptr && !TRY(component.flag("add_prefix_space"))) {
    if (component.find("prepend_scheme") != nullptr && scheme != PrependScheme::never)
      return component.invalid("add_prefix_space", "false contradicts prepend_scheme");
    scheme = PrependScheme::never;
  }
  MetaspaceOptions options;
  options.replacement = TRY(component.character("replacement"));
  options.prepend_scheme = scheme;
  options.split = TRY(component.flag("split", true));
  return options;
}

}  // namespace hfi::tokenizers
