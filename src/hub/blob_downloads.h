#pragma once
// Brings blobs into the cache: all of them side by side, over shared connections, in the calling thread.

#include <map>
#include <memory>
#include <stop_token>
#include <utility>
#include <vector>

#include "hub/download.h"
#include "hub/progress_meter.h"

namespace hfi::hub {

class BlobDownloads {
 public:
  // The references must outlive the object.
  static Result<BlobDownloads> open(const HubOptions& options, const DownloadRequest& request);

  void add(FileSource source);
  // Until all are stored; fails as `download` does.
  Result<void> run(const std::stop_token& stop);

 private:
  BlobDownloads(const HubOptions& options, const DownloadRequest& request, Transfers transfers);
  [[nodiscard]] bool all_stored() const;
  Result<void> begin_files();
  void start_pieces();
  Result<void> take_finished(const std::stop_token& stop);
  Result<void> verify();
  Result<void> restart(FileDownload& file);
  void report(std::chrono::milliseconds every);

  const HubOptions* options_;
  const DownloadRequest* request_;
  std::vector<std::unique_ptr<FileDownload>> files_;
  Transfers transfers_;  // gone before the files that it reports to
  std::map<Transfers::Id, std::pair<FileDownload*, std::size_t>> running_;
  Instant locks_asked_{}, reported_{};
  ProgressMeter meter_;
  std::map<std::string, ProgressMeter> meters_;  // by path
};

}  // namespace hfi::hub
