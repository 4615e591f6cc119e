#include "hub/blob_downloads.h"

#include <algorithm>

namespace hfi::hub {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds lock_poll(100);  // while another process has a file
constexpr milliseconds pulse(50);

bool is_verifying(const std::unique_ptr<FileDownload>& file) {
  return file->state() == FileState::verifying;
}

}  // namespace

BlobDownloads::BlobDownloads(const HubOptions& options, const DownloadRequest& request,
                             Transfers transfers)
    : options_(&options), request_(&request), transfers_(std::move(transfers)) {}

Result<BlobDownloads> BlobDownloads::open(const HubOptions& options,
                                          const DownloadRequest& request) {
  return BlobDownloads(options, request, TRY(Transfers::open(options.network)));
}

void BlobDownloads::add(FileSource source) {
  files_.push_back(
      std::make_unique<FileDownload>(std::move(source), *options_, request_->limits.retries));
}

bool BlobDownloads::all_stored() const {
  return std::ranges::all_of(files_,
                             [](const auto& file) { return file->state() == FileState::stored; });
}

Result<void> BlobDownloads::run(const std::stop_token& stop) {
  while (!all_stored()) {
    if (stop.stop_requested())
      return fail(ErrorCode::cancelled, request_->model.model_id + ": the download was stopped");
    TRY(begin_files());
    start_pieces();
    TRY(take_finished(stop));
    TRY(verify());
    report(request_->limits.report_every);
  }
  report(milliseconds(0));
  return {};
}

Result<void> BlobDownloads::take_finished(const std::stop_token& stop) {
  const bool busy = std::ranges::any_of(files_, is_verifying);
  for (auto& finished : transfers_.advance(busy ? milliseconds(0) : pulse, stop)) {
    const auto found = running_.extract(finished.id);
    if (found.empty()) continue;
    const auto [file, part] = found.mapped();
    TRY(file->settle(part, std::move(finished.outcome), steady_clock::now()));
    if (file->must_restart()) TRY(restart(*file));
  }
  return {};
}

// As many files as there are transfers at most: an open file holds a lock.
Result<void> BlobDownloads::begin_files() {
  const auto now = steady_clock::now();
  const bool ask_again = now - locks_asked_ >= lock_poll;
  if (ask_again) locks_asked_ = now;
  auto open = static_cast<std::size_t>(std::ranges::count_if(files_, [](const auto& file) {
    return file->state() == FileState::transferring || file->state() == FileState::verifying;
  }));
  for (const auto& file : files_) {
    const bool due =
        file->state() == FileState::queued || (ask_again && file->state() == FileState::waiting);
    if (!due || open >= request_->limits.transfers) continue;
    TRY(file->begin(request_->limits.part_bytes));
    if (file->state() != FileState::waiting) ++open;
  }
  return {};
}

void BlobDownloads::start_pieces() {
  const auto now = steady_clock::now();
  for (const auto& file : files_) {
    while (running_.size() < request_->limits.transfers) {
      auto piece = file->next_piece(now);
      if (!piece) break;
      const auto id =
          transfers_.start(piece->request, request_->limits.deadlines, std::move(piece->receiver));
      running_.emplace(id, std::pair(file.get(), piece->part));
    }
  }
}

Result<void> BlobDownloads::restart(FileDownload& file) {
  std::erase_if(running_, [&](const auto& entry) {
    if (entry.second.first != &file) return false;
    transfers_.abandon(entry.first);
    return true;
  });
  return file.restart();
}

Result<void> BlobDownloads::verify() {
  for (const auto& file : files_) {
    if (!is_verifying(file)) continue;
    TRY(file->verify_some());
    if (file->must_restart()) TRY(restart(*file));
  }
  return {};
}

void BlobDownloads::report(milliseconds every) {
  const auto now = steady_clock::now();
  if (!request_->on_progress || now - reported_ < every) return;
  reported_ = now;
  Progress progress;
  for (const auto& file : files_) {
    FileProgress one{.path = file->file().path,
                     .state = file->state(),
                     .done = file->bytes_done(),
                     .total = content_bytes(file->file())};
    auto& meter = meters_[one.path];
    meter.add(now, one.done);
    one.left = meter.left(one.total - one.done);
    progress.done += one.done;
    progress.total += one.total;
    progress.files.push_back(std::move(one));
  }
  meter_.add(now, progress.done);
  progress.bytes_per_second = meter_.bytes_per_second();
  progress.left = meter_.left(progress.total - progress.done);
  request_->on_progress(progress);
}

}  // namespace hfi::hub
