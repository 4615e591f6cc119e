#pragma once
// Pictures that are broken, or made to hurt.

#include <string>
#include <vector>

namespace hfi::failures {

struct HostilePicture {
  std::string name;
  std::string data_uri;  // what is sent
};

std::vector<HostilePicture> hostile_pictures();

}  // namespace hfi::failures
