"""Tiny models of encoder families, and the making of goldens for tasks on each of them.

    python3 tools/goldens/<program>.py [NAME…]     only the models whose names contain one of the words
"""

import json
import sys

from transformers import (BertConfig, DebertaV2Config, DistilBertConfig, ElectraConfig, ModernBertConfig, MPNetConfig,
                          RobertaConfig, XLMRobertaConfig)

from repository import export, load_tokenizer, save_cases, save_model, write

SHAPE = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64)
ROBERTA = dict(**SHAPE, max_position_embeddings=66, type_vocab_size=1, pad_token_id=1, bos_token_id=0, eos_token_id=2)
# few buckets and a narrow window, so that short texts reach past them
DEBERTA_V3 = dict(**SHAPE, max_position_embeddings=64, relative_attention=True, position_buckets=8, norm_rel_ebd="layer_norm",
                  share_att_key=True, pos_att_type="p2c|c2p", position_biased_input=False, pad_token_id=1)
DEBERTA_V2 = DEBERTA_V3 | dict(share_att_key=False, conv_kernel_size=3, conv_act="gelu", embedding_size=24, position_biased_input=True,
                               type_vocab_size=2, norm_rel_ebd="none")
MODERNBERT = dict(SHAPE, num_hidden_layers=4, max_position_embeddings=64, local_attention=8, classifier_pooling="mean", pad_token_id=1,
                  bos_token_id=0, eos_token_id=2, cls_token_id=0, sep_token_id=2)

FAMILIES = {
    "bert": ("wordpiece", lambda n, **k: BertConfig(vocab_size=n, max_position_embeddings=64, **SHAPE, **k)),
    "distilbert": ("wordpiece", lambda n, **k: DistilBertConfig(
        vocab_size=n, max_position_embeddings=64, dim=32, n_layers=2, n_heads=4, hidden_dim=64, **k)),
    "roberta": ("byte_level_bpe", lambda n, **k: RobertaConfig(vocab_size=n, **ROBERTA, **k)),
    "xlm-roberta": ("unigram", lambda n, **k: XLMRobertaConfig(vocab_size=n, **ROBERTA, **k)),
    "electra": ("wordpiece", lambda n, **k: ElectraConfig(
        vocab_size=n, max_position_embeddings=64, embedding_size=16, **SHAPE, **k)),
    "mpnet": ("byte_level_bpe", lambda n, **k: MPNetConfig(vocab_size=n, max_position_embeddings=66, **SHAPE, **k)),
    "deberta-v2": ("unigram", lambda n, **k: DebertaV2Config(vocab_size=n, **DEBERTA_V3, **k)),
    "deberta-v2-conv": ("unigram", lambda n, **k: DebertaV2Config(vocab_size=n, **DEBERTA_V2, **k)),
    "modernbert": ("byte_level_bpe", lambda n, **k: ModernBertConfig(vocab_size=n, **(MODERNBERT | k))),
}
# these know no segments
ONE_SEGMENT = ("distilbert", "mpnet", "modernbert")
# a second shape of one family needs no more than this
FEW = {"deberta-v2-conv": ("text-classification", "fill-mask")}


def tokenizer_of(family):
    kind, _ = FAMILIES[family]
    tokenizer = load_tokenizer(kind)
    if family in ONE_SEGMENT:
        tokenizer.model_input_names = ["input_ids", "attention_mask"]
    return kind, tokenizer


def model_of(family, tokenizer, auto, settings):
    return auto.from_config(FAMILIES[family][1](len(tokenizer), **settings), attn_implementation="eager")


def with_keys_of_version_4(folder):
    """A ModernBERT configuration as the Hub has it."""
    config = json.loads((folder / "config.json").read_text())
    for key in ("layer_types", "rope_parameters"):
        config.pop(key)
    write(folder / "config.json", config | dict(global_attn_every_n_layers=3, global_rope_theta=160000.0, local_rope_theta=10000.0))


def axes_of(task, sample):
    axes = {k: {0: "batch", 1: "length"} for k in sample}
    sequence = {0: "batch", 1: "length"}
    if task == "feature-extraction":
        return axes | {"last_hidden_state": sequence}
    if task == "question-answering":
        return axes | {"start_logits": sequence, "end_logits": sequence}
    return axes | {"logits": sequence if task in ("fill-mask", "token-classification") else {0: "batch"}}


def wanted(name):
    return len(sys.argv) == 1 or any(word in name for word in sys.argv[1:])


def make(tasks):
    """`tasks`: name -> (auto class, settings for family, cases(model, tokenizer))."""
    for family in FAMILIES:
        kind, tokenizer = tokenizer_of(family)
        for task, (auto, settings, cases) in tasks.items():
            name = f"{family}-{task}"
            if not wanted(name) or task not in FEW.get(family, tasks):
                continue
            model = model_of(family, tokenizer, auto, settings(family) if callable(settings) else settings)
            folder = save_model(name, model, kind)
            if name == "modernbert-fill-mask":
                with_keys_of_version_4(folder)
            save_cases(task, name, list(cases(model, tokenizer)))
            sample = dict(tokenizer(["A sample.", "Two of them"], padding=True, return_tensors="pt"))
            export(model, folder, sample, axes_of(task, sample))
            print(name, flush=True)
