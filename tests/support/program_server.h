#pragma once
// The real program as a server, with a client of it. What fails here throws.

#include "support/http_client.h"
#include "support/server_process.h"

namespace hfi::support {

class ProgramServer {
 public:
  explicit ProgramServer(const ServerProcess::Options& options);
  // program `serve` on a free port, with these arguments.
  ProgramServer(const char* program, std::vector<std::string> arguments);

  Answer ask(const Ask& ask);
  Answer get(const std::string& path) { return ask({.path = path}); }
  Answer post(const std::string& path, const json::Value& body);

  // Each thread that asks at the same time needs a client of its own.
  [[nodiscard]] HttpClient client() const { return HttpClient(process_.port()); }
  [[nodiscard]] ServerProcess& process() { return process_; }

 private:
  ServerProcess process_;
  HttpClient client_;
};

// The arguments of a server on a free port.
std::vector<std::string> serve_with(std::vector<std::string> arguments);

}  // namespace hfi::support
