// The machine and the program: what they are, whether they are well.

#include "core/version.h"
#include "server/http/respond.h"
#include "server/routes/catalog.h"

namespace hfi::server {
namespace {

json::Object limits_of(const Services& services) {
  const auto& limits = services.limits;
  return {{"body_bytes", limits.body_bytes},
          {"header_bytes", limits.header_bytes},
          {"connections", limits.connections},
          {"queue_length", services.engine.options().queue_length},
          {"workers", services.engine.options().workers}};
}

json::Object system_of(const Services& services) {
  const auto& engine = services.engine;
  const auto status = services.engine.registry().status();
  return {{"version", version},
          {"backend", {{"name", "onnxruntime"}, {"version", runtime::Runtime::version()}}},
          {"devices",
           json::Array(engine.abilities().devices.begin(), engine.abilities().devices.end())},
          {"threads", engine.threads()},
          {"memory", status.at("memory")},
          {"limits", limits_of(services)}};
}

Response plain(int status, std::string text) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(text)};
}

}  // namespace

std::vector<Endpoint> system_endpoints(const Services& services) {
  return {
      {{Method::get, "/api/system",
        [services](const Request&) -> Result<Reply> { return json_response(system_of(services)); }},
       "Version, devices, memory, threads and limits.",
       "system",
       {.answer = "system"}},
      {{Method::get, "/healthz", [](const Request&) -> Result<Reply> { return plain(200, "ok\n"); },
        Run::on_io_thread},
       "Whether the process answers.",
       "system"},
      {{Method::get, "/readyz",
        [services](const Request&) -> Result<Reply> {
          if (!services.draining) return plain(200, "ready\n");
          return fail(ErrorCode::shutting_down, "the server is stopping and takes no new requests");
        },
        Run::on_io_thread},
       "Whether new requests are taken.",
       "system"}};
}

}  // namespace hfi::server
