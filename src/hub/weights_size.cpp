#include "hub/weights_size.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "hub/fields.h"

namespace hfi::hub {
namespace {

struct Type {
  std::string_view name;
  std::uint64_t stored_bits;
  std::uint64_t memory_bits;
};

constexpr auto types = std::to_array<Type>({{"F64", 64, 64},
                                            {"F32", 32, 32},
                                            {"F16", 16, 32},
                                            {"BF16", 16, 32},
                                            {"I64", 64, 64},
                                            {"U64", 64, 64},
                                            {"I32", 32, 32},
                                            {"U32", 32, 32},
                                            {"I16", 16, 16},
                                            {"U16", 16, 16},
                                            {"I8", 8, 8},
                                            {"U8", 8, 8},
                                            {"F8_E4M3", 8, 8},
                                            {"F8_E5M2", 8, 8},
                                            {"BOOL", 8, 8},
                                            {"F4", 4, 4}});

constexpr std::uint64_t most_elements =
    1ULL << 50U;  // a thousand times the largest model; keeps sums in range

std::optional<std::uint64_t> bytes(const Elements& elements, std::uint64_t Type::*bits) {
  if (elements.empty()) return std::nullopt;
  std::uint64_t sum = 0;
  for (const auto& [name, count] : elements) {
    const auto* type = std::ranges::find(types, name, &Type::name);
    if (type == types.end() || count > most_elements) return std::nullopt;
    sum += count * (type->*bits) / 8;
  }
  return sum;
}

}  // namespace

Elements elements_of(const json::Object& info) {
  Elements elements;
  const auto* weights = object_in(info, "safetensors");
  const auto* parameters = weights == nullptr ? nullptr : object_in(*weights, "parameters");
  if (parameters == nullptr) return elements;
  for (const auto& member : *parameters)
    elements[std::string(member.key())] =
        count_in(*parameters, member.key()).value_or(most_elements + 1);
  return elements;
}

std::optional<std::uint64_t> stored_bytes(const Elements& elements) {
  return bytes(elements, &Type::stored_bits);
}

std::optional<std::uint64_t> memory_bytes(const Elements& elements) {
  return bytes(elements, &Type::memory_bits);
}

}  // namespace hfi::hub
