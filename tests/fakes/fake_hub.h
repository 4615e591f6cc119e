#pragma once
// The Hub on two ports of this machine, the second being "another host" that serves large files, with faults on
// demand.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fakes/hub_world.h"

namespace hfi::fakes {

// Changes the answers to some requests.
struct HubFault {
  std::string target{};  // requests whose target contains it
  int times = 1;         // so often; -1: always
  std::function<void(HubReply&)> change{};
};

HubFault cut_after(std::string target, std::uint64_t bytes);
HubFault with_status(std::string target, int status,
                     std::vector<std::pair<std::string, std::string>> headers = {});

class FakeHub {
 public:
  explicit FakeHub(std::vector<HubRepository> repositories, unsigned short port = 0);
  FakeHub(const FakeHub&) = delete;
  FakeHub& operator=(const FakeHub&) = delete;
  ~FakeHub();

  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::string cdn_url() const;
  void add(HubFault fault);
  void change(const std::function<void(HubWorld&)>& edit);
  [[nodiscard]] std::vector<HubRequest> requests() const;
  [[nodiscard]] std::size_t requests_to(std::string_view target) const;  // that contain it
  [[nodiscard]] std::uint64_t content_bytes_sent() const;                // of files, by either host

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hfi::fakes
