#include "support/program_server.h"

#include "support/or_throw.h"

namespace hfi::support {

std::vector<std::string> serve_with(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"serve", "--port", "0"});
  return arguments;
}

ProgramServer::ProgramServer(const ServerProcess::Options& options)
    : process_(or_throw(ServerProcess::start(options))),
      client_(process_.port(), {.patience = std::chrono::seconds(60)}) {}

ProgramServer::ProgramServer(const char* program, std::vector<std::string> arguments)
    : ProgramServer({.program = program, .arguments = serve_with(std::move(arguments))}) {}

Answer ProgramServer::ask(const Ask& ask) { return or_throw(client_.ask(ask)); }

Answer ProgramServer::post(const std::string& path, const json::Value& body) {
  return or_throw(client_.post(path, body));
}

}  // namespace hfi::support
