#pragma once
// RoBERTa and the models that differ from it in training alone.

#include <string>

#include "architectures/architecture.h"

namespace hfi::architectures {

// `class_prefix` is what the reference's class names begin with, such as "Roberta" or "XLMRoberta".
Architecture roberta_family(std::string model_type, const std::string& class_prefix);

}  // namespace hfi::architectures
