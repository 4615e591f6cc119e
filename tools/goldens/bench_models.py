"""Repositories for benchmarks: the shapes of real models, weights as in weights.py. Writes bench/models/; names of
functions as arguments limit it to them."""

import json
import sys

import torch
from transformers import (BertConfig, BertForSequenceClassification, ConvNextImageProcessor, ResNetConfig,
                          ResNetForImageClassification, ViTConfig, ViTForImageClassification, ViTImageProcessor,
                          Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2ForCTC, WhisperConfig, WhisperFeatureExtractor,
                          WhisperForConditionalGeneration)

import repository
from merged_exports import merge
from repository import export, save_model, write
from text_to_text_exports import export_speech_seq2seq

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


def heard(name, model, extractor):
    folder = save_model(name, model)
    write(folder / "preprocessor_config.json", {k: v for k, v in json.loads(extractor.to_json_string()).items() if k != "mel_filters"})
    return folder


def wav2vec2_base():
    """facebook/wav2vec2-base-960h"""
    model = Wav2Vec2ForCTC._from_config(Wav2Vec2Config(vocab_size=32), attn_implementation="eager")
    folder = heard("wav2vec2-base", model, Wav2Vec2FeatureExtractor())
    letters = ["<pad>", "<s>", "</s>", "<unk>", "|", *"ETAONIHSRDLUMWCFGYPBVK'XJQZ"]
    write(folder / "vocab.json", {letter: i for i, letter in enumerate(letters)})
    write(folder / "tokenizer_config.json", {"tokenizer_class": "Wav2Vec2CTCTokenizer", "pad_token": "<pad>", "unk_token": "<unk>",
                                             "word_delimiter_token": "|"})
    export(model, folder, {"input_values": torch.zeros(2, 16000)}, {"input_values": {0: "batch", 1: "length"}, "logits": {0: "batch", 1: "steps"}})


def whisper_tiny():
    """openai/whisper-tiny. bench/audio makes its tokenizer."""
    model = WhisperForConditionalGeneration._from_config(
        WhisperConfig(d_model=384, encoder_layers=4, decoder_layers=4, encoder_attention_heads=6, decoder_attention_heads=6,
                      encoder_ffn_dim=1536, decoder_ffn_dim=1536), attn_implementation="eager")
    folder = heard("whisper-tiny", model, WhisperFeatureExtractor())
    write(folder / "generation_config.json", {
        "bos_token_id": 50257, "eos_token_id": 50257, "pad_token_id": 50257, "decoder_start_token_id": 50258, "max_length": 448,
        "no_timestamps_token_id": 50363, "is_multilingual": True, "lang_to_id": {"<|en|>": 50259},
        "task_to_id": {"transcribe": 50359, "translate": 50358}})
    export_speech_seq2seq(model, folder)
    merge(folder)


for make in (bert_base, vit_base, resnet_50, wav2vec2_base, whisper_tiny):
    if not sys.argv[1:] or make.__name__ in sys.argv[1:]:
        make()
