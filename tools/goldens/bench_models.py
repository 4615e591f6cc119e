"""Repositories for benchmarks: the shapes of real models, weights as in weights.py. Writes bench/models/."""

import torch
from transformers import BertConfig, BertForSequenceClassification

import repository
from repository import export, save_model

repository.ROOT = repository.ROOT.parents[1] / "bench"


def bert_base():
    """google-bert/bert-base-uncased with a classifier."""
    model = BertForSequenceClassification._from_config(BertConfig(num_labels=3), attn_implementation="eager")
    folder = save_model("bert-base", model, "wordpiece")
    ids = torch.ones(2, 8, dtype=torch.long)
    inputs = {"input_ids": ids, "attention_mask": ids, "token_type_ids": 0 * ids}
    export(model, folder, inputs, {**{k: {0: "batch", 1: "length"} for k in inputs}, "logits": {0: "batch"}})


bert_base()
