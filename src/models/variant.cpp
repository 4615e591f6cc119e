#include "models/variant.h"

#include <algorithm>
#include <array>

#include "models/export_places.h"

namespace hfi::models {
namespace {

struct Precision {
  std::string_view dtype;
  std::string_view ending;  // of the file's stem
};

// transformers.js, utils/dtypes.js; the order is the one in which an unasked precision is taken
constexpr std::array<Precision, 9> precisions = {{{"fp32", ""},
                                                  {"fp16", "_fp16"},
                                                  {"q8", "_quantized"},
                                                  {"int8", "_int8"},
                                                  {"uint8", "_uint8"},
                                                  {"q4", "_q4"},
                                                  {"q4f16", "_q4f16"},
                                                  {"bnb4", "_bnb4"},
                                                  {"q2", "_q2"}}};

bool contains(const std::vector<std::string>& files, std::string_view name) {
  return std::ranges::find(files, name) != files.end();
}

// Where the layouts may lie in one precision, preferred first.
std::vector<ExportLayout> places(const Precision& precision,
                                 const std::vector<ExportLayout>& layouts) {
  std::vector<ExportLayout> all;
  for (const auto& layout : layouts)
    for (const std::string_view folder : {"onnx/", ""}) {
      ExportLayout paths;
      for (const auto& [network, stem] : layout)
        paths[network] = std::string(folder) + stem + std::string(precision.ending) + ".onnx";
      all.push_back(std::move(paths));
    }
  return all;
}

// The files of the first layout that are all there in one precision.
std::optional<ExportLayout> first_complete(const std::vector<std::string>& files,
                                           const Precision& precision,
                                           const std::vector<ExportLayout>& layouts) {
  for (auto& paths : places(precision, layouts))
    if (std::ranges::all_of(paths, [&](const auto& row) { return contains(files, row.second); }))
      return std::move(paths);
  return std::nullopt;
}

std::string describe(const Variant& variant) {
  return std::string(name_of(variant.source)) + " " + variant.dtype;
}

bool fits(const Variant& variant, const Wanted& wanted) {
  return (!wanted.source || *wanted.source == variant.source) &&
         (!wanted.dtype || *wanted.dtype == variant.dtype);
}

}  // namespace

std::string_view name_of(Source source) {
  return source == Source::safetensors ? "safetensors" : "onnx";
}

std::vector<std::string> built_precisions(bool generates) {
  std::vector<std::string> built{"fp32", "q8", "q4"};
  if (!generates) built.emplace_back("int8");
  return built;
}

std::string default_precision(bool generates, std::uint64_t fp32_bytes) {
  constexpr std::uint64_t large = 1'000'000'000;
  return generates && fp32_bytes > large ? "q8" : "fp32";
}

std::vector<Variant> variants(const std::vector<std::string>& files,
                              const std::vector<std::string>& built,
                              const std::vector<ExportLayout>& layouts) {
  std::vector<Variant> found;
  const bool weights =
      contains(files, "model.safetensors") || contains(files, "model.safetensors.index.json");
  if (weights)
    for (const auto& dtype : built) found.push_back({Source::safetensors, dtype});
  for (const auto& precision : precisions)
    if (auto complete = first_complete(files, precision, layouts))
      found.push_back({Source::onnx, std::string(precision.dtype), std::move(*complete)});
  return found;
}

std::vector<ExportLayout> export_places(const std::vector<ExportLayout>& layouts) {
  std::vector<ExportLayout> all;
  for (const auto& precision : precisions)
    std::ranges::move(places(precision, layouts), std::back_inserter(all));
  return all;
}

Result<Variant> choose(const std::vector<Variant>& available, const Wanted& wanted) {
  const auto found =
      std::ranges::find_if(available, [&](const Variant& v) { return fits(v, wanted); });
  if (found != available.end()) return *found;
  json::Array names;
  std::string list;
  for (const auto& variant : available) {
    names.emplace_back(describe(variant));
    list += (list.empty() ? "" : ", ") + describe(variant);
  }
  std::string asked;
  if (wanted.source) asked += "source \"" + std::string(name_of(*wanted.source)) + "\"";
  if (wanted.dtype) asked += (asked.empty() ? "" : " with ") + ("dtype \"" + *wanted.dtype + "\"");
  return fail(ErrorCode::variant_not_found, asked + " is not there; the repository offers " + list,
              {{"available", std::move(names)}});
}

}  // namespace hfi::models
