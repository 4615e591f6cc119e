#include "lifecycle/hub_server.h"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "golden/golden_cache.h"
#include "support/or_throw.h"

namespace hfi::lifecycle {
namespace {

namespace fs = std::filesystem;

constexpr auto unshare_program = "/usr/bin/unshare";

// What unshare is told so that it runs a program over a small disk.
std::vector<std::string> mounting(const std::string& options, const std::string& folder) {
  return {::geteuid() == 0 ? "-m" : "-rm",
          "sh",
          "-c",
          R"(mount -t tmpfs -o "$0" none "$1" && shift && exec "$@")",
          options,
          folder};
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

HubServer::HubServer(std::vector<fakes::HubRepository> repositories, HubServerOptions options)
    : options_(std::move(options)),
      hub_(std::make_unique<fakes::FakeHub>(std::move(repositories))),
      hub_url_(hub_->url()) {
  start();
}

void HubServer::start() {
  std::filesystem::create_directories(cache());
  support::ServerProcess::Options started{
      .program = PROGRAM,
      .arguments = support::serve_with({"--cache-dir", cache().string(), "--state-dir",
                                        state().string(), "--hub-url", hub_url_}),
      .environment = options_.environment};
  started.arguments.insert(started.arguments.end(), options_.arguments.begin(),
                           options_.arguments.end());
  if (options_.disk_bytes > 0) {
    const auto mounted = mounting("size=" + std::to_string(options_.disk_bytes), cache().string());
    started.arguments.insert(started.arguments.begin(), PROGRAM);
    started.arguments.insert(started.arguments.begin(), mounted.begin(), mounted.end());
    started.program = unshare_program;
  }
  server_ = std::make_unique<support::ProgramServer>(started);
}

void HubServer::restart(std::vector<std::string> arguments) {
  const auto code = support::or_throw(process().terminate(std::chrono::seconds(30)));
  if (code != 0)
    throw std::runtime_error("the program ended with " + std::to_string(code) + "\n" +
                             process().errors());
  options_.arguments = std::move(arguments);
  start();
}

void HubServer::kill_and_restart() {
  server_.reset();
  start();
}

// Its mounts are its own.
fs::path HubServer::seen_cache() {
  if (options_.disk_bytes == 0) return cache();
  return "/proc/" + std::to_string(process().pid()) + "/root" + cache().string();
}

support::Answer HubServer::get(const std::string& path) { return server_->get(path); }

support::Answer HubServer::post(const std::string& path, const json::Value& body) {
  return server_->post(path, body);
}

support::Answer HubServer::remove(const std::string& path) {
  return server_->ask({.method = "DELETE", .path = path});
}

bool can_mount() {
  auto words = mounting("size=4096", "/tmp");
  auto command = std::string(unshare_program);
  for (const auto& word : words) command += " '" + word + "'";
  return std::system((command + " true >/dev/null 2>&1").c_str()) == 0;
}

support::Answer HubServer::classify(const std::string& model_id, const std::string& query) {
  return post("/api/inference" + query, classification(model_id));
}

}  // namespace hfi::lifecycle
