#pragma once
// The encoder that BERT and its descendants stack: arXiv 1706.03762, section 3.1, normalised after each sub-layer.
// Reference: transformers, models/bert/modeling_bert.py, BertEncoder.

#include "graph/config.h"
#include "graph/nn.h"

namespace hfi::architectures {

// "layer.0" … of `w` over x [batch, length, hidden]; mask as in graph::attention.
graph::Value bert_encoder(graph::Value x, graph::Value mask, graph::Scope w,
                          const graph::Config& config);

// torch.nn.Embedding of "word_embeddings". That its table is [vocab_size, hidden] is checked: a configuration of another
// checkpoint shows here first.
graph::Value word_embedding(graph::Value ids, graph::Scope w, const graph::Config& config,
                            std::string_view hidden = "hidden_size");

// Says so when the checkpoint is one of BERT's variants that encoders here are not: a decoder, or one with relative positions.
void expect_plain_encoder(graph::Graph& graph, const graph::Config& config);

}  // namespace hfi::architectures
