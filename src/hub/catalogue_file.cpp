#include "hub/catalogue_file.h"

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "hub/disk.h"
#include "hub/fields.h"
#include "hub/hash.h"

namespace hfi::hub {
namespace {

constexpr std::uint64_t format = 1;
constexpr std::uint64_t most_models = 10'000'000;

json::Object heading_of(std::uint64_t models, const ModelList& list) {
  return {{"format", format},
          {"models", models},
          {"fetched_at", list.fetched_at.time_since_epoch().count()},
          {"capped", list.capped}};
}

// Of all that is read: the heading and the models.
std::string hash_of(const json::Object& heading, std::string_view body) {
  auto hash = Hash::sha256();
  hash.add(json::dump(heading));
  hash.add(body);
  return hash.hex();
}

auto damaged(const std::filesystem::path& file, const std::string& what) {
  return fail(ErrorCode::model_invalid, file.filename().string() + ": " + what);
}

struct Heading {
  std::uint64_t models = 0;
  ModelList list{};  // without the models
};

Result<Heading> parse_heading(std::string_view line, std::string_view body) {
  const auto heading = TRY(json::parse_object(line));
  const auto models = count_in(heading, "models");
  const auto fetched_at = count_in(heading, "fetched_at");
  const auto capped = flag_in(heading, "capped");
  if (count_in(heading, "format") != format || !models || *models > most_models || !fetched_at ||
      !capped)
    return fail(ErrorCode::model_invalid, "not a list of models in format 1");
  const std::chrono::sys_seconds at{std::chrono::seconds(*fetched_at)};
  Heading read{.models = *models, .list = {.fetched_at = at, .capped = *capped}};
  if (text_in(heading, "sha256") == hash_of(heading_of(*models, read.list), body)) return read;
  return fail(ErrorCode::model_invalid, "the content is not what was written");
}

Result<ModelList> parse_list(std::string_view text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto body = text.substr(std::min(end + 1, text.size()));
  auto [count, list] = TRY(parse_heading(text.substr(0, end), body));
  list.models.reserve(count);
  while (!body.empty()) {
    const auto line = body.substr(0, body.find('\n'));
    const auto object = TRY(json::parse_object(line));
    list.models.push_back(TRY(summary_of(object)));
    body.remove_prefix(std::min(line.size() + 1, body.size()));
  }
  if (list.models.size() != count)
    return fail(ErrorCode::model_invalid, "another number of models than it says");
  return list;
}

}  // namespace

Result<std::optional<ModelList>> read_model_list(const std::filesystem::path& file) {
  if (!present(file)) return std::nullopt;
  const auto mapped = TRY(MappedFile::open(file));
  auto list = parse_list(mapped.text());
  if (!list) return damaged(file, list.error().message);
  return std::move(*list);
}

Result<void> write_model_list(const std::filesystem::path& file, const ModelList& list) {
  std::string body;
  for (const auto& model : list.models) body += json::dump(to_json(model)) + "\n";
  auto heading = heading_of(list.models.size(), list);
  heading["sha256"] = hash_of(heading, body);
  return replace_file(file, json::dump(heading) + "\n" + body);
}

}  // namespace hfi::hub
