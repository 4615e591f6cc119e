"""ONNX exports of encoder-decoders, of text and of speech: encoder_model.onnx, decoder_model.onnx and decoder_with_past_model.onnx, with the names
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
    """`reads` is what the encoder takes, such as input_ids and attention_mask."""

    def __init__(self, model, reads):
        super().__init__()
        self.model, self.reads = model, reads

    def forward(self, *inputs):
        return self.model.get_encoder()(**dict(zip(self.reads, inputs))).last_hidden_state


class First(torch.nn.Module):
    def __init__(self, model, masked):
        super().__init__()
        self.model, self.masked = model, masked

    def forward(self, *inputs):
        mask, (ids, hidden) = (inputs[0], inputs[1:]) if self.masked else (None, inputs)
        out = self.model(decoder_input_ids=ids, encoder_outputs=(hidden,), use_cache=True, **self.attention(mask))
        return out.logits, *flat(out.past_key_values, ("decoder", "encoder"))

    def attention(self, mask):
        return {"attention_mask": mask} if self.masked else {}


class Next(First):
    def forward(self, *inputs):
        mask, (ids, *past) = (inputs[0], inputs[1:]) if self.masked else (None, inputs)
        length = mask.shape[1] if self.masked else past[2].shape[2]
        hidden = torch.zeros(ids.shape[0], length, self.model.config.d_model)
        out = self.model(decoder_input_ids=ids, encoder_outputs=(hidden,), past_key_values=cache_of(past), use_cache=True,
                         **self.attention(mask))
        return out.logits, *flat(out.past_key_values, ("decoder",))


BATCH = {0: "batch_size"}
READ = {**BATCH, 1: "encoder_sequence_length"}
WRITTEN = {**BATCH, 1: "decoder_sequence_length"}


def axes(cache_names):
    own = {**BATCH, 2: "past_decoder_sequence_length"}
    cross = {**BATCH, 2: "encoder_sequence_length_out"}
    return {name: cross if ".encoder." in name else own for name in cache_names}


def save(folder, name, module, inputs, outputs, dynamic):
    path = folder / "onnx" / f"{name}.onnx"
    path.parent.mkdir(exist_ok=True)
    torch.onnx.export(module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
                      dynamic_axes={k: v for k, v in dynamic.items() if k in inputs or k in outputs},
                      opset_version=17, do_constant_folding=False, dynamo=False)
    external_weights(path, folder)


def export_parts(model, folder, reads, encoder_axes, mask):
    """`reads`: the encoder's inputs, `mask` what the decoder is told of their padding: {} or encoder_attention_mask."""
    encoder, first, later = Encoder(model, list(reads)), First(model, bool(mask)), Next(model, bool(mask))
    start = torch.full((2, 1), 3)
    with torch.no_grad():
        hidden = encoder(*reads.values())
        caches = first(*mask.values(), start, hidden)[1:]
    both = names(len(caches) // 4, "present", ("decoder", "encoder"))
    own = names(len(caches) // 4, "present", ("decoder",))
    past = names(len(caches) // 4, "past_key_values", ("decoder", "encoder"))
    dynamic = {**encoder_axes, **{name: READ for name in mask}, **axes([*both, *past])}
    save(folder, "encoder_model", encoder, reads, ["last_hidden_state"], dynamic)
    step = {**dynamic, "input_ids": WRITTEN, "logits": WRITTEN, "encoder_hidden_states": READ}
    save(folder, "decoder_model", first, {**mask, "input_ids": start, "encoder_hidden_states": hidden}, ["logits", *both], step)
    save(folder, "decoder_with_past_model", later, {**mask, "input_ids": start, **dict(zip(past, caches))}, ["logits", *own],
         {**step, "input_ids": BATCH, "logits": BATCH})


def export_seq2seq(model, folder):
    ids = torch.tensor([[5, 6, 7, 8], [9, 10, 11, 12]])
    mask = torch.ones_like(ids)
    export_parts(model, folder, {"input_ids": ids, "attention_mask": mask},
                 {"input_ids": READ, "attention_mask": READ, "last_hidden_state": READ}, {"encoder_attention_mask": mask})


def export_speech_seq2seq(model, folder):
    """A Whisper, which always hears windows of one length and knows no padding."""
    config = model.config
    features = torch.zeros(2, config.num_mel_bins, 2 * config.max_source_positions)
    export_parts(model, folder, {"input_features": features}, {"input_features": BATCH, "last_hidden_state": BATCH}, {})
