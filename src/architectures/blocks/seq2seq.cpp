#include "architectures/blocks/seq2seq.h"

#include <cmath>

#include "architectures/blocks/tied_weights.h"
#include "graph/cross_attention.h"
#include "graph/decoding.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {

using namespace graph;

namespace {

// How the decoder attends to its own tokens, and to what the encoder read.
struct DecoderAttention {
  std::function<Value(Value q, Value k, Value v, std::int64_t layer)> self;
  std::function<Value(Value q, Scope w, std::int64_t layer)> cross;
};

struct Stacks {
  const Config& config;
  Seq2Seq parts;
  const std::int64_t d_model = config.get<std::int64_t>("d_model");
  const std::int64_t encoder_heads = config.get<std::int64_t>("encoder_attention_heads");
  const std::int64_t decoder_heads = config.get<std::int64_t>("decoder_attention_heads");
  const std::string act = config.get<std::string>("activation_function", "gelu");

  [[nodiscard]] CrossAttention cross(Graph& graph) const {
    return {.num_heads = decoder_heads, .head_dim = head_size(graph, d_model, decoder_heads)};
  }

  Value words(Value ids, Scope model, const std::string& stack) const {
    const auto table =
        tied(model, stack + ".embed_tokens.weight",
             {"shared.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight"});
    const auto x = gather(table, ids, 0);
    return parts.scales_words && config.get("scale_embedding", false)
               ? x * std::sqrt(static_cast<float>(d_model))
               : x;
  }

  Value feed_forward(Value x, Scope w) const {
    return parts.residual(x, w / "final_layer_norm", [&](Value y) {
      return linear(activation(act, linear(y, w / "fc1")), w / "fc2");
    });
  }

  Value key(Value x, Scope w) const {
    return parts.key_bias ? linear(x, w / "k_proj") : project(x, (w / "k_proj")["weight"]);
  }

  Value finish(Value x, Scope stack) const {
    return parts.final_norm ? layer_norm(x, stack / "layer_norm", layer_norm_eps) : x;
  }

  Value encoder_layer(Value x, Value mask, Scope w) const {
    const auto attended = parts.residual(x, w / "self_attn_layer_norm", [&](Value y) {
      const auto self = w / "self_attn";
      return linear(attention(linear(y, self / "q_proj"), key(y, self), linear(y, self / "v_proj"),
                              mask, encoder_heads),
                    self / "out_proj");
    });
    return feed_forward(attended, w);
  }

  Value encoder(Value ids, Value mask, Scope model) const {
    const auto stack = model / "encoder";
    head_size(model.graph(), d_model, encoder_heads);
    const auto positions = reshape(arange(length_of(ids)), {1, -1});
    return encoder_layers(parts.encoder_embeddings(words(ids, model, "encoder"), positions, stack),
                          mask, stack);
  }

  Value encoder_layers(Value x, Value mask, Scope stack) const {
    const auto layers = config.count("encoder_layers");
    for (std::int64_t i = 0; i < layers; ++i) x = encoder_layer(x, mask, stack / "layers" / i);
    return finish(x, stack);
  }

  // Over the inputs of the network.
  Value encoder(Scope model) const {
    auto& graph = model.graph();
    if (!parts.heard) return encoder(token_ids(graph, "input_ids"), attention_mask(graph), model);
    const auto stack = model / "encoder";
    head_size(graph, d_model, encoder_heads);
    return encoder_layers(parts.heard(stack), Value{}, stack);
  }

  Value decoder_layer(Value x, const DecoderAttention& attend, Scope w, std::int64_t layer) const {
    const auto attended = parts.residual(x, w / "self_attn_layer_norm", [&](Value y) {
      const auto self = w / "self_attn";
      return linear(
          attend.self(linear(y, self / "q_proj"), key(y, self), linear(y, self / "v_proj"), layer),
          self / "out_proj");
    });
    const auto informed = parts.residual(attended, w / "encoder_attn_layer_norm", [&](Value y) {
      const auto other = w / "encoder_attn";
      return linear(attend.cross(linear(y, other / "q_proj"), other, layer), other / "out_proj");
    });
    return feed_forward(informed, w);
  }

  Value decoder(Value ids, Value positions, const DecoderAttention& attend, Scope model) const {
    const auto stack = model / "decoder";
    auto x = parts.decoder_embeddings(words(ids, model, "decoder"), positions, stack);
    const auto layers = config.count("decoder_layers");
    for (std::int64_t i = 0; i < layers; ++i) x = decoder_layer(x, attend, stack / "layers" / i, i);
    return finish(x, stack);
  }

  Outputs encoder_network(Scope w) const {
    auto& graph = w.graph();
    const auto model = w / "model";
    const auto x = encoder(model);
    Outputs outputs;
    const auto layers = config.count("decoder_layers");
    for (std::int64_t i = 0; i < layers; ++i) {
      const auto other = model / "decoder.layers" / i / "encoder_attn";
      for (auto& output :
           cross_key_values(key(x, other), linear(x, other / "v_proj"), i, cross(graph)))
        outputs.push_back(std::move(output));
    }
    return outputs;
  }

  Value logits(Value x, Scope w) const {
    const auto own = parts.output + ".weight";
    const auto words = config.get("tie_word_embeddings", true)
                           ? tied(w, own,
                                  {"model.shared.weight", "model.decoder.embed_tokens.weight",
                                   "model.encoder.embed_tokens.weight"})
                           : w[own];
    const auto scores = project(x, words);
    return w.has("final_logits_bias") ? scores + w["final_logits_bias"] : scores;
  }

  Outputs decoder_network(Scope w) const {
    auto& graph = w.graph();
    const auto how = cross(graph);
    const CachedAttention own{
        .num_heads = decoder_heads, .num_key_value_heads = decoder_heads, .head_dim = how.head_dim};
    const DecoderAttention attend{
        .self = [&](Value q, Value k, Value v,
                    std::int64_t layer) { return cached_attention(q, k, v, layer, own); },
        .cross =
            [&](Value q, Scope, std::int64_t layer) {
              if (parts.tells_queries) graph.keep("cross_queries." + std::to_string(layer), q);
              return cross_attention(q, layer, how);
            }};
    const auto x = decoder(token_ids(graph, "input_ids"), position_ids(graph), attend, w / "model");
    return {{"logits", logits(last_position(x), w)}};
  }

  // The decoder reads the encoder's tokens, shifted by one behind decoder_start_token_id.
  Value hidden(Scope model) const {
    auto& graph = model.graph();
    const auto ids = token_ids(graph, "input_ids");
    const auto mask = attention_mask(graph);
    const auto encoded = encoder(ids, mask, model);
    const auto start = config.get("decoder_start_token_id", std::int64_t{2});
    const auto first = slice(ids, 0, 1, 1) * integer(graph, 0) + integer(graph, start);
    const auto shifted = concat({first, slice(ids, 0, -1, 1)}, 1);
    const Attention causal{.num_heads = decoder_heads, .causal = true};
    const DecoderAttention attend{
        .self = [&](Value q, Value k, Value v,
                    std::int64_t) { return attention(q, k, v, Value{}, causal); },
        .cross =
            [&](Value q, Scope w, std::int64_t) {
              return attention(q, key(encoded, w), linear(encoded, w / "v_proj"), mask,
                               decoder_heads);
            }};
    return decoder(shifted, reshape(arange(length_of(ids)), {1, -1}), attend, model);
  }
};

Tensor sinusoids(std::int64_t positions, std::int64_t dim) {
  Tensor table(DType::f32, {positions, dim});
  auto value = table.mutable_values<float>().begin();
  for (std::int64_t position = 0; position < positions; ++position)
    for (std::int64_t i = 0; i < dim; ++i) {
      const auto sines = (dim + 1) / 2;
      const auto pair = static_cast<double>(i < sines ? i : i - sines);
      const auto angle =
          static_cast<double>(position) / std::pow(10000.0, 2 * pair / static_cast<double>(dim));
      *value++ = static_cast<float>(i < sines ? std::sin(angle) : std::cos(angle));
    }
  return table;
}

// transformers, models/marian/modeling_marian.py, MarianSinusoidalPositionalEmbedding
Value sinusoids(Graph& graph, const Config& config) {
  const auto positions = config.get<std::int64_t>("max_position_embeddings");
  const auto d_model = config.get<std::int64_t>("d_model");
  constexpr std::int64_t most = 65536;
  if (positions > 0 && positions <= most && d_model > 0 && d_model <= most)
    return graph.constant(sinusoids(positions, d_model));
  graph.problem("config.json: max_position_embeddings or d_model is out of range");
  return graph.constant(Tensor());
}

}  // namespace

Value norm_after(Value x, Scope norm, const Sublayer& sublayer) {
  return layer_norm(x + sublayer(x), norm, layer_norm_eps);
}

Value norm_before(Value x, Scope norm, const Sublayer& sublayer) {
  return x + sublayer(layer_norm(x, norm, layer_norm_eps));
}

Value learned_positions(Value positions, Scope stack, std::int64_t offset) {
  const auto rows = offset == 0 ? positions : positions + integer(stack.graph(), offset);
  return gather(stack["embed_positions.weight"], rows, 0);
}

Value normalised_embeddings(Value words, Value positions, Scope stack) {
  return layer_norm(words + learned_positions(positions, stack, 2), stack / "layernorm_embedding",
                    layer_norm_eps);
}

Embeddings sinusoidal_embeddings(const Config& config) {
  return [&config](Value words, Value positions, Scope stack) {
    if (stack.has("embed_positions.weight")) return words + learned_positions(positions, stack, 0);
    return words + gather(sinusoids(stack.graph(), config), positions, 0);
  };
}

Head seq2seq_lm(std::string class_name, const MakeSeq2Seq& make) {
  const auto network = [make](Outputs (Stacks::*build)(Scope) const) {
    return [make, build](Scope w, const Config& config) {
      return (Stacks{config, make(config)}.*build)(w);
    };
  };
  return {std::move(class_name),
          {{"encoder", network(&Stacks::encoder_network)},
           {"decoder", network(&Stacks::decoder_network)}}};
}

Head seq2seq_masked_lm(std::string class_name, const MakeSeq2Seq& make) {
  Head head(std::move(class_name), [make](Scope w, const Config& config) -> Outputs {
    const Stacks stacks{config, make(config)};
    return {{"logits", stacks.logits(stacks.hidden(w / "model"), w)}};
  });
  head.serves_as = "ForMaskedLM";
  return head;
}

Value seq2seq_hidden(Scope model, const Config& config, const MakeSeq2Seq& make) {
  return Stacks{config, make(config)}.hidden(model);
}

}  // namespace hfi::architectures
