#pragma once
// One file on its way from the Hub into blobs/: what is to be asked next, and what the answers mean. It neither
// waits nor sends, so that one thread can drive many.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hub/answers.h"
#include "hub/file_lock.h"
#include "hub/hash.h"
#include "hub/http.h"
#include "hub/partial_file.h"
#include "hub/send.h"
#include "hub/tree.h"

namespace hfi::hub {

using Instant = std::chrono::steady_clock::time_point;

struct FileSource {
  TreeFile file{};
  std::string url{};
  std::filesystem::path blob{};
  std::filesystem::path lock{};
  Asked asked{};  // for messages
};

enum class FileState {
  queued,
  waiting,
  transferring,
  verifying,
  stored
};  // waiting: another process has it

class FileDownload {
 public:
  FileDownload(FileSource source, const HubOptions& options, const Retries& retries);

  [[nodiscard]] FileState state() const { return state_; }
  [[nodiscard]] const TreeFile& file() const { return source_.file; }
  [[nodiscard]] std::uint64_t bytes_done() const;

  // Takes the lock and continues what is there; waits when another process is at it, and is done when the blob exists.
  Result<void> begin(std::uint64_t part_bytes);

  // A part that can be asked for now. Answers come in through the receiver, which must not outlive this object.
  struct Piece {
    std::size_t part = 0;
    HttpRequest request;
    Receiver receiver;
  };
  std::optional<Piece> next_piece(Instant now);
  // Fails when the file cannot be had, or not by trying again.
  Result<void> settle(std::size_t part, Result<ResponseHead> outcome, Instant now);

  // The server does not continue what is there: all transfers of this file must be abandoned, then begun anew.
  [[nodiscard]] bool must_restart() const { return must_restart_; }
  Result<void> restart();

  // Hashes the next piece; at the end the blob gets its name. Fails with hub_invalid, and leaves nothing, when the
  // content is not what the listing says.
  Result<void> verify_some();

 private:
  struct Attempt {
    bool active = false;
    bool ranged = false;
    int failures = 0;
    std::uint64_t most_done = 0;
    Instant not_before{};
    int status = 0;
    std::string refusal{};  // the body of an answer that is no content
  };

  Result<void> open_partial(std::uint64_t part_bytes);
  Result<void> take_head(std::size_t part, const ResponseHead& head);
  Result<void> take_body(std::size_t part, std::string_view bytes);
  Result<void> take_range(std::size_t part, const ResponseHead& head);
  Result<void> retry(std::size_t part, Error error, std::optional<std::chrono::seconds> pause,
                     Instant now);
  Result<void> finish();
  [[nodiscard]] tl::unexpected<Error> invalid(const std::string& what) const;

  FileSource source_;
  const HubOptions* options_;
  Retries retries_;
  FileState state_ = FileState::queued;
  std::optional<FileLock> lock_;
  std::optional<PartialFile> partial_;
  std::vector<Attempt> attempts_;
  std::optional<Hash> hash_;
  std::uint64_t hashed_ = 0;
  int restarts_ = 0;
  bool must_restart_ = false;
};

}  // namespace hfi::hub
