"""automatic-speech-recognition on the families that name a character for each moment of a sound.

    python3 tools/goldens/speech_recognition_ctc.py
"""

import json

import numpy as np
import torch
from transformers import (AutoModelForCTC, HubertConfig, Wav2Vec2Config, Wav2Vec2CTCTokenizer, Wav2Vec2FeatureExtractor,
                          pipeline)
from transformers.pipelines.audio_utils import ffmpeg_read

from made_sounds import made_input, made_sound
from repository import ROOT, export, file_input, save_cases, save_model, write

# 320 samples a step, as the families' checkpoints have it
EARS = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, conv_dim=[16, 16, 16],
            conv_kernel=[10, 8, 8], conv_stride=[5, 8, 8], num_conv_pos_embeddings=16, num_conv_pos_embedding_groups=4)
# those that random weights like best are the end of a word and nothing
LETTERS = ["E", "|", "</s>", "<unk>", "<s>", "A", "T", "I", "O", "<pad>", "N", "S", "'"]

# name: configuration, feature extractor, members of tokenizer_config.json
MODELS = {
    "wav2vec2": (Wav2Vec2Config(**EARS, vocab_size=len(LETTERS)), Wav2Vec2FeatureExtractor(), {}),
    "wav2vec2-stable": (Wav2Vec2Config(**EARS, vocab_size=len(LETTERS), do_stable_layer_norm=True, feat_extract_norm="layer",
                                       conv_bias=True), Wav2Vec2FeatureExtractor(return_attention_mask=True),
                        {"do_lower_case": True, "clean_up_tokenization_spaces": True}),
    "hubert": (HubertConfig(**EARS, vocab_size=len(LETTERS)), Wav2Vec2FeatureExtractor(do_normalize=False), {}),
}
SOUNDS = ["s16.wav", "s16-stereo-44100.wav", "mulaw.wav", "s24-48000.wav", "u8.wav", "short.wav", "voice.flac", "voice.mp3",
          "voice-opus.ogg", "film.mp4"]
STRIDES = [{"chunk_length_s": 0.2}, {"chunk_length_s": 0.16, "stride_length_s": 0.03},
           {"chunk_length_s": 0.2, "stride_length_s": [0.08, 0.02], "return_timestamps": "word"},
           {"chunk_length_s": 5, "return_timestamps": "char"}]


def answer(run, sound: bytes, options: dict) -> dict:
    heard = run(np.copy(ffmpeg_read(sound, 16000)), **options)
    chunks = [{"text": c["text"], "timestamp": [float(t) for t in c["timestamp"]]} for c in heard.get("chunks", [])]
    return {"text": heard["text"], **({"chunks": chunks} if "chunks" in heard else {})}


def recognition(run):
    def case(name, **options):
        sound = (ROOT / "sounds" / name).read_bytes()
        return {"inputs": {"audio_base64": file_input(f"sounds/{name}")}, "options": options, "output": answer(run, sound, options)}
    def made(seconds, silent=False, **options):
        return {"inputs": {"audio_base64": made_input(seconds, silent)}, "options": options,
                "output": answer(run, made_sound(seconds, silent), options)}
    yield from (case(name) for name in SOUNDS)
    yield from (case(name, return_timestamps=kind) for name in SOUNDS[:3] for kind in ("word", "char"))
    yield case("short.wav", return_timestamps="word")
    yield from (case("voice.mp3", **options) for options in STRIDES)
    yield from (made(2, silent=True, **options) for options in ({}, {"return_timestamps": "word"}))
    yield made(6.3)
    yield made(95, chunk_length_s=10, stride_length_s=[2, 1])
    yield made(95, chunk_length_s=20, return_timestamps="word")


def main():
    for family, (config, extractor, tokenizer_config) in MODELS.items():
        name = f"{family}-automatic-speech-recognition"
        model = AutoModelForCTC.from_config(config, attn_implementation="eager")
        folder = save_model(name, model)
        write(folder / "preprocessor_config.json", json.loads(extractor.to_json_string()))
        write(folder / "vocab.json", {letter: i for i, letter in enumerate(LETTERS)})
        write(folder / "tokenizer_config.json", {"tokenizer_class": "Wav2Vec2CTCTokenizer", **tokenizer_config})
        tokenizer = Wav2Vec2CTCTokenizer.from_pretrained(folder)
        run = pipeline("automatic-speech-recognition", model=model, tokenizer=tokenizer, feature_extractor=extractor)
        save_cases("automatic-speech-recognition", name, list(recognition(run)))
        if family == "wav2vec2":
            axes = {0: "batch_size", 1: "sequence_length"}
            export(model, folder, {"input_values": torch.zeros(1, 16000)}, {"input_values": axes, "logits": axes})
        print(name)


main()
