"""Repositories for benchmarks: the shapes of real models, weights as in weights.py. Writes bench/models/; names of
functions as arguments limit it to them."""

import sys

import torch
from transformers import (BertConfig, BertForSequenceClassification, ConvNextImageProcessor, ResNetConfig,
                          ResNetForImageClassification, ViTConfig, ViTForImageClassification, ViTImageProcessor)

import repository
from repository import export, save_model, write

repository.ROOT = repository.ROOT.parents[1] / "bench"


def bert_base():
    """google-bert/bert-base-uncased with a classifier."""
    model = BertForSequenceClassification._from_config(BertConfig(num_labels=3), attn_implementation="eager")
    folder = save_model("bert-base", model, "wordpiece")
    ids = torch.ones(2, 8, dtype=torch.long)
    inputs = {"input_ids": ids, "attention_mask": ids, "token_type_ids": 0 * ids}
    export(model, folder, inputs, {**{k: {0: "batch", 1: "length"} for k in inputs}, "logits": {0: "batch"}})


def classifier(name, model, processor):
    folder = save_model(name, model)
    write(folder / "preprocessor_config.json", processor.to_dict())
    export(model, folder, {"pixel_values": torch.zeros(2, 3, 224, 224)}, {"pixel_values": {0: "batch"}, "logits": {0: "batch"}})


def vit_base():
    """google/vit-base-patch16-224"""
    model = ViTForImageClassification._from_config(ViTConfig(num_labels=10), attn_implementation="eager")
    classifier("vit-base", model, ViTImageProcessor())


def resnet_50():
    """microsoft/resnet-50"""
    classifier("resnet-50", ResNetForImageClassification(ResNetConfig(num_labels=10)),
               ConvNextImageProcessor(size={"shortest_edge": 224}, crop_pct=0.875, image_mean=[0.485, 0.456, 0.406],
                                      image_std=[0.229, 0.224, 0.225]))


for make in (bert_base, vit_base, resnet_50):
    if not sys.argv[1:] or make.__name__ in sys.argv[1:]:
        make()
