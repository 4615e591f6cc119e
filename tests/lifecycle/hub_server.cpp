#include "lifecycle/hub_server.h"

#include <stdexcept>

#include "golden/golden_cache.h"

namespace hfi::lifecycle {
namespace {

namespace fs = std::filesystem;

template <class T>
T or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

bool is_large(const fs::path& path) {
  return path.extension() == ".safetensors" || path.extension() == ".onnx_data";
}

}  // namespace

fakes::HubRepository golden_repository(const std::string& name, const std::string& as) {
  const fakes::TemporaryFolder folder;
  const auto snapshot = golden::write_golden_model(folder.path(), name, as);
  fakes::HubRepository repository{.id = "golden/" + as,
                                  .commit = fakes::git_sha1_of(as),
                                  .facts = {{"pipeline_tag", "text-classification"},
                                            {"library_name", "transformers"},
                                            {"tags", {"transformers", "safetensors"}},
                                            {"config", {{"model_type", "bert"}}}}};
  for (const auto& entry : fs::recursive_directory_iterator(snapshot))
    if (entry.is_regular_file())
      repository.files.push_back({.path = fs::relative(entry.path(), snapshot).generic_string(),
                                  .content = fakes::content_of(entry.path()),
                                  .large = is_large(entry.path())});
  return repository;
}

json::Object classification(const std::string& model_id) {
  return {
      {"model_id", model_id}, {"task", "text-classification"}, {"inputs", {{"text", "A film."}}}};
}

HubServer::HubServer(std::vector<fakes::HubRepository> repositories,
                     std::vector<std::string> arguments)
    : hub_(std::make_unique<fakes::FakeHub>(std::move(repositories))), hub_url_(hub_->url()) {
  start(std::move(arguments));
}

void HubServer::start(std::vector<std::string> arguments) {
  std::vector<std::string> all{"serve",          "--port",         "0",
                               "--cache-dir",    cache().string(), "--state-dir",
                               state().string(), "--hub-url",      hub_url_};
  all.insert(all.end(), arguments.begin(), arguments.end());
  process_ = std::make_unique<support::ServerProcess>(
      or_throw(support::ServerProcess::start({.program = PROGRAM, .arguments = std::move(all)})));
  client_ = std::make_unique<support::HttpClient>(process_->port());
}

void HubServer::restart(std::vector<std::string> arguments) {
  or_throw(process_->terminate(std::chrono::seconds(10)));
  start(std::move(arguments));
}

support::Answer HubServer::get(const std::string& path) { return or_throw(client_->get(path)); }

support::Answer HubServer::post(const std::string& path, const json::Value& body) {
  return or_throw(client_->post(path, body));
}

support::Answer HubServer::remove(const std::string& path) {
  return or_throw(client_->ask({.method = "DELETE", .path = path}));
}

support::Answer HubServer::classify(const std::string& model_id, const std::string& query) {
  return post("/api/inference" + query, classification(model_id));
}

}  // namespace hfi::lifecycle
