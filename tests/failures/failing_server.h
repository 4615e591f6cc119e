#pragma once
// The real program over a cache that tests add models to.

#include <filesystem>

#include "fakes/temporary_folder.h"
#include "support/program_server.h"

namespace hfi::failures {

struct CachedModel {
  std::string id;
  std::filesystem::path folder;  // of its files
};

class FailingServer {
 public:
  static FailingServer& get();

  // A healthy text classifier of its own; break it before it is asked for.
  CachedModel add_model(const std::string& name);
  [[nodiscard]] const std::string& good_model() const { return good_.id; }

  support::Answer classify(const std::string& model_id, const json::Object& options = {});
  support::Answer ask(const support::Ask& ask) { return server_.ask(ask); }

 private:
  FailingServer();

  fakes::TemporaryFolder cache_{};
  CachedModel good_;
  support::ProgramServer server_;
};

}  // namespace hfi::failures
