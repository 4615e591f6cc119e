#pragma once
// "Can it run here?", asked of the Hub or, where that is all there is, of the files on this machine.

#include "hub/examine.h"
#include "models/repository.h"

namespace hfi::serving {

struct Judge {
  hub::HubOptions hub{};
  models::Store store{};
  hub::Supported supported{};
  std::uint64_t memory_budget = 0;  // bytes
};

// Room as it is now.
Result<hub::Room> room_here(const Judge& judge);

// Starter models, and offline every model, are judged by their files here. Fails as hub::examine does.
Result<hub::Examined> examined(const Judge& judge, const hub::Examination& wanted,
                               const std::stop_token& stop);

// {"model_id", "revision", "runnable", "obstacles", …}
Result<json::Object> check(const Judge& judge, const hub::Examination& wanted,
                           const std::stop_token& stop);

}  // namespace hfi::serving
