#pragma once
// The encoder-decoder of "Attention Is All You Need" (arXiv 1706.03762, section 3) in BART's parameter names, which the
// families from fairseq and Marian share. They differ in where they normalise and how they tell positions.
// Reference: transformers, models/bart/modeling_bart.py and its copies.

#include "architectures/architecture.h"
#include "graph/nn.h"

namespace hfi::architectures {

using Sublayer = std::function<graph::Value(graph::Value)>;

// x and what a sublayer adds to it, with the LayerNorm `norm` around them.
using Residual = graph::Value (*)(graph::Value x, graph::Scope norm, const Sublayer& sublayer);
graph::Value norm_after(graph::Value x, graph::Scope norm, const Sublayer& sublayer);
graph::Value norm_before(graph::Value x, graph::Scope norm, const Sublayer& sublayer);

// What a stack begins with: `words` [batch, length, d_model] are the scaled word embeddings, `positions` int64 [1 or batch,
// length] count from 0, `stack` is the scope of the encoder or the decoder.
using Embeddings =
    std::function<graph::Value(graph::Value words, graph::Value positions, graph::Scope stack)>;

// What the layers of the encoder begin with, where that is no text: none of it is padding. `stack` is the encoder's scope.
using Heard = std::function<graph::Value(graph::Scope stack)>;

struct Seq2Seq {
  Embeddings encoder_embeddings{};
  Embeddings decoder_embeddings;
  Residual residual;
  bool final_norm;  // "layer_norm" after the last layer of each stack
  Heard heard{};    // in place of encoder_embeddings
  bool key_bias = true;
  bool scales_words = true;        // by sqrt(d_model), where scale_embedding says so
  std::string output = "lm_head";  // the projection to the vocabulary
  // Gives "cross_queries.<layer>" beside the logits, float32 [batch, length, d_model]: what cross-attention looked for,
  // before it is scaled.
  bool tells_queries = false;
};

// Reads the configuration where it has to.
using MakeSeq2Seq = std::function<Seq2Seq(const graph::Config&)>;

constexpr float layer_norm_eps = 1e-5F;  // torch's own

// "embed_positions.weight" of the stack, whose first row is that of position -offset.
graph::Value learned_positions(graph::Value positions, graph::Scope stack, std::int64_t offset);

// BART's: learned positions behind two rows that are not used, and "layernorm_embedding".
graph::Value normalised_embeddings(graph::Value words, graph::Value positions, graph::Scope stack);

// "embed_positions.weight" where the checkpoint has it, else sines in the first half of the dimensions and cosines in the
// second (arXiv 1706.03762, section 3.5).
Embeddings sinusoidal_embeddings(const graph::Config& config);

// The classes <prefix>ForConditionalGeneration and their like: a network "encoder", which also gives the decoder's keys and
// values, and a network "decoder".
Head seq2seq_lm(std::string class_name, const MakeSeq2Seq& make);

// The same class as AutoModelForMaskedLM runs it: logits [batch, length, vocabulary] of seq2seq_hidden.
Head seq2seq_masked_lm(std::string class_name, const MakeSeq2Seq& make);

// Hidden states of both stacks over the same tokens, the decoder's shifted to the right or not, without any cache:
// what the classes with heads for classification read.
graph::Value seq2seq_hidden(graph::Scope model, const graph::Config& config,
                            const MakeSeq2Seq& make);

}  // namespace hfi::architectures
