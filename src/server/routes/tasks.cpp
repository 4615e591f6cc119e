// The taxonomy of tasks.

#include "server/http/respond.h"
#include "server/routes/catalog.h"

namespace hfi::server {
namespace {

json::Object taxonomy(const serving::Engine& engine) {
  json::Array list;
  for (const auto& contract : tasks::taxonomy().contracts())
    list.push_back(tasks::listed(contract, engine.abilities().serves(contract.task)));
  return {{"tasks", std::move(list)}};
}

}  // namespace

std::vector<Endpoint> tasks_endpoints(const Services& services) {
  const auto body = std::make_shared<const std::string>(json::dump(taxonomy(services.engine)));
  return {{{Method::get, "/api/tasks",
            [body](const Request&) -> Result<Reply> {
              return Response{.content_type = "application/json", .body = body};
            },
            Run::on_io_thread},
           "Every task: inputs, options, answers, and whether this program serves it.",
           "tasks",
           {.answer = "task_list"}}};
}

}  // namespace hfi::server
