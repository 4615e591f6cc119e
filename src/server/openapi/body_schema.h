#pragma once
// Bodies of requests, judged by the schemas of this folder.

#include <string_view>

#include "server/http/message.h"
#include "tasks/contract/schema.h"

namespace hfi::server {

class BodySchema {
 public:
  // One of the definitions. That there is none shows at the first body, as internal_error.
  explicit BodySchema(std::string_view name);

  // The body as an object that keeps the schema. Fails with invalid_json or invalid_request.
  [[nodiscard]] Result<json::Object> read(const Request& request) const;

 private:
  Result<tasks::Schema> schema_;
};

}  // namespace hfi::server
