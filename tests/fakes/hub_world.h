#pragma once
// What a fake Hub holds, and its answers as values: the shapes of the real one, without sockets.

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/json.h"

namespace hfi::fakes {

struct HubFile {
  std::string path{};
  std::string content{};
  bool large = false;  // in large-file storage: named by its SHA-256, served by another host
  // filled in when it is added to a Hub
  std::string sha256{};
  std::string git_sha1{};  // of the content, or of the pointer that stands for it
};

struct HubRepository {
  std::string id{};
  std::string commit = std::string(40, 'a');
  std::vector<HubFile> files{};
  std::map<std::string, std::string> refs{};  // besides main, which is `commit`
  std::string gated{};                        // "", "auto" or "manual"
  std::string renamed_to{};
  json::Object facts{};  // further members of the model's description
};

struct HubRequest {
  std::string method{};
  std::string target{};  // path and query
  std::string host{};
  std::string authorization{};
  std::string range{};
  std::string if_range{};
};

struct HubReply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  // what the fault makes of it
  std::uint64_t cut_after = UINT64_MAX;  // bytes of the body after which the connection closes
  std::uint64_t drip = 0;                // bytes at a time; 0: all at once
  std::chrono::milliseconds drip_every{100};
  std::int64_t length_off_by = 0;  // added to Content-Length
  bool silent = false;             // no answer at all
};

struct HubWorld {
  std::string url{};      // of this Hub
  std::string cdn_url{};  // of the host that serves large files
  std::map<std::string, HubRepository> repositories{};
  std::size_t tree_page = 1000;

  void add(HubRepository repository);
  [[nodiscard]] HubReply answer(const HubRequest& request) const;
};

std::string sha256_of(const std::string& content);
std::string git_sha1_of(const std::string& content);

}  // namespace hfi::fakes
