#include "serving/hub/metadata.h"

#include "hub/list_models.h"

namespace hfi::serving {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::hours fact_lasts{1};
constexpr std::chrono::minutes failure_lasts{1};
constexpr std::size_t most_remembered = 1000;
constexpr hub::SendLimits one_call{.deadlines = {.connect = std::chrono::milliseconds(2'000),
                                                 .idle = std::chrono::seconds(3),
                                                 .total = std::chrono::milliseconds(5'000)}};

}  // namespace

Metadata::Metadata(hub::HubOptions options, const Catalogue& catalogue)
    : options_(std::move(options)), catalogue_(catalogue) {}

Result<json::Object> Metadata::of(const std::string& model_id, const std::stop_token& stop) {
  if (auto known = at_hand(model_id)) return std::move(*known);
  auto meta = asked(model_id, stop);
  if (!meta && meta.error().code == ErrorCode::cancelled) return meta;
  const std::lock_guard lock(mutex_);
  if (told_.size() >= most_remembered) told_.clear();
  const auto until = Clock::now() + (meta ? Clock::duration(fact_lasts) : failure_lasts);
  told_.insert_or_assign(model_id, Told{until, meta});
  return meta;
}

std::optional<Result<json::Object>> Metadata::at_hand(const std::string& model_id) {
  if (model_id.starts_with("starter/")) return json::Object();  // the Hub does not know them
  if (const auto list = catalogue_.at_hand())
    if (const auto entry = list->find(model_id)) return to_json(entry->model);
  if (options_.access == hub::Access::offline)
    return fail(ErrorCode::hub_offline, model_id + ": the program runs offline");
  const std::lock_guard lock(mutex_);
  const auto found = told_.find(model_id);
  if (found == told_.end() || found->second.until < Clock::now()) return std::nullopt;
  return found->second.meta;
}

Result<json::Object> Metadata::asked(const std::string& model_id,
                                     const std::stop_token& stop) const {
  const auto client = TRY(hub::open_client(options_, hub::system_clock(), one_call));
  const auto told = hub::describe_models(client, {model_id}, stop);
  return to_json(TRY(told.front()));
}

MetaQuestion::MetaQuestion(Metadata& metadata, const std::string& model_id)
    : known_(metadata.at_hand(model_id)) {
  if (known_) return;
  asked_ = std::async(std::launch::async, [&metadata, model_id, stop = stop_.get_token()] {
    return metadata.of(model_id, stop);
  });
}

Result<json::Object> MetaQuestion::answer() { return known_ ? *known_ : asked_.get(); }

}  // namespace hfi::serving
