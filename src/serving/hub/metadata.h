#pragma once
// What the Hub tells of a model, for answers that mention it.

#include <future>
#include <map>
#include <mutex>

#include "serving/hub/catalogue.h"

namespace hfi::serving {

class Metadata {
 public:
  Metadata(hub::HubOptions options, const Catalogue& catalogue);

  // From the catalogue in memory, from an earlier call, or by one call of a few seconds at most. A failure is told again for a
  // minute without asking; it is never taken for a fact.
  Result<json::Object> of(const std::string& model_id, const std::stop_token& stop);
  // What needs no call; nullopt when it takes one.
  std::optional<Result<json::Object>> at_hand(const std::string& model_id);

 private:
  struct Told {
    std::chrono::steady_clock::time_point until;
    Result<json::Object> meta;
  };

  Result<json::Object> asked(const std::string& model_id, const std::stop_token& stop) const;

  const hub::HubOptions options_;
  const Catalogue& catalogue_;
  std::mutex mutex_;
  std::map<std::string, Told> told_;
};

// One question, asked beside other work; given up when nobody takes the answer.
class MetaQuestion {
 public:
  MetaQuestion(Metadata& metadata, const std::string& model_id);
  ~MetaQuestion() { stop_.request_stop(); }
  MetaQuestion(const MetaQuestion&) = delete;
  MetaQuestion& operator=(const MetaQuestion&) = delete;

  // Waits for it; once.
  Result<json::Object> answer();

 private:
  std::optional<Result<json::Object>> known_;
  std::stop_source stop_{};
  std::future<Result<json::Object>> asked_{};  // the first to go, once it has stopped
};

}  // namespace hfi::serving
