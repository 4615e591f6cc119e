#pragma once
// The real program between a fake Hub and a client.

#include <memory>
#include <string>
#include <vector>

#include "fakes/fake_hub.h"
#include "fakes/temporary_folder.h"
#include "support/program_server.h"

namespace hfi::lifecycle {

// A model of tests/golden/models as a repository of the Hub, under the id golden/<as>.
fakes::HubRepository golden_repository(const std::string& name, const std::string& as);

struct HubServerOptions {
  std::vector<std::string> arguments{};
  std::vector<std::string> environment{};
  std::uint64_t disk_bytes =
      0;  // of a disk that holds the cache alone, seen by the program alone; 0: the disk of this machine
};

class HubServer {
 public:
  explicit HubServer(std::vector<fakes::HubRepository> repositories,
                     std::vector<std::string> arguments = {})
      : HubServer(std::move(repositories), HubServerOptions{.arguments = std::move(arguments)}) {}
  HubServer(std::vector<fakes::HubRepository> repositories, HubServerOptions options);

  support::Answer get(const std::string& path);
  support::Answer post(const std::string& path, const json::Value& body);
  support::Answer remove(const std::string& path);
  // Of a golden text classifier.
  support::Answer classify(const std::string& model_id, const std::string& query = "");

  // Ends the program, which must succeed, and starts it again over the same folders.
  void restart(std::vector<std::string> arguments = {});
  // The same after a crash.
  void kill_and_restart();

  [[nodiscard]] fakes::FakeHub& hub() { return *hub_; }
  [[nodiscard]] std::filesystem::path cache() const { return folder_.path() / "hub"; }
  [[nodiscard]] std::filesystem::path state() const { return folder_.path() / "state"; }
  // As the program sees it.
  [[nodiscard]] std::filesystem::path seen_cache();
  [[nodiscard]] support::ServerProcess& process() { return server_->process(); }

 private:
  void start();

  fakes::TemporaryFolder folder_;
  HubServerOptions options_;
  std::unique_ptr<fakes::FakeHub> hub_;
  std::string hub_url_;
  std::unique_ptr<support::ProgramServer> server_;
};

// Whether this user may mount a disk of a program's own.
bool can_mount();

json::Object classification(const std::string& model_id);

}  // namespace hfi::lifecycle
