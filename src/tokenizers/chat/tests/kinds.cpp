// Tests of what a value is.

#include "tokenizers/chat/filters/catalog.h"
#include "tokenizers/chat/tests/catalog.h"
#include "tokenizers/chat/values/strings.h"
#include "tokenizers/chat/values/text.h"

namespace hfi::tokenizers::chat::tests {

Result<bool> is_defined(Renderer&, const Value& value, const Arguments&) {
  return !value.is_undefined();
}
Result<bool> undefined(Renderer&, const Value& value, const Arguments&) {
  return value.is_undefined();
}
Result<bool> none(Renderer&, const Value& value, const Arguments&) { return value.is_none(); }
Result<bool> boolean(Renderer&, const Value& value, const Arguments&) {
  return value.get_if<bool>() != nullptr;
}
Result<bool> is_true(Renderer&, const Value& value, const Arguments&) {
  return value.get_if<bool>() != nullptr && *value.get_if<bool>();
}
Result<bool> is_false(Renderer&, const Value& value, const Arguments&) {
  return value.get_if<bool>() != nullptr && !*value.get_if<bool>();
}
Result<bool> integer(Renderer&, const Value& value, const Arguments&) {
  return value.get_if<std::int64_t>() != nullptr;
}
Result<bool> real(Renderer&, const Value& value, const Arguments&) {
  return value.get_if<double>() != nullptr;
}
Result<bool> number(Renderer&, const Value& value, const Arguments&) {
  return value.get_if<std::int64_t>() != nullptr || value.get_if<double>() != nullptr ||
         value.get_if<bool>() != nullptr;
}
Result<bool> string(Renderer&, const Value& value, const Arguments&) {
  return value.if_text() != nullptr;
}
Result<bool> mapping(Renderer&, const Value& value, const Arguments&) {
  return value.if_dict() != nullptr;
}
// Has a length and elements: so do strings, dicts and, as they have the methods, undefined values.
Result<bool> sequence(Renderer&, const Value& value, const Arguments&) {
  const auto* list = value.if_list();
  return value.if_text() != nullptr || value.if_dict() != nullptr || value.is_undefined() ||
         (list != nullptr && list->kind <= Sequence::range);
}
Result<bool> iterable(Renderer&, const Value& value, const Arguments&) {
  return value.if_text() != nullptr || value.if_dict() != nullptr || value.if_list() != nullptr ||
         value.is_undefined();
}
Result<bool> callable(Renderer&, const Value& value, const Arguments&) {
  return value.if_callable() != nullptr || value.is_undefined();
}
Result<bool> escaped(Renderer&, const Value&, const Arguments&) { return false; }
Result<bool> lower(Renderer&, const Value& value, const Arguments&) {
  return is_all(to_text(value), CharacterKind::lower);
}
Result<bool> upper(Renderer&, const Value& value, const Arguments&) {
  return is_all(to_text(value), CharacterKind::upper);
}
Result<bool> filter(Renderer&, const Value& value, const Arguments&) {
  return value.if_text() != nullptr && filters::find(*value.if_text()) != nullptr;
}
Result<bool> test(Renderer&, const Value& value, const Arguments&) {
  return value.if_text() != nullptr && find(*value.if_text()) != nullptr;
}

}  // namespace hfi::tokenizers::chat::tests
