#include "tokenizers/chat/values/arithmetic.h"

#include <cmath>

#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat {
namespace {

tl::unexpected<Error> unsupported(std::string_view sign, const Value& left, const Value& right) {
  for (const auto* value : {&left, &right})
    if (const auto* undefined = value->if_undefined()) return error(*undefined->message);
  return error("unsupported operand type(s) for " + std::string(sign) + ": '" +
               std::string(type_name(left)) + "' and '" + std::string(type_name(right)) + "'");
}

// The operation on two ints, or on two numbers of which one is a float.
template <class Integers, class Reals>
Result<Value> numeric(std::string_view sign, const Value& left, const Value& right,
                      const Integers& integers, const Reals& reals) {
  const auto a = integer_of(left);
  const auto b = integer_of(right);
  if (a && b) return integers(*a, *b);
  const auto x = number_of(left);
  const auto y = number_of(right);
  if (!x || !y) return unsupported(sign, left, right);
  return reals(*x, *y);
}

template <class Checked>
auto checked(const Checked& operation) {
  return [operation](std::int64_t a, std::int64_t b) -> Result<Value> {
    std::int64_t result = 0;
    if (operation(a, b, &result)) return error("an int does not fit into 64 bits");
    return Value(result);
  };
}

Result<Value> by_zero() { return error("division by zero"); }

bool is_concatenable(const List& left, const List& right) {
  return left.kind == right.kind && left.kind <= Sequence::tuple;
}

Result<Value> repeat(const Value& value, std::int64_t count) {
  const auto times = count < 0 ? 0 : static_cast<std::size_t>(count);
  const auto* text = value.if_text();
  const auto size = text != nullptr ? text->size() : value.if_list()->items.size();
  if (size != 0 && times > max_made / size)
    return error("a repetition longer than " + std::to_string(max_made));
  if (text != nullptr) {
    std::string result;
    result.reserve(size * times);
    for (std::size_t i = 0; size != 0 && i < times; ++i) result += *text;
    return Value(std::move(result));
  }
  const auto& items = value.if_list()->items;
  std::vector<Value> result;
  for (std::size_t i = 0; size != 0 && i < times; ++i)
    result.insert(result.end(), items.begin(), items.end());
  return make_list(std::move(result), value.if_list()->kind);
}

bool is_repeatable(const Value& value) {
  const auto* list = value.if_list();
  return value.if_text() != nullptr || (list != nullptr && list->kind <= Sequence::tuple);
}

double floor_modulo(double x, double y) {
  const auto rest = std::fmod(x, y);
  return rest != 0 && (rest < 0) != (y < 0) ? rest + y : std::copysign(rest, y);
}

Result<Value> integer_power(std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) {
    if (base == 0) return error("0.0 cannot be raised to a negative power");
    return Value(std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  }
  std::int64_t result = 1;
  constexpr std::int64_t longest = 64;  // more multiplications change only powers of -1, 0 and 1
  if (base >= -1 && base <= 1 && exponent > longest) exponent = longest + exponent % 2;
  for (std::int64_t i = 0; i < exponent; ++i)
    if (__builtin_mul_overflow(result, base, &result))
      return error("an int does not fit into 64 bits");
  return Value(result);
}

}  // namespace

Result<Value> add(const Value& left, const Value& right) {
  if (left.if_text() != nullptr && right.if_text() != nullptr) {
    if (left.if_text()->size() + right.if_text()->size() > max_made)
      return error("a string longer than " + std::to_string(max_made) + " bytes");
    return Value(*left.if_text() + *right.if_text());
  }
  const auto* list = left.if_list();
  const auto* other = right.if_list();
  if (list != nullptr && other != nullptr && is_concatenable(*list, *other)) {
    auto items = list->items;
    items.insert(items.end(), other->items.begin(), other->items.end());
    if (items.size() > max_made) return error("a list longer than " + std::to_string(max_made));
    return make_list(std::move(items), list->kind);
  }
  return numeric("+", left, right,
                 checked([](auto a, auto b, auto* r) { return __builtin_add_overflow(a, b, r); }),
                 [](double x, double y) -> Result<Value> { return Value(x + y); });
}

Result<Value> subtract(const Value& left, const Value& right) {
  return numeric("-", left, right,
                 checked([](auto a, auto b, auto* r) { return __builtin_sub_overflow(a, b, r); }),
                 [](double x, double y) -> Result<Value> { return Value(x - y); });
}

Result<Value> multiply(const Value& left, const Value& right) {
  if (is_repeatable(left))
    if (const auto count = integer_of(right)) return repeat(left, *count);
  if (is_repeatable(right))
    if (const auto count = integer_of(left)) return repeat(right, *count);
  return numeric("*", left, right,
                 checked([](auto a, auto b, auto* r) { return __builtin_mul_overflow(a, b, r); }),
                 [](double x, double y) -> Result<Value> { return Value(x * y); });
}

Result<Value> divide(const Value& left, const Value& right) {
  const auto x = number_of(left);
  const auto y = number_of(right);
  if (!x || !y) return unsupported("/", left, right);
  if (*y == 0) return by_zero();
  return Value(*x / *y);
}

Result<Value> floor_divide(const Value& left, const Value& right) {
  return numeric(
      "//", left, right,
      [](std::int64_t a, std::int64_t b) -> Result<Value> {
        if (b == 0) return by_zero();
        if (b == -1) return negative(Value(a));
        return Value(a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0));
      },
      [](double x, double y) -> Result<Value> {
        if (y == 0) return by_zero();
        return Value(std::floor((x - floor_modulo(x, y)) / y + 0.5));
      });
}

Result<Value> modulo(const Value& left, const Value& right) {
  if (const auto* format = left.if_text()) return Value(TRY(format_percent(*format, right)));
  return numeric(
      "%", left, right,
      [](std::int64_t a, std::int64_t b) -> Result<Value> {
        if (b == 0) return by_zero();
        if (b == -1) return Value(std::int64_t{0});
        const auto rest = a % b;
        return Value(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
      },
      [](double x, double y) -> Result<Value> {
        if (y == 0) return by_zero();
        return Value(floor_modulo(x, y));
      });
}

Result<Value> power(const Value& left, const Value& right) {
  return numeric("** or pow()", left, right, integer_power,
                 [](double x, double y) -> Result<Value> {
                   const auto result = std::pow(x, y);
                   if (std::isfinite(x) && std::isfinite(y) && !std::isfinite(result))
                     return error("a power that is not a number");
                   return Value(result);
                 });
}

Result<Value> negative(const Value& value) {
  if (const auto number = integer_of(value))
    return subtract(Value(std::int64_t{0}), Value(*number));
  if (const auto number = number_of(value)) return Value(-*number);
  TRY(defined(value));
  return error("bad operand type for unary -: '" + std::string(type_name(value)) + "'");
}

Result<Value> positive(const Value& value) {
  if (const auto number = integer_of(value)) return Value(*number);
  if (const auto number = number_of(value)) return Value(*number);
  TRY(defined(value));
  return error("bad operand type for unary +: '" + std::string(type_name(value)) + "'");
}

}  // namespace hfi::tokenizers::chat
