#include "serving/hub/downloads.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/error_table.h"

namespace hfi::serving {
namespace {

constexpr std::size_t at_once = 4;
constexpr std::size_t most_waiting = 256;
constexpr std::size_t most_ended_jobs = 100;  // of those that have ended

bool has_ended(DownloadState state) {
  return state == DownloadState::done || state == DownloadState::cancelled ||
         state == DownloadState::failed;
}

// The same text for the same files of the same commit.
std::string files_of(const hub::DownloadRequest& request) {
  auto text =
      request.model.model_id + "\n" + request.model.revision + "\n" + request.model.tree.commit;
  for (const auto& file : request.files) text += "\n" + file;
  return text;
}

std::string padded(std::uint64_t number) {
  auto digits = std::to_string(number);
  return std::string(6 - std::min<std::size_t>(6, digits.size()), '0') + digits;
}

template <class T>
json::Value or_null(const std::optional<T>& value) {
  return value ? json::Value(value->count()) : json::Value(nullptr);
}

}  // namespace

std::string_view name_of(DownloadState state) {
  constexpr std::array<std::string_view, 6> names = {"queued", "downloading", "paused",
                                                     "done",   "cancelled",   "failed"};
  return names.at(static_cast<std::size_t>(state));
}

struct Downloads::Job {
  std::string id{};
  std::string files{};
  hub::DownloadRequest request{};
  DownloadState state = DownloadState::queued;
  DownloadState on_stop = DownloadState::cancelled;  // what a stop that was asked for leads to
  Interest interest = Interest::while_waiting;
  std::stop_source stop{};
  std::size_t waiting = 0;
  hub::Progress progress{};
  std::uint64_t reports = 0;  // of progress
  Result<hub::Snapshot> outcome = fail(ErrorCode::cancelled, "the download has not ended");
};

Downloads::Downloads(hub::HubOptions options, Events& events)
    : options_(std::move(options)), events_(events), pool_(at_once, most_waiting) {}

Downloads::~Downloads() {
  const std::lock_guard lock(mutex_);
  closing_ = true;
  for (const auto& [id, job] : jobs_) {
    job->on_stop = DownloadState::paused;
    job->stop.request_stop();
  }
}

Result<std::string> Downloads::start(hub::DownloadRequest request, Interest interest) {
  const std::lock_guard lock(mutex_);
  auto files = files_of(request);
  if (const auto job = running(files)) {
    job->interest = std::max(job->interest, interest);
    return job->id;
  }
  auto job = std::make_shared<Job>();
  job->id = "d" + padded(++started_);
  job->files = std::move(files);
  job->interest = interest;
  job->request = std::move(request);
  job->request.on_progress = [this, job = job.get()](const hub::Progress& progress) {
    const std::lock_guard held(mutex_);
    job->progress = progress;
    ++job->reports;
    events_.publish(row_of(*job));
    changed_.notify_all();
  };
  TRY(submit(job));
  forget_old();
  jobs_[job->id] = job;
  return job->id;
}

Downloads::JobPointer Downloads::running(const std::string& files) const {
  for (const auto& [id, job] : jobs_)
    if (job->files == files && !has_ended(job->state) && !job->stop.stop_requested()) return job;
  return nullptr;
}

Result<void> Downloads::submit(const JobPointer& job) {
  job->stop = std::stop_source();
  job->on_stop = DownloadState::cancelled;
  if (!pool_.submit([this, job] { run(job); }))
    return fail(ErrorCode::overloaded, "too many downloads are waiting; try again later");
  enter(*job, DownloadState::queued);
  return {};
}

void Downloads::run(const JobPointer& job) {
  std::unique_lock lock(mutex_);
  const auto stop = job->stop.get_token();
  if (job->state != DownloadState::queued) return;
  if (!stop.stop_requested()) enter(*job, DownloadState::downloading);
  lock.unlock();
  auto outcome = hub::download(options_, job->request, stop);
  lock.lock();
  settle(*job, std::move(outcome));
}

void Downloads::settle(Job& job, Result<hub::Snapshot> outcome) {
  const bool stopped = !outcome && outcome.error().code == ErrorCode::cancelled;
  job.outcome = std::move(outcome);
  if (job.outcome)
    enter(job, DownloadState::done);
  else if (!stopped)
    enter(job, DownloadState::failed);
  else
    enter(job, job.on_stop);
}

void Downloads::enter(Job& job, DownloadState state) {
  job.state = state;
  if (!closing_) events_.publish(row_of(job));
  changed_.notify_all();
}

Result<hub::Snapshot> Downloads::wait(const std::string& id, const std::stop_token& stop,
                                      const OnProgress& on_progress) {
  std::unique_lock lock(mutex_);
  const auto job = TRY(find(id));
  ++job->waiting;
  std::uint64_t seen = 0;
  while (!stop.stop_requested()) {
    changed_.wait(lock, stop, [&] { return has_ended(job->state) || job->reports != seen; });
    if (job->reports != seen) {
      seen = job->reports;
      const auto progress = job->progress;
      lock.unlock();
      on_progress(progress);
      lock.lock();
    } else if (has_ended(job->state)) {
      break;
    }
  }
  if (--job->waiting == 0 && job->interest == Interest::while_waiting && !has_ended(job->state))
    job->stop.request_stop();
  if (has_ended(job->state)) return job->outcome;
  return fail(ErrorCode::cancelled,
              "cancelled while " + job->request.model.model_id + " was being downloaded");
}

Result<Downloads::JobPointer> Downloads::find(const std::string& id) const {
  const auto found = jobs_.find(id);
  if (found != jobs_.end()) return found->second;
  return fail(ErrorCode::not_found, "there is no download \"" + id + "\"");
}

Result<void> Downloads::pause(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto job = TRY(find(id));
  if (job->state != DownloadState::downloading && job->state != DownloadState::queued)
    return fail(ErrorCode::model_busy, id + " is " + std::string(name_of(job->state)));
  job->on_stop = DownloadState::paused;
  job->interest = Interest::always;
  job->stop.request_stop();
  if (job->state == DownloadState::queued) enter(*job, DownloadState::paused);
  return {};
}

Result<void> Downloads::resume(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto job = TRY(find(id));
  if (job->state != DownloadState::paused)
    return fail(ErrorCode::model_busy, id + " is " + std::string(name_of(job->state)));
  return submit(job);
}

Result<void> Downloads::cancel(const std::string& id) {
  std::unique_lock lock(mutex_);
  const auto job = TRY(find(id));
  if (has_ended(job->state))
    return fail(ErrorCode::model_busy, id + " is " + std::string(name_of(job->state)));
  const bool at_work = job->state == DownloadState::downloading;
  job->on_stop = DownloadState::cancelled;
  job->stop.request_stop();
  if (!at_work) settle(*job, fail(ErrorCode::cancelled, "the download was cancelled"));
  changed_.wait(lock, [&] { return has_ended(job->state); });
  if (job->outcome) return {};  // it was too late
  lock.unlock();
  return hub::discard_download(options_, job->request);
}

Result<void> Downloads::while_idle(const std::string& model_id,
                                   const std::function<Result<void>()>& work) {
  std::unique_lock lock(mutex_);
  const auto at_work = [&](const auto& row, bool told_to_stop) {
    const auto& job = *row.second;
    const bool busy = job.state == DownloadState::queued || job.state == DownloadState::downloading;
    return busy && job.request.model.model_id == model_id &&
           job.stop.stop_requested() == told_to_stop;
  };
  changed_.wait(lock, [&] {
    return std::ranges::none_of(jobs_, [&](const auto& row) { return at_work(row, true); });
  });
  const auto found =
      std::ranges::find_if(jobs_, [&](const auto& row) { return at_work(row, false); });
  if (found == jobs_.end()) return work();
  return fail(ErrorCode::model_busy,
              model_id + ": is being downloaded (" + found->first + "); stop that first");
}

// The ended ones that are longest ago.
void Downloads::forget_old() {
  auto ended =
      std::ranges::count_if(jobs_, [](const auto& row) { return has_ended(row.second->state); });
  for (auto row = jobs_.begin(); row != jobs_.end() && std::cmp_greater(ended, most_ended_jobs);) {
    const bool old = has_ended(row->second->state) && row->second->waiting == 0;
    row = old ? jobs_.erase(row) : std::next(row);
    if (old) --ended;
  }
}

json::Object Downloads::row_of(const Job& job) {
  const auto& progress = job.progress;
  json::Array files;
  for (const auto& file : progress.files)
    files.push_back(
        json::Object{{"path", file.path}, {"bytes_done", file.done}, {"bytes_total", file.total}});
  const bool failed = job.state == DownloadState::failed;
  return {{"type", "download"},
          {"id", job.id},
          {"model_id", job.request.model.model_id},
          {"revision", job.request.model.tree.commit},
          {"state", name_of(job.state)},
          {"bytes_done", progress.done},
          {"bytes_total", progress.total},
          {"bytes_per_second", progress.bytes_per_second},
          {"eta_s", or_null(progress.left)},
          {"files", std::move(files)},
          {"error", failed ? json::Value(to_json(job.outcome.error())) : json::Value(nullptr)}};
}

json::Object Downloads::status() const {
  const std::lock_guard lock(mutex_);
  json::Array rows;
  for (const auto& [id, job] : jobs_) {
    auto row = row_of(*job);
    row.erase("type");
    rows.push_back(std::move(row));
  }
  return {{"downloads", std::move(rows)}};
}

}  // namespace hfi::serving
