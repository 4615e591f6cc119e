#pragma once
// The real program with one model, to which media from strangers are sent.

#include <string>
#include <vector>

#include "fakes/temporary_folder.h"
#include "support/http_client.h"
#include "support/server_process.h"

namespace hfi::failures {

struct HostileFile {
  std::string name;
  std::string data_uri;  // what is sent
};

class HostileServer {
 public:
  // `input` is where the task takes its media.
  HostileServer(const std::string& golden_model, std::string task, std::string input);

  support::Answer ask(const std::string& data_uri);
  [[nodiscard]] long memory_kib() const;

  // Fails the test unless each file is refused at once, with a code and at no cost, and `good` is answered as before.
  void refuses(const std::vector<HostileFile>& files, const std::string& good);

 private:
  std::string task_, input_;
  fakes::TemporaryFolder cache_{};
  support::ServerProcess process_;
  support::HttpClient client_;
};

}  // namespace hfi::failures
