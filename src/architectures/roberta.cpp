// RoBERTa; see blocks/roberta_family.cpp
// checkpoint  FacebookAI/roberta-base

#include "architectures/blocks/roberta_family.h"
#include "architectures/catalog.h"

namespace hfi::architectures {

Architecture roberta() { return roberta_family("roberta", "Roberta"); }

}  // namespace hfi::architectures
