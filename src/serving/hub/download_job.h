#pragma once
// One download, as the sources of Downloads know it.

#include "serving/hub/downloads.h"

namespace hfi::serving {

inline bool has_ended(DownloadState state) {
  return state == DownloadState::done || state == DownloadState::cancelled ||
         state == DownloadState::failed;
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

}  // namespace hfi::serving
