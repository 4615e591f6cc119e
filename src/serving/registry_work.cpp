// What requests do with a model that is there: they share its runs, and the memory that they take beside it is counted.

#include "serving/batcher.h"
#include "serving/generation_loop.h"
#include "serving/registry_entry.h"

namespace hfi::serving {

void Registry::share(Entry& entry, models::Model& model) {
  for (auto& [name, network] : model.networks)
    network.forward = batched(std::move(network.forward));
  if (const auto only = model.networks.find("model"); only != model.networks.end())
    model.forward = only->second.forward;
  if (!model.decoder) return;
  const auto counters = std::make_shared<generation::Counters>();
  model.counters = counters;
  // whoever generates holds the model, and with it the entry
  model.generate = [this, &entry, decoder = model.decoder,
                    generate = generating(model.decoder, counters)](
                       generation::GenerateRequest request, const generation::OnToken& on_token,
                       const std::stop_token& stop) -> Result<generation::Generated> {
    const auto bytes =
        decoder->bytes_for(request.input, request.search->rows(), request.search->max_length());
    const auto held = TRY(take_working_bytes(entry, bytes, stop));
    return generate(std::move(request), on_token, stop);
  };
}

// Somebody is at work who will give memory back without waiting for any. Loads may wait for it, so they do not count.
bool Registry::memory_will_be_free() const {
  return std::ranges::any_of(entries_, [](const auto& row) {
    const auto& entry = *row.second;
    return entry.working_bytes > 0 || entry.is_leaving() || entry.users > entry.short_of_memory;
  });
}

// Counts them until what is returned goes. Waits while others are at work; those who hold working bytes never wait for more, so
// that they end.
Result<std::shared_ptr<void>> Registry::take_working_bytes(Entry& entry, std::uint64_t bytes,
                                                           const std::stop_token& stop) {
  Lock lock(mutex_);
  const auto refused = [&](const std::string& why) {
    return fail(ErrorCode::insufficient_memory,
                "the answer may take " + std::to_string(bytes) + " bytes beside the model's " +
                    std::to_string(entry.bytes) + ", " + why +
                    "; a lower max_new_tokens or num_beams takes less",
                {{"needed_bytes", entry.bytes + bytes},
                 {"working_bytes", bytes},
                 {"budget_bytes", options_.memory_budget}});
  };
  if (!check_budget(entry.key, entry.bytes + bytes))
    return refused("the memory budget is " + std::to_string(options_.memory_budget));
  ++entry.short_of_memory;
  changed();  // others who wait may be the only ones left
  const auto enough = [&]() -> Result<void> {
    while (true) {
      const auto used = bytes_in_use();
      if (used + bytes <= options_.memory_budget) return {};
      if (const auto going = victims(used + bytes - options_.memory_budget); !going.empty()) {
        give_back(going, "to make room for an answer of " + name_of(entry.key), lock);
        continue;
      }
      if (!memory_will_be_free()) return refused("other models that are in use leave less");
      const auto seen = changes_;
      if (!changed_.wait(lock, stop, [&] { return changes_ != seen; }))
        return fail(ErrorCode::cancelled, "cancelled while waiting for memory");
    }
  }();
  --entry.short_of_memory;
  if (!enough) return tl::unexpected(enough.error());
  entry.working_bytes += bytes;
  return std::shared_ptr<void>(nullptr, [this, &entry, bytes](void*) {
    const std::lock_guard guard(mutex_);
    entry.working_bytes -= bytes;
    changed();
  });
}

}  // namespace hfi::serving
