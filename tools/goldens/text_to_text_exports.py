"""ONNX exports of encoder-decoders: encoder_model.onnx, decoder_model.onnx and decoder_with_past_model.onnx, with the names
of inputs and outputs that the exporters of the Hub's models give them."""

import torch
from transformers import DynamicCache, EncoderDecoderCache

from repository import external_weights


def names(layers, prefix, kinds):
    return [f"{prefix}.{i}.{kind}.{part}" for i in range(layers) for kind in kinds for part in ("key", "value")]


def flat(cache, kinds):
    caches = {"decoder": cache.self_attention_cache, "encoder": cache.cross_attention_cache}
    layers = len(cache.self_attention_cache.layers)
    return [getattr(caches[kind].layers[i], part) for i in range(layers) for kind in kinds for part in ("keys", "values")]


def cache_of(tensors):
    cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
    for i in range(len(tensors) // 4):
        own_key, own_value, cross_key, cross_value = tensors[4 * i:4 * i + 4]
        cache.self_attention_cache.update(own_key, own_value, i)
        cache.cross_attention_cache.update(cross_key, cross_value, i)
        cache.is_updated[i] = True
    return cache


class Encoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask):
        return self.model.get_encoder()(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


class First(Encoder):
    def forward(self, encoder_attention_mask, input_ids, encoder_hidden_states):
        out = self.model(decoder_input_ids=input_ids, encoder_outputs=(encoder_hidden_states,),
                         attention_mask=encoder_attention_mask, use_cache=True)
        return out.logits, *flat(out.past_key_values, ("decoder", "encoder"))


class Next(Encoder):
    def forward(self, encoder_attention_mask, input_ids, *past):
        hidden = torch.zeros(input_ids.shape[0], encoder_attention_mask.shape[1], self.model.config.d_model)
        out = self.model(decoder_input_ids=input_ids, encoder_outputs=(hidden,), attention_mask=encoder_attention_mask,
                         past_key_values=cache_of(past), use_cache=True)
        return out.logits, *flat(out.past_key_values, ("decoder",))


def export_seq2seq(model, folder):
    ids = torch.tensor([[5, 6, 7, 8], [9, 10, 11, 12]])
    mask = torch.ones_like(ids)
    start = torch.full((2, 1), 3)
    with torch.no_grad():
        hidden = Encoder(model)(ids, mask)
        first = First(model)(mask, start, hidden)
    layers = (len(first) - 1) // 4
    both = ("decoder", "encoder")
    batch = {0: "batch_size"}
    encoder_axes = {**batch, 1: "encoder_sequence_length"}
    own = {**batch, 2: "past_decoder_sequence_length"}
    cross = {**batch, 2: "encoder_sequence_length_out"}

    def axes(cache_names):
        return {name: cross if ".encoder." in name else own for name in cache_names}

    def save(name, module, inputs, input_names, output_names, dynamic):
        path = folder / "onnx" / f"{name}.onnx"
        path.parent.mkdir(exist_ok=True)
        torch.onnx.export(module, inputs, str(path), input_names=input_names, output_names=output_names,
                          dynamic_axes=dynamic, opset_version=17, do_constant_folding=False, dynamo=False)
        external_weights(path, folder)

    save("encoder_model", Encoder(model), (ids, mask), ["input_ids", "attention_mask"], ["last_hidden_state"],
         {"input_ids": encoder_axes, "attention_mask": encoder_axes, "last_hidden_state": encoder_axes})
    present = names(layers, "present", both)
    step = {"encoder_attention_mask": encoder_axes, "input_ids": {**batch, 1: "decoder_sequence_length"}, "logits": {**batch, 1: "decoder_sequence_length"}}
    save("decoder_model", First(model), (mask, start, hidden),
         ["encoder_attention_mask", "input_ids", "encoder_hidden_states"], ["logits", *present],
         {**step, "encoder_hidden_states": encoder_axes, **axes(present)})
    past = names(layers, "past_key_values", both)
    save("decoder_with_past_model", Next(model), (mask, start, *first[1:]),
         ["encoder_attention_mask", "input_ids", *past], ["logits", *names(layers, "present", ("decoder",))],
         {**step, "input_ids": batch, "logits": batch, **axes(past), **axes(names(layers, "present", ("decoder",)))})
