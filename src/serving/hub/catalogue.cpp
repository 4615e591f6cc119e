#include "serving/hub/catalogue.h"

#include "core/error_table.h"
#include "core/log.h"
#include "core/time_text.h"
#include "hub/catalogue_file.h"

namespace hfi::serving {
namespace {

constexpr std::chrono::seconds first_pause{30};
constexpr std::chrono::seconds longest_pause{3600};
constexpr std::chrono::milliseconds other_process{2'000};  // until it is looked at again

}  // namespace

json::Object to_json(const CatalogueState& state) {
  const auto& [models, fetched_at, stale, refreshing, capped, failure] = state;
  return {{"models", models},
          {"fetched_at", fetched_at ? json::Value(iso_8601(*fetched_at)) : json::Value(nullptr)},
          {"stale", stale},
          {"refreshing", refreshing},
          {"capped", capped},
          {"error", failure ? json::Value(to_json(*failure)) : json::Value(nullptr)}};
}

Catalogue::Catalogue(CatalogueOptions options, std::function<void(const CatalogueState&)> changed)
    : options_(std::move(options)), changed_(std::move(changed)) {}

Catalogue::~Catalogue() = default;

Result<ModelCatalogue> Catalogue::list(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  wish_for(Wish::when_old);
  settled_.wait_for(lock, stop, options_.patience,
                    [&] { return list_ || (failure_ && !fetching_ && wish_ == Wish::none); });
  if (list_) return list_;
  if (failure_ && !fetching_) return tl::unexpected(*failure_);
  return fail(ErrorCode::timeout,
              "the list of models is still being fetched from " + options_.hub.endpoint +
                  " for the first time; ask again in some seconds",
              {{"catalogue", to_json(state_locked())}});
}

Result<ModelCatalogue> Catalogue::fetched_now(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  wish_for(Wish::anew);
  const auto mine = fetches_begun_ + 1;  // one that is under way began before this call
  if (!settled_.wait(lock, stop, [&] { return fetches_ended_ >= mine; }))
    return fail(ErrorCode::cancelled, "cancelled while the list of models was fetched");
  if (failure_) return tl::unexpected(*failure_);
  return list_;
}

ModelCatalogue Catalogue::at_hand() const {
  const std::lock_guard lock(mutex_);
  return list_;
}

CatalogueState Catalogue::state() const {
  const std::lock_guard lock(mutex_);
  return state_locked();
}

CatalogueState Catalogue::state_locked() const {
  CatalogueState state{.refreshing = fetching_, .failure = failure_};
  if (!list_) return state;
  state.models = list_->size();
  state.fetched_at = list_->fetched_at();
  state.stale = hub::is_stale(list_->fetched_at(), options_.limits, options_.clock.now());
  state.capped = list_->capped();
  return state;
}

// Whether a list of that age should be replaced, and it is not too soon after a failure.
bool Catalogue::is_due() const {
  const auto now = options_.clock.now();
  return now >= not_before_ && (!list_ || hub::is_stale(list_->fetched_at(), options_.limits, now));
}

void Catalogue::wish_for(Wish wish) {
  if (wish == Wish::when_old && ((disk_read_ && !is_due()) || fetching_)) return;
  wish_ = std::max(wish_, wish);
  wished_.notify_all();
  if (!thread_.joinable()) thread_ = std::jthread([this](const auto& stop) { work(stop); });
}

void Catalogue::work(const std::stop_token& stop) {
  read_disk();
  std::unique_lock lock(mutex_);
  while (wished_.wait(lock, stop, [&] { return wish_ != Wish::none; })) {
    const auto wish = std::exchange(wish_, Wish::none);
    if (wish == Wish::when_old && !is_due()) continue;
    fetching_ = true;
    ++fetches_begun_;
    const auto before = state_locked();
    lock.unlock();
    changed_(before);
    auto fetched = fetch(wish, stop).map([&](auto list) { return built(std::move(list)); });
    lock.lock();
    if (stop.stop_requested()) return;
    adopt(std::move(fetched));
    const auto after = state_locked();
    lock.unlock();
    settled_.notify_all();
    changed_(after);
    lock.lock();
  }
}

// A list of any age is better than none while a new one is fetched.
void Catalogue::read_disk() {
  auto list = hub::read_model_list(options_.files.list);
  if (!list)
    log::warning("catalogue_damaged", {{"error", list.error().message}, {"then", "fetched again"}});
  auto catalogue = list && *list ? built(std::move(**list)) : nullptr;
  {
    const std::lock_guard lock(mutex_);
    list_ = std::move(catalogue);
    disk_read_ = true;
  }
  settled_.notify_all();
}

Result<hub::ModelList> Catalogue::fetch(Wish wish, const std::stop_token& stop) {
  const auto client = TRY(hub::open_client(options_.hub, options_.clock));
  auto limits = options_.limits;
  if (wish == Wish::anew) limits.ttl = std::chrono::seconds(0);
  while (!stop.stop_requested()) {
    auto list = TRY(hub::refreshed_models(client, options_.files, limits, options_.clock, stop));
    if (list) return std::move(*list);
    options_.clock.sleep(other_process, stop);
  }
  return fail(ErrorCode::cancelled, "the program ends");
}

void Catalogue::adopt(Result<ModelCatalogue> fetched) {
  fetching_ = false;
  ++fetches_ended_;
  if (fetched) {
    list_ = std::move(*fetched);
    failure_.reset();
    pause_ = {};
    log::info("catalogue_fetched", {{"models", list_->size()}, {"capped", list_->capped()}});
    return;
  }
  failure_ = std::move(fetched.error());
  pause_ = std::clamp(2 * pause_, first_pause, longest_pause);
  not_before_ = options_.clock.now() + pause_;
  log::warning("catalogue_not_fetched",
               {{"error", failure_->message}, {"again_after_s", pause_.count()}});
}

ModelCatalogue Catalogue::built(hub::ModelList list) const {
  return std::make_shared<const hub::Catalogue>(std::move(list), options_.look);
}

}  // namespace hfi::serving
