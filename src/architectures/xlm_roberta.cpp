// XLM-R: Unsupervised Cross-lingual Representation Learning at Scale
// paper       https://arxiv.org/abs/1911.02116, section 3: RoBERTa, trained on a hundred languages
// reference   transformers, models/xlm_roberta/modeling_xlm_roberta.py
// checkpoint  FacebookAI/xlm-roberta-base

#include "architectures/blocks/roberta_family.h"
#include "architectures/catalog.h"

namespace hfi::architectures {

Architecture xlm_roberta() { return roberta_family("xlm-roberta", "XLMRoberta"); }

}  // namespace hfi::architectures
