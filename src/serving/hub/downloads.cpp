#include "serving/hub/downloads.h"

#include <algorithm>
#include <utility>

#include "serving/hub/download_job.h"

namespace hfi::serving {
namespace {

constexpr std::size_t at_once = 4;
constexpr std::size_t most_waiting = 256;
constexpr std::size_t most_ended_jobs = 100;  // of those that have ended

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

}  // namespace

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

}  // namespace hfi::serving
