#include "models/decoders.h"

#include "generation/cached_decoder.h"
#include "generation/exported_decoder.h"

namespace hfi::models {

std::shared_ptr<generation::Decoder> decoder_over(const Networks& networks, bool exported) {
  const std::string name = networks.contains("decoder") ? "decoder" : architectures::single_network;
  const auto found = networks.find(name);
  if (found == networks.end() || !generation::keeps_cache(found->second.session)) return nullptr;
  const auto& session = found->second.session;
  if (!exported) return std::make_shared<generation::CachedDecoder>(session);
  generation::ExportedNetworks parts{.first = session};
  if (const auto later = networks.find(name + "_with_past"); later != networks.end())
    parts.later = later->second.session;
  return std::make_shared<generation::ExportedDecoder>(std::move(parts));
}

}  // namespace hfi::models
