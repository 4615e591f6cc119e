#include "serving/tokenizer_cache.h"

#include <algorithm>

#include "models/text_files.h"

namespace hfi::serving {

Result<std::shared_ptr<const LoadedTokenizer>> TokenizerCache::acquire(
    const std::string& model_id, const std::string& revision) {
  auto repository = TRY(models::find_repository(store_, model_id, revision));
  const std::scoped_lock lock(mutex_);  // also while loading: whoever else wants it waits for it
  const auto found = std::ranges::find_if(
      kept_, [&](const auto& kept) { return kept->repository.folder == repository.folder; });
  if (found != kept_.end()) {
    kept_.splice(kept_.begin(), kept_, found);
    return kept_.front();
  }
  auto tokenizer = TRY(models::read_tokenizer(repository.folder));
  if (!tokenizer) return fail(ErrorCode::model_unsupported, model_id + " has no tokenizer files");
  kept_.push_front(std::make_shared<const LoadedTokenizer>(
      LoadedTokenizer{std::move(repository), std::move(*tokenizer)}));
  if (kept_.size() > most_kept) kept_.pop_back();
  return kept_.front();
}

}  // namespace hfi::serving
