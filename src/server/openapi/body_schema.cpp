#include "server/openapi/body_schema.h"

#include "core/parse_json.h"
#include "server/openapi/embedded_answers.h"
#include "tasks/contract/references.h"
#include "tasks/contract/violation.h"

namespace hfi::server {
namespace {

Result<tasks::Schema> compiled(std::string_view name) {
  const auto files = TRY(tasks::read_schema_files(embedded_answers()));
  for (const auto& [file, content] : files) {
    const auto definitions = TRY(tasks::definitions(files, file));
    if (const auto* found = definitions.if_contains(name)) return tasks::Schema::compile(*found);
  }
  return fail(ErrorCode::internal_error, "there is no schema \"" + std::string(name) + "\"");
}

}  // namespace

BodySchema::BodySchema(std::string_view name) : schema_(compiled(name)) {}

Result<json::Object> BodySchema::read(const Request& request) const {
  if (!schema_) return tl::unexpected(schema_.error());
  auto body = TRY(within("body", json::parse(request.body)));
  if (auto violation = tasks::find_violation(*schema_, body, ""))
    return tl::unexpected(tasks::to_error(ErrorCode::invalid_request, std::move(*violation)));
  return std::move(body.as_object());
}

}  // namespace hfi::server
