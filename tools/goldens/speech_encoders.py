"""audio-classification and automatic-speech-recognition on the families that hear a waveform or its spectrogram at once."""

import json

from transformers import (ASTConfig, ASTFeatureExtractor, ASTForAudioClassification, AutoModelForAudioClassification,
                          HubertConfig, Wav2Vec2Config, Wav2Vec2FeatureExtractor, pipeline)
from transformers.pipelines.audio_utils import ffmpeg_read

from repository import ROOT, file_input, save_cases, save_model, write

SHAPE = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64)
EARS = dict(**SHAPE, conv_dim=[16, 16, 16], conv_kernel=[10, 3, 2], conv_stride=[5, 4, 4], num_conv_pos_embeddings=16,
            num_conv_pos_embedding_groups=4, classifier_proj_size=24)
LABELS = dict(id2label={i: name for i, name in enumerate(["yes", "no", "up", "down", "left", "right"])},
              label2id={name: i for i, name in enumerate(["yes", "no", "up", "down", "left", "right"])})

# a name for each form of a family
CLASSIFIERS = {
    "wav2vec2": (Wav2Vec2Config(**EARS, **LABELS), Wav2Vec2FeatureExtractor()),
    "wav2vec2-stable": (Wav2Vec2Config(**EARS, **LABELS, do_stable_layer_norm=True, feat_extract_norm="layer", conv_bias=True,
                                       use_weighted_layer_sum=True), Wav2Vec2FeatureExtractor(return_attention_mask=True)),
    "hubert": (HubertConfig(**EARS, **LABELS, use_weighted_layer_sum=True), Wav2Vec2FeatureExtractor(do_normalize=False)),
    "hubert-stable": (HubertConfig(**EARS, **LABELS, do_stable_layer_norm=True, feat_extract_norm="layer", conv_bias=True,
                                   feat_proj_layer_norm=False, conv_pos_batch_norm=True), Wav2Vec2FeatureExtractor()),
    "audio-spectrogram-transformer": (ASTConfig(**SHAPE, **LABELS, max_length=64, num_mel_bins=32, patch_size=8),
                                      ASTFeatureExtractor(max_length=64, num_mel_bins=32)),
}
SOUNDS = ["s16.wav", "s16-stereo-44100.wav", "mulaw.wav", "s24-48000.wav", "short.wav", "voice.flac", "voice.mp3"]


def hear(name: str, rate: int = 16000):
    return ffmpeg_read((ROOT / "sounds" / name).read_bytes(), rate)


def audio_classification(run):
    def case(name, **options):
        return {"inputs": {"audio_base64": file_input(f"sounds/{name}")}, "options": options,
                "output": {"predictions": run(hear(name), **{"top_k": 5, **options})}}
    yield from (case(name) for name in SOUNDS)
    yield case(SOUNDS[0], top_k=2)
    yield from (case(SOUNDS[0], function_to_apply=f) for f in ("sigmoid", "none"))


def main():
    for family, (config, extractor) in CLASSIFIERS.items():
        name = f"{family}-audio-classification"
        model = AutoModelForAudioClassification.from_config(config, attn_implementation="eager")
        folder = save_model(name, model)
        write(folder / "preprocessor_config.json", json.loads(extractor.to_json_string()))
        run = pipeline("audio-classification", model=model, feature_extractor=extractor)
        save_cases("audio-classification", name, list(audio_classification(run)))
        print(name)


main()
