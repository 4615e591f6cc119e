#pragma once
// Gathering what a verdict is made of: one description, one listing and one small file of the Hub, and what the cache holds.

#include "hub/client.h"
#include "hub/download.h"
#include "hub/verdict.h"

namespace hfi::hub {

struct Examination {
  std::string model_id{};
  std::string revision = "main";
  std::string task{};  // empty: the one that the Hub names
};

struct Examined {
  RemoteModel model{};
  Candidate candidate{};
};

// A model that may not be read is a candidate with a refusal; every other failure is an error.
Result<Examined> examine(const Client& client, const Examination& wanted,
                         const std::stop_token& stop);

}  // namespace hfi::hub
