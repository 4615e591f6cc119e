// Pausing and stopping, and what only a model that is not being downloaded may have done to it.

#include <algorithm>

#include "serving/hub/download_job.h"

namespace hfi::serving {

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

}  // namespace hfi::serving
