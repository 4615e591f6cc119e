#include "hub/file_download.h"

#include <algorithm>

#include "core/log.h"
#include "hub/client.h"
#include "hub/disk.h"

namespace hfi::hub {
namespace {

constexpr std::size_t most_refusal = 4096;  // bytes of an error page that are kept
constexpr std::size_t hash_step = 16U << 20U;
constexpr int most_restarts = 2;
constexpr std::uint64_t least_progress = 32U << 10U;  // bytes for which an attempt was worth it

// What If-Range may carry: a strong validator that fits on a line of the journal.
bool is_strong(std::string_view etag) { return etag.starts_with('"') && etag.size() <= 256; }

std::string range_of(const Part& part) {
  return "bytes " + std::to_string(part.begin + part.done) + "-" + std::to_string(part.end - 1) +
         "/";
}

}  // namespace

FileDownload::FileDownload(FileSource source, const HubOptions& options, const Retries& retries)
    : source_(std::move(source)), options_(&options), retries_(retries) {}

tl::unexpected<Error> FileDownload::invalid(const std::string& what) const {
  return fail(ErrorCode::hub_invalid,
              source_.asked.model_id + ": " + source_.file.path + ": " + what,
              {{"file", source_.file.path}});
}

std::uint64_t FileDownload::bytes_done() const {
  if (state_ == FileState::stored) return content_bytes(source_.file);
  return partial_ ? partial_->done() : 0;
}

Result<void> FileDownload::begin(std::uint64_t part_bytes) {
  const bool stored = present(source_.blob);
  if (!stored || has_partial(source_.blob)) lock_ = TRY(FileLock::try_lock(source_.lock));
  // while this process waited for the lock, another may have brought the file
  if (present(source_.blob)) {
    if (lock_) TRY(discard_partial(source_.blob));
    lock_.reset();
    state_ = FileState::stored;
    return {};
  }
  state_ = FileState::waiting;
  return lock_ ? open_partial(part_bytes) : Result<void>();
}

Result<void> FileDownload::open_partial(std::uint64_t part_bytes) {
  partial_ = TRY(PartialFile::open(source_.blob, content_bytes(source_.file), part_bytes));
  attempts_.assign(partial_->parts().size(), {});
  state_ = partial_->complete() ? FileState::verifying : FileState::transferring;
  return {};
}

std::optional<FileDownload::Piece> FileDownload::next_piece(Instant now) {
  if (state_ != FileState::transferring || must_restart_) return std::nullopt;
  const auto& parts = partial_->parts();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto& attempt = attempts_[i];
    const auto& part = parts[i];
    if (attempt.active || attempt.not_before > now || part.begin + part.done == part.end) continue;
    attempt.active = true;
    attempt.refusal.clear();
    attempt.ranged = parts.size() > 1 || part.done > 0;
    auto request = get(*options_, source_.url);
    request.encoding = Encoding::identity;
    if (attempt.ranged) {
      request.headers.push_back("Range: bytes=" + std::to_string(part.begin + part.done) + "-" +
                                std::to_string(part.end - 1));
      if (!partial_->etag().empty()) request.headers.push_back("If-Range: " + partial_->etag());
    }
    return Piece{
        .part = i,
        .request = std::move(request),
        .receiver = {.on_head = [this, i](const ResponseHead& head) { return take_head(i, head); },
                     .on_body = [this, i](std::string_view bytes) { return take_body(i, bytes); }}};
  }
  return std::nullopt;
}

Result<void> FileDownload::take_range(std::size_t part, const ResponseHead& head) {
  const auto expected =
      range_of(partial_->parts()[part]) + std::to_string(content_bytes(source_.file));
  if (head.header("content-range") == expected) return {};
  return invalid("expected the range " + expected + ", got \"" +
                 std::string(head.header("content-range").substr(0, 100)) + "\"");
}

Result<void> FileDownload::take_head(std::size_t part, const ResponseHead& head) {
  auto& attempt = attempts_[part];
  attempt.status = head.status;
  if (head.status == 206) TRY(take_range(part, head));
  if (head.status == 200 && attempt.ranged) {
    must_restart_ = true;
    return fail(ErrorCode::cancelled, "the whole instead of a part");
  }
  const auto length = head.header("content-length");
  const auto expected = std::to_string(content_bytes(source_.file));
  if (head.status == 200 && !length.empty() && length != expected &&
      head.header("content-encoding").empty())
    return invalid("expected " + expected + " bytes, the server has " +
                   std::string(length.substr(0, 20)));
  const auto etag = head.header("etag");
  if (head.status / 100 == 2 && partial_->etag().empty() && is_strong(etag))
    TRY(partial_->set_etag(etag));
  return {};
}

Result<void> FileDownload::take_body(std::size_t part, std::string_view bytes) {
  auto& attempt = attempts_[part];
  if (attempt.status == 200 || attempt.status == 206)
    return within(source_.file.path, partial_->write(part, bytes));
  attempt.refusal += bytes.substr(0, most_refusal - std::min(most_refusal, attempt.refusal.size()));
  return {};
}

Result<void> FileDownload::settle(std::size_t part, Result<ResponseHead> outcome, Instant now) {
  auto& attempt = attempts_[part];
  attempt.active = false;
  if (must_restart_) return {};
  if (!outcome) {
    if (outcome.error().code == ErrorCode::hub_unreachable)
      return retry(part, std::move(outcome.error()), {}, now);
    return tl::unexpected(std::move(outcome.error()));
  }
  if (outcome->status == 416) {
    must_restart_ = true;
    return {};
  }
  const HttpResponse response{.head = std::move(*outcome), .body = std::move(attempt.refusal)};
  if (auto accepted = check_status(response, source_.asked, *options_); !accepted) {
    if (!is_worth_repeating(response.head.status)) return accepted;
    const auto pause = pause_asked(response.head, std::chrono::system_clock::now());
    return retry(part, std::move(accepted.error()), pause, now);
  }
  const auto& done = partial_->parts()[part];
  if (done.begin + done.done < done.end)
    return retry(part,
                 invalid("the answer ends " + std::to_string(done.end - done.begin - done.done) +
                         " bytes early")
                     .value(),
                 {}, now);
  if (partial_->complete()) state_ = FileState::verifying;
  return {};
}

Result<void> FileDownload::retry(std::size_t part, Error error,
                                 std::optional<std::chrono::seconds> pause, Instant now) {
  auto& attempt = attempts_[part];
  const auto done = partial_->parts()[part].done;
  const bool moved = done >= attempt.most_done + least_progress;
  attempt.most_done = std::max(attempt.most_done, done);
  attempt.failures = moved ? 0 : attempt.failures + 1;
  // a cut connection is continued at once and for ever, as long as each attempt brings something
  const auto backoff =
      retries_.first_pause * (1U << static_cast<unsigned>(std::min(attempt.failures, 16))) / 2;
  const auto wait = pause   ? std::chrono::milliseconds(*pause)
                    : moved ? std::chrono::milliseconds(0)
                            : backoff;
  if (attempt.failures >= retries_.attempts || wait > retries_.longest_pause) {
    error.details["file"] = source_.file.path;
    error.details["bytes_done"] = partial_->done();
    return tl::unexpected(std::move(error));
  }
  attempt.not_before = now + wait;
  return {};
}

Result<void> FileDownload::restart() {
  must_restart_ = false;
  if (++restarts_ > most_restarts)
    return invalid("the server does not continue a download, and the whole did not arrive");
  log::info("download_restarted", {{"model", source_.asked.model_id}, {"file", source_.file.path}});
  TRY(partial_->restart());
  attempts_.assign(1, {});
  hash_.reset();
  state_ = FileState::transferring;
  return {};
}

Result<void> FileDownload::verify_some() {
  const auto bytes = content_bytes(source_.file);
  if (!hash_) {
    hash_ = source_.file.sha256 ? Hash::sha256() : Hash::git_blob(bytes);
    hashed_ = 0;
  }
  const auto piece = TRY(partial_->read(hashed_, hash_step));
  hash_->add(piece);
  hashed_ += piece.size();
  return hashed_ < bytes ? Result<void>() : finish();
}

Result<void> FileDownload::finish() {
  const auto hash = hash_->hex();
  hash_.reset();
  if (hash != blob_name(source_.file)) {
    // bytes of an earlier run may have been lost with the machine; those of this one came as they are
    must_restart_ = partial_->continued();
    if (must_restart_) return {};
    partial_.reset();
    TRY(discard_partial(source_.blob));
    return invalid("the content does not have the hash " + blob_name(source_.file) + " but " +
                   hash);
  }
  TRY(partial_->publish());
  partial_.reset();
  lock_.reset();
  state_ = FileState::stored;
  return {};
}

}  // namespace hfi::hub
