#pragma once
// The real program between a fake Hub and a client.

#include <memory>
#include <string>
#include <vector>

#include "fakes/fake_hub.h"
#include "fakes/temporary_folder.h"
#include "support/http_client.h"
#include "support/server_process.h"

namespace hfi::lifecycle {

// A model of tests/golden/models as a repository of the Hub, under the id golden/<as>.
fakes::HubRepository golden_repository(const std::string& name, const std::string& as);

class HubServer {
 public:
  explicit HubServer(std::vector<fakes::HubRepository> repositories,
                     std::vector<std::string> arguments = {});

  support::Answer get(const std::string& path);
  support::Answer post(const std::string& path, const json::Value& body);
  support::Answer remove(const std::string& path);
  // Of a golden text classifier.
  support::Answer classify(const std::string& model_id, const std::string& query = "");

  // Ends the program and starts it again over the same folders.
  void restart(std::vector<std::string> arguments = {});

  [[nodiscard]] fakes::FakeHub& hub() { return *hub_; }
  [[nodiscard]] std::filesystem::path cache() const { return folder_.path() / "hub"; }
  [[nodiscard]] std::filesystem::path state() const { return folder_.path() / "state"; }
  [[nodiscard]] support::ServerProcess& process() { return *process_; }

 private:
  void start(std::vector<std::string> arguments);

  fakes::TemporaryFolder folder_;
  std::unique_ptr<fakes::FakeHub> hub_;
  std::string hub_url_;
  std::unique_ptr<support::ServerProcess> process_;
  std::unique_ptr<support::HttpClient> client_;
};

json::Object classification(const std::string& model_id);

}  // namespace hfi::lifecycle
