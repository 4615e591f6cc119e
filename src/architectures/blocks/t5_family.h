#pragma once
// T5 and the models that differ from it in training, vocabulary and a default or two.

#include "architectures/architecture.h"

namespace hfi::architectures {

struct T5Variant {
  std::string model_type;
  std::string class_prefix;       // of the reference's class names, such as "T5"
  std::string feed_forward_proj;  // where config.json is silent
  bool scales_where_tied;         // logits by d_model^-0.5, where config.json ties the embeddings
  json::Object special_tokens;
};

Architecture t5_family(const T5Variant& variant);

}  // namespace hfi::architectures
