"""text-generation on decoder families: greedy and beam search, processors, stop texts; and the ways of stretching RoPE.

    python3 tools/goldens/text_decoders.py [FAMILY…]
"""

import copy
import sys

import torch
from transformers import (AutoModelForCausalLM, DynamicCache, Gemma2Config, Gemma3TextConfig, GPT2Config, LlamaConfig,
                          MistralConfig, Phi3Config, Qwen2Config, Qwen3Config)

from merged_exports import merge
from repository import export_network, load_tokenizer, save_cases, save_model, write

SHAPE = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, intermediate_size=64,
             max_position_embeddings=160)
LLAMA = dict(**SHAPE, bos_token_id=1, eos_token_id=2)
END = dict(bos_token_id=0, eos_token_id=0, pad_token_id=None)


def rope(**parameters):
    return lambda n: LlamaConfig(vocab_size=n, **{**LLAMA, "max_position_embeddings": parameters.pop("positions", 160)},
                                 rope_parameters={"rope_theta": 10000.0, **parameters})


FACTORS = dict(short_factor=[1.0, 1.1, 1.2, 1.5], long_factor=[1.0, 2.0, 3.0, 4.0])

FAMILIES = {
    "gpt2": ("byte_level_text", lambda n: GPT2Config(vocab_size=n, n_positions=160, n_embd=32, n_layer=2, n_head=4, **END)),
    "llama": ("byte_fallback_bpe", lambda n: LlamaConfig(vocab_size=n, **LLAMA)),
    "llama-linear": ("byte_fallback_bpe", rope(rope_type="linear", factor=4.0)),
    "llama-dynamic": ("byte_fallback_bpe", rope(rope_type="dynamic", factor=8.0, positions=24)),
    "llama-yarn": ("byte_fallback_bpe", rope(rope_type="yarn", factor=4.0, original_max_position_embeddings=40)),
    "llama-llama3": ("byte_fallback_bpe", rope(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                                              original_max_position_embeddings=64)),
    "mistral": ("byte_fallback_bpe", lambda n: MistralConfig(vocab_size=n, sliding_window=12, **LLAMA)),
    "qwen2": ("byte_level_text", lambda n: Qwen2Config(vocab_size=n, tie_word_embeddings=True, **SHAPE, **END)),
    "qwen3": ("byte_level_text", lambda n: Qwen3Config(vocab_size=n, head_dim=16, use_sliding_window=True, sliding_window=8,
                                                       max_window_layers=1, **SHAPE, **END)),
    "gemma2": ("byte_fallback_bpe", lambda n: Gemma2Config(vocab_size=n, head_dim=16, query_pre_attn_scalar=20,
                                                           sliding_window=8, attn_logit_softcapping=2.0,
                                                           final_logit_softcapping=3.0, **LLAMA)),
    "gemma3_text": ("byte_fallback_bpe", lambda n: Gemma3TextConfig(
        vocab_size=n, head_dim=16, query_pre_attn_scalar=20, sliding_window=8, sliding_window_pattern=2,
        rope_parameters={"full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1e6},
                         "sliding_attention": {"rope_type": "default", "rope_theta": 1e4}}, **LLAMA)),
    "phi3": ("byte_fallback_bpe", lambda n: Phi3Config(vocab_size=n, sliding_window=20, pad_token_id=0, **LLAMA)),
    "phi3-longrope": ("byte_fallback_bpe", lambda n: Phi3Config(
        vocab_size=n, pad_token_id=0, original_max_position_embeddings=40,
        rope_parameters={"rope_type": "longrope", "rope_theta": 10000.0, **FACTORS}, **LLAMA)),
}

TEXTS = ["Once upon a time", "x", "Größe und Höhe: 東京 и Москва 🙂!"]
LONG = "Angela travelled from Berlin to London. " * 3


# in the manner of Zephyr's and TinyLlama's
CHAT_TEMPLATE = ("{% for message in messages %}{{ '<|' + message.role + '|>\\n' + message.content + eos_token + '\\n' }}{% endfor %}"
                 "{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% if loud %}{{ 'HA' }}{% endif %}{% endif %}")
USER = {"role": "user", "content": "Who are you?"}
CHATS = [[USER], [{"role": "system", "content": "Be kind."}, USER, {"role": "assistant", "content": "A"}, USER],
         [USER, {"role": "assistant", "content": "I am the"}]]


class Answer:
    """What generate() gives, as the answer of the task."""

    def __init__(self, model, tokenizer):
        self.model, self.tokenizer = model, tokenizer

    def chat(self, messages, **options):
        """As pipelines/text_generation.py makes a prompt of a conversation."""
        arguments = dict(options)
        open_end = messages[-1]["role"] == "assistant"
        encoded = self.tokenizer.apply_chat_template(
            messages, add_generation_prompt=not open_end, continue_final_message=open_end, return_dict=True,
            return_tensors="pt", **arguments.pop("chat_template_kwargs", {}))
        row = self.generate({k: encoded[k] for k in ("input_ids", "attention_mask")}, arguments)
        return {"inputs": {"messages": messages}, "options": options, "output": row}

    def __call__(self, text, **options):
        arguments = dict(options)
        full = arguments.pop("return_full_text", False)
        if "stop" in arguments:
            arguments.update(stop_strings=arguments.pop("stop"), tokenizer=self.tokenizer)
        encoded = self.tokenizer(text, return_tensors="pt", return_token_type_ids=False)
        row = self.generate(encoded, arguments)
        if full:
            row["text"] = text + row["text"]
        return {"inputs": {"text": text}, "options": options, "output": row}

    def generate(self, encoded, arguments):
        prompt = encoded["input_ids"].shape[1]
        model = copy.deepcopy(self.model)  # dynamic RoPE remembers the longest text that it has seen
        with torch.no_grad():
            ids = model.generate(**encoded, **arguments)[0, prompt:].tolist()
        ended = ids[-1] == model.generation_config.eos_token_id
        reason = "eos_token" if ended else "length" if len(ids) == arguments["max_new_tokens"] else "stop_sequence"
        return {"text": self.tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False),
                "usage": {"prompt_tokens": prompt, "completion_tokens": len(ids)}, "finish_reason": reason}


def cases(answer, crossing):
    """`crossing`: whether a text may outgrow the length from which on LongRoPE takes its other factors."""
    yield answer(TEXTS[0], max_new_tokens=24)
    yield answer(TEXTS[1], max_new_tokens=24)
    if crossing:
        yield answer(TEXTS[2], max_new_tokens=24)
    yield answer(LONG, max_new_tokens=24)


def more_cases(answer):
    text = answer(TEXTS[0], max_new_tokens=24)["output"]["text"]
    yield answer(TEXTS[0], max_new_tokens=6, return_full_text=True)
    yield answer(TEXTS[0], max_new_tokens=24, num_beams=3)
    yield answer(TEXTS[0], max_new_tokens=24, num_beams=4, length_penalty=-1.0, early_stopping=True)
    yield answer(TEXTS[0], max_new_tokens=24, repetition_penalty=1.4)
    yield answer(TEXTS[0], max_new_tokens=24, no_repeat_ngram_size=2, min_new_tokens=4)
    yield answer(TEXTS[0], max_new_tokens=24, stop=[text[len(text) // 3:len(text) // 3 + 4]])


class WithCache(torch.nn.Module):
    """A decoder as optimum exports it: the cache goes in and out as tensors."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, position_ids, *past):
        cache = DynamicCache()
        for layer in range(len(past) // 2):
            cache.update(past[2 * layer], past[2 * layer + 1], layer)
        out = self.model(input_ids=input_ids, attention_mask=attention_mask, position_ids=position_ids,
                         past_key_values=cache, use_cache=True)
        present = [t for layer in out.past_key_values.layers for t in (layer.keys, layer.values)]
        return out.logits, *present


def export_decoder(model, folder, files):
    """`files`: their names, and whether they are handed a cache."""
    config = model.config
    heads = getattr(config, "num_key_value_heads", config.num_attention_heads)
    names = [f"{i}.{kind}" for i in range(config.num_hidden_layers) for kind in ("key", "value")]
    for name, has_past in files.items():
        past = 3 if has_past else 0
        inputs = {"input_ids": torch.tensor([[5, 6]]), "attention_mask": torch.ones(1, 2 + past, dtype=torch.long),
                  "position_ids": torch.tensor([[past, past + 1]])}
        axes = {k: {0: "batch", 1: "length"} for k in inputs}
        axes["attention_mask"] = {0: "batch", 1: "total"}
        if has_past:
            inputs |= {f"past_key_values.{n}": torch.randn(1, heads, past, config.hidden_size // config.num_attention_heads)
                       for n in names}
            axes |= {f"past_key_values.{n}": {0: "batch", 2: "past"} for n in names}
        axes |= {"logits": {0: "batch", 1: "length"}} | {f"present.{n}": {0: "batch", 2: "total"} for n in names}
        export_network(WithCache(model), folder, name, inputs, axes)


def main():
    for name, (kind, config) in FAMILIES.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        tokenizer = load_tokenizer(kind)
        model = AutoModelForCausalLM.from_config(config(len(tokenizer)), attn_implementation="eager")
        folder = save_model(f"{name}-text-generation", model, kind)
        answer = Answer(model, tokenizer)
        rows = list(cases(answer, name != "phi3-longrope"))
        if "-" not in name:
            rows += more_cases(answer)
        if name == "llama":
            tokenizer.chat_template = CHAT_TEMPLATE
            (folder / "chat_template.jinja").write_text(CHAT_TEMPLATE)
            rows += [answer.chat(chat, max_new_tokens=12) for chat in CHATS]
            rows.append(answer.chat(CHATS[0], max_new_tokens=12, chat_template_kwargs={"loud": True}))
        save_cases("text-generation", f"{name}-text-generation", rows)
        if name == "llama":
            export_decoder(model, folder, {"model": True})
        if name in ("gpt2", "qwen2"):
            export_decoder(model, folder, {"decoder_model": False, "decoder_with_past_model": True})
        if name == "qwen2":
            merge(folder)
        print(name)


main()
