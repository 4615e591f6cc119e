// mT5: A massively multilingual pre-trained text-to-text transformer
// paper       https://arxiv.org/abs/2010.11934
// reference   transformers, models/mt5/modeling_mt5.py
// checkpoint  google/mt5-small

#include "architectures/blocks/t5_family.h"
#include "architectures/catalog.h"

namespace hfi::architectures {

Architecture mt5() {
  return t5_family({.model_type = "mt5",
                    .class_prefix = "MT5",
                    .feed_forward_proj = "gated-gelu",
                    .scales_where_tied = false,
                    .special_tokens = {
                        {"pad_token_id", 0}, {"eos_token_id", 1}, {"decoder_start_token_id", 0}}});
}

}  // namespace hfi::architectures
