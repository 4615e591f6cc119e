#include "weights/checkpoint.h"

#include <algorithm>
#include <set>

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "weights/safetensors.h"

namespace hfi::weights {
namespace {

namespace fs = std::filesystem;
using graph::WeightTable;

constexpr auto single = "model.safetensors";
constexpr auto index = "model.safetensors.index.json";
constexpr std::size_t max_index_bytes = 64U << 20U;

auto invalid(std::string message) { return fail(ErrorCode::model_invalid, std::move(message)); }

// A shard is a plain name beside the index: a path could lead anywhere.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string_view::npos;
}

Result<std::set<std::string>> shards_in(const json::Object& weight_map) {
  std::set<std::string> shards;
  for (const auto& member : weight_map) {
    if (!member.value().is_string() || !is_plain_name(member.value().get_string()))
      return invalid("weight_map: \"" + std::string(member.key()) + "\": expected a file name");
    shards.emplace(member.value().get_string());
  }
  return shards;
}

Result<WeightTable> read_shards(const fs::path& folder) {
  auto text = TRY(read_file(folder / index, max_index_bytes));
  auto object = json::parse_object(text);
  if (!object) return invalid(object.error().message);
  const auto* map = object->if_contains("weight_map");
  if (map == nullptr || !map->is_object()) return invalid("weight_map: expected an object");
  WeightTable table;
  for (const auto& shard : TRY(shards_in(map->get_object()))) {
    auto part = TRY(read_safetensors(folder / shard, shard));
    const auto expected = table.size() + part.size();
    table.merge(part);
    if (table.size() != expected)
      return invalid("tensor \"" + part.begin()->first + "\" is in two shards");
  }
  return table;
}

bool ends_with(std::string& name, std::string_view ending, std::string_view replacement) {
  if (!name.ends_with(ending)) return false;
  name.replace(name.size() - ending.size(), ending.size(), replacement);
  return true;
}

// The endings that older files have, and what they are called now (transformers, conversion_mapping.py).
constexpr std::pair<std::string_view, std::string_view> endings[] = {
    {"LayerNorm.gamma", "LayerNorm.weight"},
    {"LayerNorm.beta", "LayerNorm.bias"},
    {".weight_g", ".parametrizations.weight.original0"},
    {".weight_v", ".parametrizations.weight.original1"}};

std::string current_name(std::string name) {
  for (const auto& [old, now] : endings)
    if (ends_with(name, old, now)) break;
  return name;
}

}  // namespace

Result<std::optional<WeightTable>> read_checkpoint(const fs::path& folder) {
  if (fs::exists(folder / single)) return TRY(read_safetensors(folder / single, single));
  if (fs::exists(folder / index)) return TRY(within(index, read_shards(folder)));
  return std::nullopt;
}

WeightTable under_reference_names(WeightTable table, const std::string& prefix) {
  const auto start = prefix + ".";
  const bool bare =
      std::ranges::none_of(table, [&](const auto& row) { return row.first.starts_with(start); });
  WeightTable renamed;
  for (auto& [name, info] : table) {
    auto now = current_name(name);
    if (bare) renamed.emplace(start + now, info);
    renamed.emplace(std::move(now), std::move(info));
  }
  return renamed;
}

}  // namespace hfi::weights
