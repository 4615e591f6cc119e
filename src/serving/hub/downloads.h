#pragma once
// Downloads in the background: one for all who want the same files, and each can be paused, resumed and cancelled.

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "hub/download.h"
#include "serving/events.h"
#include "serving/work_pool.h"

namespace hfi::serving {

enum class DownloadState : std::uint8_t { queued, downloading, paused, done, cancelled, failed };
std::string_view name_of(DownloadState state);

class Downloads {
 public:
  using OnProgress = std::function<void(const hub::Progress&)>;
  enum class Interest : std::uint8_t {
    while_waiting,  // nobody waits any more: stop, and keep the bytes
    always
  };

  Downloads(hub::HubOptions options, Events& events);
  ~Downloads();
  Downloads(const Downloads&) = delete;
  Downloads& operator=(const Downloads&) = delete;

  // Joins the download of the same files that is under way, or starts one; gives its id. Fails with overloaded.
  Result<std::string> start(hub::DownloadRequest request, Interest interest);

  // Until it has ended; a pause is no end. `on_progress` is called by the calling thread. Fails as hub::download does, and
  // with cancelled when `stop` is requested or somebody cancels the download.
  Result<hub::Snapshot> wait(const std::string& id, const std::stop_token& stop,
                             const OnProgress& on_progress);

  // What is transferred stays on the disk. All fail with not_found, and with model_busy when it is in no state for it.
  Result<void> pause(const std::string& id);
  Result<void> resume(const std::string& id);
  // Forgets the bytes too.
  Result<void> cancel(const std::string& id);

  // Does the work while none of the model's files are being downloaded; downloads of any model begin after it. Fails with
  // model_busy, and as the work does.
  Result<void> while_idle(const std::string& model_id, const std::function<Result<void>()>& work);

  // {"downloads": [...]}, the latest of the ended ones among them.
  [[nodiscard]] json::Object status() const;

 private:
  struct Job;
  using JobPointer = std::shared_ptr<Job>;

  Result<JobPointer> find(const std::string& id) const;
  [[nodiscard]] JobPointer running(const std::string& files) const;
  Result<void> submit(const JobPointer& job);
  void run(const JobPointer& job);
  void enter(Job& job, DownloadState state);
  void settle(Job& job, Result<hub::Snapshot> outcome);
  void forget_old();
  static json::Object row_of(const Job& job);

  const hub::HubOptions options_;
  Events& events_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::string, JobPointer> jobs_;  // by id
  std::uint64_t started_ = 0;
  bool closing_ = false;
  WorkPool pool_;  // its threads end first
};

}  // namespace hfi::serving
