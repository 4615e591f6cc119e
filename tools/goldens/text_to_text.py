"""summarization, translation and text2text-generation on encoder-decoder families.

Since transformers 5 these tasks have no pipelines; they are the tokenizer, `generate` and the decoder of the text."""

import json
import sys

import torch
from transformers import (BartConfig, BartForConditionalGeneration, GenerationConfig, MarianConfig, MarianMTModel, MBartConfig,
                          MBartForConditionalGeneration, MT5Config, MT5ForConditionalGeneration, PegasusConfig,
                          PegasusForConditionalGeneration, T5Config, T5ForConditionalGeneration)

from merged_exports import merge
from repository import load_tokenizer, save_cases, save_model, write
from text_to_text_exports import export_seq2seq

STACKS = dict(d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4, decoder_attention_heads=4,
              encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=64)
T5 = dict(d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, relative_attention_num_buckets=8,
          relative_attention_max_distance=20)
LOW = dict(pad_token_id=0, eos_token_id=1, decoder_start_token_id=0)

FAMILIES = {
    "t5": ("t5_unigram", T5ForConditionalGeneration, lambda n: T5Config(vocab_size=n, **T5, **LOW)),
    "flan-t5": ("t5_unigram", T5ForConditionalGeneration, lambda n: T5Config(
        vocab_size=n, **T5, **LOW, feed_forward_proj="gated-gelu", tie_word_embeddings=False)),
    "mt5": ("t5_unigram", MT5ForConditionalGeneration, lambda n: MT5Config(vocab_size=n, **T5, **LOW)),
    "bart": ("byte_level_bpe", BartForConditionalGeneration, lambda n: BartConfig(vocab_size=n, **STACKS)),
    "mbart": ("mbart_unigram", MBartForConditionalGeneration, lambda n: MBartConfig(
        vocab_size=n, **STACKS, scale_embedding=True, decoder_start_token_id=2)),
    "marian": ("t5_unigram", MarianMTModel, lambda n: MarianConfig(
        vocab_size=n, **STACKS, scale_embedding=True, activation_function="swish", forced_eos_token_id=None, **LOW)),
    "pegasus": ("t5_unigram", PegasusForConditionalGeneration, lambda n: PegasusConfig(
        vocab_size=n, **STACKS, scale_embedding=True, activation_function="relu", **LOW)),
}

TEXTS = ["The film was wonderful, touching and beautifully played.", "Größe und Höhe: 東京 и Москва 🙂!", "x",
         "Angela travelled from Berlin to London. She doesn't know it."]
PARAMS = {"summarization": {"prefix": "summarize: ", "max_length": 14, "num_beams": 3, "length_penalty": 2.0,
                            "early_stopping": True, "no_repeat_ngram_size": 2},
          "translation_en_to_de": {"prefix": "translate English to German: ", "max_length": 12}}


def reason(config, tokens):
    if tokens[-1] in ([config.eos_token_id] if isinstance(config.eos_token_id, int) else config.eos_token_id):
        return "eos_token"
    return "stop_sequence" if "stop_strings" in config.asked and len(tokens) + 1 < config.max_length else "length"


def answer(model, tokenizer, ids, options):
    """`options` as requests have them."""
    arguments = {("stop_strings" if k == "stop" else k): v for k, v in options.items()}
    with torch.no_grad():
        out = model.generate(torch.tensor([ids]), attention_mask=torch.ones(1, len(ids), dtype=torch.long),
                             tokenizer=tokenizer, **arguments)
    tokens = out[0].tolist()[1:]
    config, _ = model._prepare_generation_config(None, **arguments)
    config.asked = arguments
    config.max_length = 1 + config.max_new_tokens if config.max_new_tokens else config.max_length
    return {"text": tokenizer.decode(tokens, skip_special_tokens=True),
            "usage": {"prompt_tokens": len(ids), "completion_tokens": len(tokens)},
            "finish_reason": reason(config, tokens)}


OPTIONS = [{}, {"max_new_tokens": 6}, {"num_beams": 4, "max_new_tokens": 10},
           {"num_beams": 3, "length_penalty": -1.0, "early_stopping": True, "no_repeat_ngram_size": 2},
           {"num_beams": 2, "early_stopping": "never", "repetition_penalty": 1.4, "min_new_tokens": 5},
           {"repetition_penalty": 2.0, "no_repeat_ngram_size": 1, "max_new_tokens": 24}]


def text2text(model, tokenizer):
    for i, options in enumerate(OPTIONS):
        for text in TEXTS if not options else [TEXTS[i % 4], TEXTS[3]]:
            yield {"inputs": {"text": text}, "options": options,
                   "output": answer(model, tokenizer, tokenizer(text)["input_ids"], options)}
    plain = answer(model, tokenizer, tokenizer(TEXTS[0])["input_ids"], {"no_repeat_ngram_size": 1, "max_new_tokens": 12})
    stop = plain["text"][4:9].strip() or plain["text"][-3:]
    options = {"no_repeat_ngram_size": 1, "max_new_tokens": 12, "stop": [stop]}
    yield {"inputs": {"text": TEXTS[0]}, "options": options,
           "output": answer(model, tokenizer, tokenizer(TEXTS[0])["input_ids"], options)}


def with_params(model, tokenizer, key, text, options):
    params = dict((getattr(model.config, "task_specific_params", None) or {}).get(key, {}))
    ids = tokenizer(params.pop("prefix", "") + text)["input_ids"]
    return answer(model, tokenizer, ids, {**params, **options})


def summarization(model, tokenizer):
    for options in ({}, {"num_beams": 1, "max_new_tokens": 9}, {"no_repeat_ngram_size": 1, "max_length": None} | {"max_new_tokens": 20}):
        options = {k: v for k, v in options.items() if v is not None}
        for text in TEXTS[:2]:
            yield {"inputs": {"text": text}, "options": options,
                   "output": with_params(model, tokenizer, "summarization", text, options)}


def translation(model, tokenizer):
    if model.config.model_type == "mbart":
        yield from translation_with_codes(model, tokenizer)
        return
    for options in ({}, {"num_beams": 4, "no_repeat_ngram_size": 2}):
        yield {"inputs": {"text": TEXTS[0]}, "options": options,
               "output": with_params(model, tokenizer, "translation", TEXTS[0], options)}
    if getattr(model.config, "task_specific_params", None):
        yield {"inputs": {"text": TEXTS[0]}, "options": {"src_lang": "en", "tgt_lang": "de"},
               "output": with_params(model, tokenizer, "translation_en_to_de", TEXTS[0], {})}


def translation_with_codes(model, tokenizer):
    """MBart50Tokenizer: the code of the source before the text; the answer begins with that of the target."""
    for source, target, options in (("en_XX", "de_DE", {}), ("de_DE", "fr_XX", {"num_beams": 3}), (None, "fr_XX", {"max_new_tokens": 7})):
        first = tokenizer.convert_tokens_to_ids(source or "en_XX")
        ids = [first, *tokenizer(TEXTS[3], add_special_tokens=False)["input_ids"], tokenizer.eos_token_id]
        codes = {"tgt_lang": target, **({"src_lang": source} if source else {})}
        forced = tokenizer.convert_tokens_to_ids(target)
        yield {"inputs": {"text": TEXTS[3]}, "options": {**options, **codes},
               "output": answer(model, tokenizer, ids, {"forced_bos_token_id": forced, **options})}


MERGED_TRANSLATORS = ("marian", "pegasus", "mt5")  # the others are split
TASKS = {"text2text-generation": text2text, "summarization": summarization, "translation": translation}


def main():
    for family in sys.argv[1:] or FAMILIES:
        kind, model_class, make = FAMILIES[family]
        tokenizer = load_tokenizer(kind)
        config = make(len(tokenizer))
        if family == "t5":
            config.task_specific_params = PARAMS
        torch.manual_seed(0)
        model = model_class._from_config(config, attn_implementation="eager")
        for task in TASKS:
            name = f"{family}-{task}"
            folder = save_model(name, model, kind)
            if family == "flan-t5":  # the reference reads it, and writes it as true
                read = json.loads((folder / "config.json").read_text())
                write(folder / "config.json", {**read, "tie_word_embeddings": False})
            if task == "summarization":  # the two others are read from config.json alone
                model.generation_config.max_length = 17
                model.generation_config.num_beams = 2
                write(folder / "generation_config.json", model.generation_config.to_diff_dict())
            else:
                model.generation_config = GenerationConfig.from_model_config(model.config)
            save_cases(task, name, list(TASKS[task](model, tokenizer)))
            export_seq2seq(model, folder)
            if task == "summarization" or (task == "translation" and family in MERGED_TRANSLATORS):
                merge(folder)
            print(name)


if __name__ == "__main__":
    main()
