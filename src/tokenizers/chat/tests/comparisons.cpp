// Tests against another value.

#include "tokenizers/chat/tests/catalog.h"
#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat::tests {
namespace {

Result<Value> other(const Arguments& arguments) {
  return TRY(Bound::of("the test", arguments, {"other"})).required(0);
}

Result<bool> has_rest(const Value& value, const Value& divisor, std::int64_t rest) {
  return equal(TRY(modulo(value, divisor)), Value(rest));
}

}  // namespace

Result<bool> equals(Renderer&, const Value& value, const Arguments& arguments) {
  return equal(value, TRY(other(arguments)));
}
Result<bool> unequal(Renderer&, const Value& value, const Arguments& arguments) {
  return !equal(value, TRY(other(arguments)));
}
Result<bool> less(Renderer&, const Value& value, const Arguments& arguments) {
  return TRY(order(value, TRY(other(arguments)))) < 0;
}
Result<bool> less_equal(Renderer&, const Value& value, const Arguments& arguments) {
  return TRY(order(value, TRY(other(arguments)))) <= 0;
}
Result<bool> greater(Renderer&, const Value& value, const Arguments& arguments) {
  return TRY(order(value, TRY(other(arguments)))) > 0;
}
Result<bool> greater_equal(Renderer&, const Value& value, const Arguments& arguments) {
  return TRY(order(value, TRY(other(arguments)))) >= 0;
}
Result<bool> in(Renderer&, const Value& value, const Arguments& arguments) {
  return contains(TRY(other(arguments)), value);
}
// The same object: of constants, the same value and type.
Result<bool> sameas(Renderer&, const Value& value, const Arguments& arguments) {
  const auto same = TRY(other(arguments));
  if (value.if_list() != nullptr || value.if_dict() != nullptr)
    return value.if_list() == same.if_list() && value.if_dict() == same.if_dict();
  return value.data().index() == same.data().index() && equal(value, same);
}
Result<bool> divisibleby(Renderer&, const Value& value, const Arguments& arguments) {
  return has_rest(value, TRY(other(arguments)), 0);
}
Result<bool> even(Renderer&, const Value& value, const Arguments&) {
  return has_rest(value, Value(std::int64_t{2}), 0);
}
Result<bool> odd(Renderer&, const Value& value, const Arguments&) {
  return has_rest(value, Value(std::int64_t{2}), 1);
}

}  // namespace hfi::tokenizers::chat::tests
