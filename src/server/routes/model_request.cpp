#include "server/routes/model_request.h"

#include "tasks/catalog.h"
#include "tasks/contract/taxonomy.h"

namespace hfi::server {
namespace {

std::string text_at(const json::Object& body, std::string_view name, std::string otherwise = "") {
  const auto* value = body.if_contains(name);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::move(otherwise) : std::string(*text);
}

}  // namespace

Result<serving::ModelKey> key_of(const json::Object& body) {
  serving::ModelKey key{.model_id = text_at(body, "model_id"),
                        .task = text_at(body, "task"),
                        .revision = text_at(body, "revision", "main"),
                        .source = text_at(body, "source"),
                        .dtype = text_at(body, "dtype")};
  if (key.task.empty()) return key;
  const auto* contract = tasks::taxonomy().find(key.task);
  if (contract != nullptr) key.task = contract->task;
  if (tasks::find_runner(key.task) != nullptr) return key;
  return fail(ErrorCode::task_not_supported, "task: no runner serves \"" + key.task + "\"",
              {{"task", key.task}});
}

}  // namespace hfi::server
