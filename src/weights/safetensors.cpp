#include "weights/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/mapped_file.h"
#include "core/parse_json.h"

namespace hfi::weights {
namespace {

using graph::WeightInfo;
using graph::WeightTable;

static_assert(std::endian::native == std::endian::little,
              "tensors are mapped as they lie in the file");

constexpr std::uint64_t max_header = 100'000'000;  // as the reference implementation
constexpr std::uint64_t length_bytes = 8;
constexpr std::size_t max_rank = 16;

auto invalid(std::string message) { return fail(ErrorCode::model_invalid, std::move(message)); }

Result<DType> dtype_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, DType>, 10> known = {{{"F32", DType::f32},
                                                                         {"F16", DType::f16},
                                                                         {"BF16", DType::bf16},
                                                                         {"F64", DType::f64},
                                                                         {"I8", DType::i8},
                                                                         {"U8", DType::u8},
                                                                         {"I16", DType::i16},
                                                                         {"I32", DType::i32},
                                                                         {"I64", DType::i64},
                                                                         {"BOOL", DType::boolean}}};
  for (const auto& [word, dtype] : known)
    if (word == name) return dtype;
  return invalid("dtype \"" + std::string(name.substr(0, 40)) + "\" is not read");
}

Result<std::uint64_t> natural(const json::Value& value, std::string_view what) {
  if (value.is_int64() && value.get_int64() >= 0)
    return static_cast<std::uint64_t>(value.get_int64());
  return invalid(std::string(what) + ": expected a whole number, got " +
                 json::dump(value).substr(0, 40));
}

Result<const json::Array*> array_at(const json::Object& entry, std::string_view key) {
  const auto* value = entry.if_contains(key);
  if (value == nullptr || !value->is_array())
    return invalid(std::string(key) + ": expected a list");
  return &value->get_array();
}

// The bytes that a tensor of this shape takes; refuses extents whose product does not fit 64 bits.
Result<std::uint64_t> bytes_of(const Shape& shape, DType dtype) {
  std::uint64_t bytes = size_of(dtype);
  for (const auto extent : shape)
    if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(extent), &bytes))
      return invalid("shape " + to_string(shape) + " is too large");
  return bytes;
}

Result<Shape> shape_of(const json::Object& entry) {
  const auto* list = TRY(array_at(entry, "shape"));
  if (list->size() > max_rank)
    return invalid("shape: more than " + std::to_string(max_rank) + " axes");
  Shape shape;
  for (const auto& extent : *list)
    shape.push_back(static_cast<std::int64_t>(TRY(natural(extent, "shape"))));
  return shape;
}

// `start` and `size` describe the part of the file that holds tensors.
Result<WeightInfo> info_of(const json::Value& value, std::uint64_t start, std::uint64_t size) {
  if (!value.is_object()) return invalid("expected an object");
  const auto& entry = value.get_object();
  const auto* name = entry.if_contains("dtype");
  if (name == nullptr || !name->is_string()) return invalid("dtype: expected a string");
  const auto dtype = TRY(dtype_of(name->get_string()));
  auto shape = TRY(shape_of(entry));
  const auto* offsets = TRY(array_at(entry, "data_offsets"));
  if (offsets->size() != 2) return invalid("data_offsets: expected two numbers");
  const auto begin = TRY(natural((*offsets)[0], "data_offsets"));
  const auto end = TRY(natural((*offsets)[1], "data_offsets"));
  if (begin > end || end > size)
    return invalid("data_offsets [" + std::to_string(begin) + ", " + std::to_string(end) +
                   ") lie outside the file's " + std::to_string(size) + " bytes of data");
  const auto bytes = TRY(bytes_of(shape, dtype));
  if (bytes != end - begin)
    return invalid(std::string(name_of(dtype)) + " " + to_string(shape) + " takes " +
                   std::to_string(bytes) + " bytes, data_offsets give " +
                   std::to_string(end - begin));
  // relative to the data: the format's first writers began it anywhere, and the runtime reads that too
  if (begin % size_of(dtype) != 0) return invalid("data is not aligned to its element size");
  return WeightInfo{dtype, std::move(shape), {}, start + begin, bytes};
}

// Tensors must cover the data exactly: a gap could hide anything, an overlap gives one tensor another's values.
Result<void> check_coverage(const WeightTable& table, std::uint64_t start, std::uint64_t end) {
  std::vector<const WeightTable::value_type*> order;
  for (const auto& row : table) order.push_back(&row);
  std::ranges::sort(
      order, {}, [](const auto* row) { return std::pair(row->second.offset, row->second.bytes); });
  auto expected = start;
  for (const auto* row : order) {
    if (row->second.offset != expected)
      return invalid("tensor \"" + row->first + "\" " +
                     (row->second.offset < expected ? "overlaps" : "leaves a gap after") +
                     " the one before it");
    expected += row->second.bytes;
  }
  if (expected != end)
    return invalid(std::to_string(end - expected) + " bytes after the last tensor");
  return {};
}

Result<WeightTable> parse(const MappedFile& file, const std::string& location) {
  const auto text = file.text();
  if (text.size() < length_bytes) return invalid("shorter than the 8 bytes of the header's length");
  std::uint64_t length = 0;
  std::memcpy(&length, text.data(), length_bytes);
  if (length > max_header || length > text.size() - length_bytes)
    return invalid("header of " + std::to_string(length) + " bytes in a file of " +
                   std::to_string(text.size()));
  const auto header = TRY(within("header", json::parse_object(text.substr(length_bytes, length))));
  const auto start = length_bytes + length;
  WeightTable table;
  for (const auto& member : header) {
    if (member.key() == "__metadata__") continue;
    auto name = std::string(member.key());
    auto info =
        TRY(within("tensor \"" + name + "\"", info_of(member.value(), start, text.size() - start)));
    info.file = location;
    table.emplace(std::move(name), std::move(info));
  }
  TRY(check_coverage(table, start, text.size()));
  return table;
}

}  // namespace

Result<WeightTable> read_safetensors(const std::filesystem::path& path,
                                     const std::string& location) {
  const auto file = TRY(MappedFile::open(path));
  auto table = within(location, parse(file, location));
  if (!table && table.error().code == ErrorCode::invalid_json)
    table.error().code = ErrorCode::model_invalid;
  return table;
}

}  // namespace hfi::weights
