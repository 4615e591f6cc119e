// T5: Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer
// paper       https://arxiv.org/abs/1910.10683
// reference   transformers, models/t5/modeling_t5.py, configuration_t5.py
// checkpoint  google-t5/t5-small; google/flan-t5-small has gated activations and does not scale its logits

#include "architectures/blocks/t5_family.h"
#include "architectures/catalog.h"

namespace hfi::architectures {

Architecture t5() {
  return t5_family({.model_type = "t5",
                    .class_prefix = "T5",
                    .feed_forward_proj = "relu",
                    .scales_where_tied = true,
                    .special_tokens = {{"pad_token_id", 0}, {"eos_token_id", 1}}});
}

}  // namespace hfi::architectures
