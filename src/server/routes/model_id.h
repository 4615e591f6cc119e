#pragma once
// The model that a path names.

#include <string>

#include "server/http/message.h"

namespace hfi::server {

// `{org}/{name}`, or `{name}` alone.
inline std::string model_id_of(const Request& request) {
  const std::string name(*request.parameter("name"));
  const auto org = request.parameter("org");
  return org ? std::string(*org) + "/" + name : name;
}

}  // namespace hfi::server
