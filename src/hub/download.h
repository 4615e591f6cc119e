#pragma once
// Downloads into the Hub cache, in the calling thread.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "hub/cache.h"
#include "hub/client.h"
#include "hub/file_download.h"

namespace hfi::hub {

// The Hub serves larger files by another protocol.
constexpr std::uint64_t largest_file = 50'000'000'000;

// A model at a commit: what its revision stands for, and its files.
struct RemoteModel {
  std::string model_id{};
  std::string revision{};
  Tree tree{};          // of the commit
  json::Object info{};  // the Hub's description; empty when it was not asked
};

// Asks the Hub what the revision stands for and lists its files, in two calls, or in none when the revision is a
// commit whose listing is in the cache. Offline, the cache answers.
Result<RemoteModel> find_remote(const Client& client, const std::string& model_id,
                                const std::string& revision, const std::stop_token& stop);

struct FileProgress {
  std::string path{};
  FileState state = FileState::queued;
  std::uint64_t done =
      0;  // bytes, of which some may be from an earlier run; never more than `total`
  std::uint64_t total = 0;
  std::optional<std::chrono::seconds> left{};
};

struct Progress {
  std::vector<FileProgress> files{};
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  std::uint64_t bytes_per_second = 0;          // over the last seconds; 0 at first
  std::optional<std::chrono::seconds> left{};  // at this speed
};

struct DownloadLimits {
  std::size_t transfers = 8;                // at once, over all files
  std::uint64_t part_bytes = 64ULL << 20U;  // a larger file comes in parts, side by side
  std::chrono::milliseconds report_every{100};
  Deadlines deadlines{.total = std::chrono::milliseconds(0)};
  Retries retries{};
};

struct DownloadRequest {
  RemoteModel model{};
  std::vector<std::string> files{};                    // of its tree
  std::function<void(const Progress&)> on_progress{};  // may be empty
  DownloadLimits limits{};
};

// Brings the files into the cache and gives their snapshot. Nothing has a final name before its hash is right; the links of
// the snapshot and the branch come last. What was transferred stays for the next time when this is stopped (cancelled)
// or fails: insufficient_disk before the first byte, hub_unreachable, hub_invalid, model_gated, ….
Result<Snapshot> download(const HubOptions& options, const DownloadRequest& request,
                          const std::stop_token& stop);

// Bytes that `download` would still have to transfer.
Result<std::uint64_t> bytes_missing(const HubOptions& options, const DownloadRequest& request);

// Forgets what an unfinished download of these files left.
Result<void> discard_download(const HubOptions& options, const DownloadRequest& request);

}  // namespace hfi::hub
