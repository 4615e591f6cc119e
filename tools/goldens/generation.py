"""What `transformers` makes of scores, sequences and stop strings: tests/golden/generation/*.json, for the unit tests of
src/generation."""

import json
import random

import torch
import transformers
from transformers import GenerationConfig, GPT2Config, GPT2LMHeadModel, T5Config, T5ForConditionalGeneration
from transformers.generation.stopping_criteria import StopStringCriteria
from transformers.modeling_outputs import CausalLMOutputWithCrossAttentions

from repository import ROOT, load_tokenizer

VOCABULARY = 24
OUT = ROOT / "generation"


def save(name, value):
    value["made_by"] = f"transformers {transformers.__version__}, torch {torch.__version__}"
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.json").write_text(json.dumps(value, indent=None, separators=(",", ":")).replace('{"', '\n{"') + "\n")


def finite(scores):
    """JSON has no infinities: -inf is null."""
    return [None if s == -float("inf") else s for s in scores.tolist()]


class Toy(GPT2LMHeadModel):
    """Logits that depend on the last two tokens alone."""

    def forward(self, input_ids, **_):
        logits = self.table[input_ids].clone()
        logits[:, 1:] += self.second[input_ids[:, :-1]]
        return CausalLMOutputWithCrossAttentions(logits=logits)


def toy(seed, scale):
    torch.manual_seed(seed)
    model = Toy(GPT2Config(vocab_size=VOCABULARY, n_embd=8, n_layer=1, n_head=1, n_positions=64)).eval()
    model.generation_config = GenerationConfig()
    # multiples of 1/64 are exact in JSON and in float32
    model.table = (torch.randn(VOCABULARY, VOCABULARY) * scale * 64).round() / 64
    model.second = (torch.randn(VOCABULARY, VOCABULARY) * 64).round() / 64
    return model


PROCESSORS = [
    {}, {"repetition_penalty": 1.3}, {"repetition_penalty": 0.7}, {"no_repeat_ngram_size": 1},
    {"no_repeat_ngram_size": 2}, {"no_repeat_ngram_size": 3}, {"encoder_repetition_penalty": 1.4},
    {"encoder_no_repeat_ngram_size": 2}, {"bad_words_ids": [[5], [3, 7], [2]], "eos_token_id": 2},
    {"sequence_bias": [[[4], 2.5], [[3, 6], -1.5]]}, {"min_length": 12, "eos_token_id": [2, 9]},
    {"min_new_tokens": 4, "eos_token_id": 2}, {"min_new_tokens": 3, "eos_token_id": 2}, {"forced_bos_token_id": 11},
    {"forced_eos_token_id": [2, 3], "max_new_tokens": 4}, {"suppress_tokens": [1, 20]}, {"begin_suppress_tokens": [4, 5]},
    {"exponential_decay_length_penalty": [1, 1.2], "eos_token_id": 2},
    {"exponential_decay_length_penalty": [9, 1.2], "eos_token_id": 2}, {"renormalize_logits": True},
    {"remove_invalid_values": True, "suppress_tokens": [3]},
    *({"do_sample": True, "top_k": 0, **options} for options in (
        {}, {"temperature": 0.6}, {"temperature": 2.0}, {"top_k": 5}, {"top_k": 500}, {"top_p": 0.0}, {"top_p": 0.3}, {"top_p": 0.8},
        {"top_p": 0.99}, {"min_p": 0.05}, {"min_p": 0.4}, {"min_p": 1.0}, {"typical_p": 0.2}, {"typical_p": 0.9},
        {"epsilon_cutoff": 0.02}, {"epsilon_cutoff": 0.5}, {"eta_cutoff": 0.05}, {"eta_cutoff": 0.6},
        {"temperature": 0.8, "top_k": 12, "top_p": 0.9, "min_p": 0.02, "typical_p": 0.95, "repetition_penalty": 1.1},
        {"num_beams": 2, "eos_token_id": [2, 9], "top_p": 0.01, "min_p": 0.9}, {"num_beams": 2, "top_k": 1},
        {"num_beams": 3, "eos_token_id": 2, "typical_p": 0.1}, {"num_beams": 3, "eos_token_id": 2, "epsilon_cutoff": 0.9})),
]


def processors():
    """Scores before and after the processors of a configuration, for a decoder and for an encoder-decoder."""
    decoder = GPT2LMHeadModel(GPT2Config(vocab_size=VOCABULARY, n_embd=8, n_layer=1, n_head=1))
    both = T5ForConditionalGeneration(T5Config(vocab_size=VOCABULARY, d_model=8, d_kv=8, d_ff=8, num_layers=1, num_heads=1))
    draw = random.Random(1)
    cases = []
    for options in PROCESSORS:
        for model in (decoder, both):
            for new in (0, 3):
                prompt = 1 if model is both else 7
                ids = [draw.randrange(3, 9) for _ in range(prompt + new)]
                encoder = [draw.randrange(3, 9) for _ in range(8)] if model is both else []
                model.generation_config = GenerationConfig()
                config, _ = model._prepare_generation_config(None, decoder_start_token_id=0, **json.loads(json.dumps(options)))
                model._prepare_special_tokens(config, True, device="cpu")
                defaults = ("max_length" not in options, "min_length" not in options)
                config = model._prepare_generated_length(config, *defaults, "input_ids", prompt, None)
                chain = model._get_logits_processor(
                    config, input_ids_seq_length=prompt, encoder_input_ids=torch.tensor([encoder or ids[:prompt]]), device="cpu")
                if model is decoder:  # the reference takes the prompt for the encoder's input; a decoder here has none
                    chain = [p for p in chain if not type(p).__name__.startswith("Encoder")]
                scores = torch.tensor([[draw.gauss(0, 2) for _ in range(VOCABULARY)]])
                after = scores
                for processor in chain:
                    after = processor(torch.tensor([ids]), after)
                cases.append({"config": options, "tokens": ids, "prompt_length": prompt, "encoder_tokens": encoder,
                              "scores": scores[0].tolist(), "expected": finite(after[0])})
    save("processors", {"cases": cases})


SEARCHES = [{}, {"max_new_tokens": 1}, {"max_length": 9}, {"no_repeat_ngram_size": 2}, {"repetition_penalty": 1.5},
            {"min_new_tokens": 6}, {"forced_eos_token_id": 2}, {"eos_token_id": [2, 3, 4]}]
BEAMS = [{}, {"early_stopping": True}, {"early_stopping": "never"}, {"length_penalty": 2.0}, {"length_penalty": -1.0},
         {"length_penalty": 0.0, "early_stopping": "never"}, {"early_stopping": "never", "length_penalty": 0.5}]


def decodings():
    """Greedy and beam search over Toy models."""
    groups = []
    for seed, scale in ((1, 1.0), (2, 0.3), (3, 3.0), (4, 1.0)):
        model = toy(seed, scale)
        cases = []
        for search in SEARCHES:
            strategies = [{}] + [{"num_beams": n, **beam} for n in (2, 4, 5) for beam in (BEAMS if not search else BEAMS[:2])]
            for strategy in strategies:
                config = {"eos_token_id": 2, "pad_token_id": 0, "use_cache": False, "max_new_tokens": 16, **search, **strategy}
                if "max_length" in search:
                    config.pop("max_new_tokens")
                prompt = [seed + 4, 6, 11]
                out = model.generate(torch.tensor([prompt]), attention_mask=torch.ones(1, 3, dtype=torch.long), **config)
                tokens = out[0].tolist()[3:]
                cases.append({"config": config, "prompt": prompt, "tokens": tokens})
        groups.append({"table": (model.table * 64).int().flatten().tolist(),
                       "second": (model.second * 64).int().flatten().tolist(), "cases": cases})
    save("decodings", {"vocabulary": VOCABULARY, "unit": 64, "models": groups})


def lengths():
    """What length limits come to, with a prompt of 7 tokens."""
    model = GPT2LMHeadModel(GPT2Config(vocab_size=VOCABULARY, n_embd=8, n_layer=1, n_head=1, n_positions=24))
    cases = []
    for file in ({}, {"max_length": 20}, {"max_length": 30, "min_length": 4}, {"max_new_tokens": 9}):
        for request in ({}, {"max_new_tokens": 3}, {"min_new_tokens": 2}, {"max_new_tokens": 50, "min_new_tokens": 0}):
            model.generation_config = GenerationConfig(**file)
            no_max = file.get("max_length") is None
            no_min = file.get("min_length") is None
            config, _ = model._prepare_generation_config(None, **request)
            config = model._prepare_generated_length(config, no_max, no_min, "input_ids", 7, None)
            cases.append({"file": file, "request": request, "prompt_length": 7, "max_position_embeddings": 24,
                          "max_length": config.max_length, "min_length": config.min_length})
    save("lengths", {"cases": cases})


def stop_strings():
    """Whether a sequence ends in a stop string, token by token."""
    draw = random.Random(3)
    groups = []
    text = "The capital of France is Paris. Größe und Höhe: 東京! She doesn't know, does she?"
    for name in ("byte_level_bpe", "unigram", "wordpiece"):
        tokenizer = load_tokenizer(name)
        cases = []
        for stop in (["capital"], ["is Par", "know,"], ["e"], ["öß"], ["東"], [". "], ["she?", "xyz"], ["of France is"], ["apita"]):
            ids = tokenizer(text)["input_ids"]
            if len(cases) % 3 == 2:
                ids = [draw.randrange(5, len(tokenizer)) for _ in range(60)]
            try:
                criteria = StopStringCriteria(tokenizer, stop)
            except ValueError:  # the reference refuses texts that its vocabulary cannot spell; nothing of them is ever found
                hits = [False] * len(ids)
            else:
                hits = [criteria(torch.tensor([ids[:n]]), None).item() for n in range(1, len(ids) + 1)]
            cases.append({"stop": stop, "tokens": ids, "hits": [i for i, hit in enumerate(hits) if hit]})
        groups.append({"tokenizer": name, "cases": cases})
    save("stop_strings", {"tokenizers": groups})


processors()
decodings()
lengths()
stop_strings()
