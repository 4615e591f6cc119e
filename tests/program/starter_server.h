#pragma once
// The real program over a cache that is empty at first: all it has is what ships with it.

#include "fakes/temporary_folder.h"
#include "support/program_server.h"

namespace hfi::program {

constexpr auto sentiment_model = "starter/sentiment-bert-tiny";

class StarterServer {
 public:
  static StarterServer& get();

  // Models that are added here are found at once.
  [[nodiscard]] const std::filesystem::path& cache_dir() const { return cache_.path(); }

  // Each thread that asks at the same time needs a client of its own.
  [[nodiscard]] support::HttpClient client() const { return server_.client(); }
  support::Answer ask(const support::Ask& ask) { return server_.ask(ask); }
  // POST /api/inference
  support::Answer infer(const json::Object& body);

 private:
  StarterServer();

  fakes::TemporaryFolder cache_{};
  support::ProgramServer server_;
};

json::Object sentiment_request(const std::string& text);

// The predictions of an answer; throws when it is not a success.
json::Array predictions_of(const support::Answer& answer);

}  // namespace hfi::program
