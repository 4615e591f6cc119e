#pragma once
// What a list of models tells about each of them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "core/result.h"

namespace hfi::hub {

enum class Gated : std::uint8_t { unknown, open, automatic, manual };

struct ModelSummary {
  std::string id{};
  std::string pipeline_tag{};  // empty: the Hub knows no task for it
  std::string library{};
  std::vector<std::string> tags{};
  Gated gated = Gated::unknown;
  std::uint64_t likes = 0;
  std::uint64_t downloads = 0;  // of the last 30 days
  double trending_score = 0;
  std::string created_at{};  // ISO 8601 in UTC, so that texts compare as times
  std::string last_modified{};
  std::string commit{};
  std::optional<std::uint64_t> parameters{};
  std::optional<std::uint64_t> bytes{};  // of the weights, when the Hub has read their header
  std::string model_type{};              // of config.json
  std::vector<std::string> architectures{};
};

// Reads an item of the Hub's list; members that are absent stay empty. Fails with hub_invalid when it has no
// usable id.
Result<ModelSummary> parse_summary(const json::Object& item);

// The same, in the names that this program uses on the wire and on disk.
json::Object to_json(const ModelSummary& model);
Result<ModelSummary> summary_of(const json::Object& object);

// false, "auto", "manual", or null when it is not known.
json::Value to_json(Gated gated);
Gated gated_of(const json::Object& object);

}  // namespace hfi::hub
