#pragma once
// The tokenizers that were asked for alone, without their networks; the ones used last stay.

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "models/repository.h"
#include "tokenizers/tokenizer.h"

namespace hfi::serving {

struct LoadedTokenizer {
  models::Repository repository;
  tokenizers::Tokenizer tokenizer;
};

class TokenizerCache {
 public:
  explicit TokenizerCache(models::Store store) : store_(std::move(store)) {}

  // Fails with model_not_found, revision_not_found, model_invalid, or model_unsupported when the repository has none.
  Result<std::shared_ptr<const LoadedTokenizer>> acquire(const std::string& model_id,
                                                         const std::string& revision);

 private:
  static constexpr std::size_t most_kept = 4;

  models::Store store_;
  std::mutex mutex_;
  std::list<std::shared_ptr<const LoadedTokenizer>> kept_{};  // the one used last is the first
};

}  // namespace hfi::serving
