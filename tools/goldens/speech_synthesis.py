"""text-to-speech and text-to-audio on tiny forms of VITS, with the noise of our own generator."""

import base64
import io
import json
import wave

import numpy as np
import torch
from transformers import VitsConfig, VitsModel, VitsTokenizer

import noise
from repository import ROOT, save_cases, save_model, write

SHAPE = dict(hidden_size=24, num_hidden_layers=2, num_attention_heads=2, ffn_dim=32, flow_size=16, spectrogram_bins=9,
             upsample_initial_channel=16, upsample_rates=[4, 4], upsample_kernel_sizes=[8, 8], resblock_kernel_sizes=[3, 5],
             resblock_dilation_sizes=[[1, 3], [1, 2]], duration_predictor_filter_channels=20, depth_separable_num_layers=2,
             duration_predictor_num_flows=3, prior_encoder_num_flows=2, prior_encoder_num_wavenet_layers=3,
             posterior_encoder_num_wavenet_layers=1, wavenet_dilation_rate=2)
LETTERS = "k abcdefghijlmnopqrstuvwxyz'-"  # as in MMS, the first letter is also the blank

FORMS = {
    "vits": dict(sampling_rate=16000),
    "vits-deterministic": dict(use_stochastic_duration_prediction=False, sampling_rate=22050, speaking_rate=1.5),
    "vits-speakers": dict(num_speakers=3, speaker_embedding_size=6, noise_scale=0.4, noise_scale_duration=0.5),
}
TEXTS = ["The bookkeeper takes a walk.", "Key", "Don't!", "a very long-winded question, is it not?"]
SENTENCES = ["Good day to you. ", "It is 3.5 miles from here! ", "Shall we go?  ", "Yes"]


def wav(samples: np.ndarray, rate: int) -> str:
    """As src/media/sound/encode_wav.cpp writes it."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        scaled = np.rint(np.clip(samples.astype(np.float32), -1, 1) * np.float32(32767)).astype("<i2")
        file.writeframes(scaled.tobytes())
    return "data:audio/wav;base64," + base64.b64encode(buffer.getvalue()).decode()


def speak(model, tokenizer, sentences, options) -> dict:
    """What the reference says to each sentence, joined; options by the names of the contract."""
    config = model.config
    model.speaking_rate = config.speaking_rate * options.get("speed", 1.0)
    model.noise_scale = options.get("noise_scale", config.noise_scale)
    model.noise_scale_duration = options.get("noise_scale_duration", config.noise_scale_duration)
    speaker = {"speaker_id": int(options.get("voice", "0"))} if config.num_speakers > 1 else {}
    pieces = []
    with noise.given(noise.Random(options["seed"])), torch.no_grad():
        for sentence in sentences:
            ids = tokenizer(sentence, return_tensors="pt")
            pieces.append(model(**ids, **speaker).waveform[0].numpy())
    samples = np.concatenate(pieces)
    return {"audio_base64": wav(samples, config.sampling_rate), "sample_rate": config.sampling_rate, "num_samples": len(samples)}


def save_tokenizer(folder, **options):
    write(folder / "vocab.json", {letter: i for i, letter in enumerate(LETTERS)})
    write(folder / "added_tokens.json", {"<unk>": len(LETTERS)})
    write(folder / "tokenizer_config.json", {"tokenizer_class": "VitsTokenizer", "language": "eng", "add_blank": True,
                                             "normalize": True, "phonemize": False, "is_uroman": False,
                                             "pad_token": LETTERS[0], "unk_token": "<unk>", **options})
    return VitsTokenizer.from_pretrained(folder)


def cases(model, tokenizer):
    def case(sentences, **options):
        options = {"seed": 7, **options}
        return {"inputs": {"text": "".join(sentences)}, "options": options,
                "output": speak(model, tokenizer, sentences, options)}
    yield case(SENTENCES)
    yield from (case([text], seed=i) for i, text in enumerate(TEXTS))
    yield case(TEXTS[:1], speed=0.5)
    yield case(TEXTS[:1], language="eng", speed=2)
    yield case(TEXTS[:1], noise_scale=0, noise_scale_duration=0)
    yield case(TEXTS[:1], noise_scale=1.5, noise_scale_duration=1)
    if model.config.num_speakers > 1:
        yield from (case(TEXTS[:1], voice=str(i)) for i in range(model.config.num_speakers))


def main():
    for family, form in FORMS.items():
        for task in ("text-to-speech", "text-to-audio") if family == "vits" else ("text-to-speech",):
            name = f"{family}-{task}"
            old = {"rename": lambda name: name.replace(".parametrizations.weight.original0", ".weight_g")
                   .replace(".parametrizations.weight.original1", ".weight_v")} if family == "vits" else {}
            model = VitsModel(VitsConfig(vocab_size=len(LETTERS), **SHAPE, **form))
            folder = save_model(name, model, **old)
            tokenizer = save_tokenizer(folder)
            answers = list(cases(model.eval(), tokenizer))
            save_cases(task, name, answers if task == "text-to-speech" else answers[:2])
            levels = [np.sqrt(np.mean(np.square(np.frombuffer(
                base64.b64decode(a["output"]["audio_base64"].split(",")[1])[44:], "<i2") / 32768))) for a in answers]
            print(name, [a["output"]["num_samples"] for a in answers], ["%.3f" % level for level in levels])


main()
