#pragma once
// The real program, serving the models of tests/golden; one for all tests of a test program.

#include <vector>

#include "support/program_server.h"

namespace hfi::golden {

class GoldenServer {
 public:
  // Started at the first call, stopped when the test program ends.
  static GoldenServer& get();

  support::Answer ask(const json::Object& body);
  // The data of all events.
  std::vector<json::Value> stream(const json::Object& body);

  [[nodiscard]] support::ServerProcess& process() { return server_.process(); }

 private:
  GoldenServer();

  support::ProgramServer server_;
};

// The body of a golden case's request. An empty `source` leaves the choice to the program.
json::Object request_of(const json::Object& golden, const json::Object& one,
                        const std::string& source);

}  // namespace hfi::golden
