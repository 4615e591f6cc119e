"""automatic-speech-recognition on Whisper: as the pipeline answers, which decodes with five beams unless it is told otherwise.

    python3 tools/goldens/speech_recognition_whisper.py [NAME …]
"""

import json
import sys

import numpy as np
import torch
from transformers import (GenerationConfig, WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration,
                          WhisperTokenizer, pipeline)
from transformers.models.whisper.tokenization_whisper import LANGUAGES, TO_LANGUAGE_CODE
from transformers.pipelines.audio_utils import ffmpeg_read

from made_sounds import made_input, made_sound
from merged_exports import merge
from repository import ROOT, file_input, load_tokenizer, save_cases, save_model, write
from text_to_text_exports import export_speech_seq2seq

SHAPE = dict(d_model=32, encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64,
             max_target_positions=64)


def ids(tokenizer, *names):
    return {name: tokenizer.convert_tokens_to_ids(f"<|{name}|>") for name in names}


def generation_config(tokenizer, keep_every: int, **members) -> GenerationConfig:
    """As those of openai's checkpoints. Most times are suppressed: random weights would write little else; and they would say
    the same over and over."""
    special = ids(tokenizer, "endoftext", "startoftranscript", "startoflm", "startofprev", "nospeech", "notimestamps")
    first_time = special["notimestamps"] + 1
    times = [i for i in range(first_time, len(tokenizer)) if (i - first_time) % keep_every]
    suppressed = [1, 7, 33, *times, special["startoftranscript"], special["startoflm"], special["startofprev"], special["nospeech"]]
    return GenerationConfig(
        bos_token_id=special["endoftext"], eos_token_id=special["endoftext"], pad_token_id=special["endoftext"],
        decoder_start_token_id=special["startoftranscript"], no_timestamps_token_id=special["notimestamps"],
        begin_suppress_tokens=[220, special["endoftext"]], suppress_tokens=suppressed, max_length=48,
        no_repeat_ngram_size=2, max_initial_timestamp_index=50, **members)


def languages(tokenizer):
    return dict(is_multilingual=True, lang_to_id={f"<|{k}|>": v for k, v in ids(tokenizer, "en", "zh", "de", "ja").items()},
                task_to_id=ids(tokenizer, "transcribe", "translate"))


# name: tokenizer, seconds of a window, configuration, generation_config.json
MODELS = {
    "whisper": ("whisper", 2, dict(**SHAPE, encoder_layers=2, decoder_layers=2), lambda t: generation_config(
        t, 10, **languages(t), alignment_heads=[[0, 1], [1, 0], [1, 3]], prev_sot_token_id=ids(t, "startofprev")["startofprev"])),
    "whisper-english": ("whisper", 2, dict(**SHAPE, encoder_layers=2, decoder_layers=1, num_mel_bins=128, scale_embedding=True), lambda t: generation_config(
        t, 16, is_multilingual=False, forced_decoder_ids=[[1, ids(t, "notimestamps")["notimestamps"]]],
        alignment_heads=[[0, 2]], condition_on_prev_tokens=True)),
    "whisper-long": ("whisper_long", 30, dict(**SHAPE, encoder_layers=1, decoder_layers=1), lambda t: generation_config(
        t, 125, **languages(t), alignment_heads=[[0, 0], [0, 3]], task="transcribe")),
}
MODELS["whisper-thresholds"] = MODELS["whisper"]
MODELS["whisper-export"] = MODELS["whisper"]
MODELS["whisper-english-export"] = MODELS["whisper-english"]
SOUNDS = ["s16.wav", "s16-stereo-44100.wav", "mulaw.wav", "s24-48000.wav", "short.wav", "voice.flac", "voice.mp3", "film.mp4"]


class Reference:
    def __init__(self, model, tokenizer, extractor):
        self.model, self.tokenizer, self.extractor = model, tokenizer, extractor
        self.run = pipeline("automatic-speech-recognition", model=model, tokenizer=tokenizer, feature_extractor=extractor)

    def language(self, sound, asked):
        """Asked for, or heard in the first window."""
        config = self.model.generation_config
        if not hasattr(config, "lang_to_id"):
            return {}
        if asked:
            return {"language": LANGUAGES[TO_LANGUAGE_CODE.get(asked.lower(), asked.lower())]}
        features = self.extractor(sound, sampling_rate=16000, return_tensors="pt").input_features
        token = self.model.detect_language(features, num_segment_frames=features.shape[-1])[0].item()
        code = next(k for k, v in config.lang_to_id.items() if v == token)
        return {"language": LANGUAGES[code[2:-2]]}

    def answer(self, data: bytes, options: dict) -> dict:
        sound = np.copy(ffmpeg_read(data, 16000))
        own = {k: v for k, v in options.items() if k in ("return_timestamps", "chunk_length_s", "stride_length_s")}
        asked = bool(own.get("return_timestamps"))
        if len(sound) > self.extractor.n_samples and "chunk_length_s" not in own:
            own.setdefault("return_timestamps", True)  # which the reference insists on
        rest = {k: tuple(v) if isinstance(v, list) else v for k, v in options.items() if k not in (*own, "prompt")}
        if "prompt" in options:
            rest["prompt_ids"] = self.tokenizer.get_prompt_ids(options["prompt"], return_tensors="pt")
        with torch.no_grad():
            heard = self.run(np.copy(sound), generate_kwargs=rest, **own)
        chunks = {"chunks": [{"text": c["text"], "timestamp": list(c["timestamp"])} for c in heard["chunks"]]} if asked else {}
        return {"text": heard["text"], **chunks, **self.language(sound, options.get("language"))}

    def case(self, name, **options):
        data = (ROOT / "sounds" / name).read_bytes()
        return {"inputs": {"audio_base64": file_input(f"sounds/{name}")}, "options": options, "output": self.answer(data, options)}

    def made(self, seconds, silent=False, **options):
        return {"inputs": {"audio_base64": made_input(seconds, silent)}, "options": options,
                "output": self.answer(made_sound(seconds, silent), options)}


def short_windows(reference, multilingual):
    case, made = reference.case, reference.made
    yield case("s16.wav", num_beams=1)
    yield from (case(name) for name in SOUNDS)
    yield from (case(name, return_timestamps=kind, num_beams=beams) for name in SOUNDS[:2] + ["pauses.wav"] for kind in (True, "word") for beams in (1, 3))
    if multilingual:
        yield case("s16.wav", language="de", num_beams=1)
        yield case("s16.wav", language="Japanese", task="translate")
        yield case("voice.flac", task="translate", num_beams=1)
        yield case("voice.flac", language="zh", return_timestamps="word")
    yield case("voice.mp3", num_beams=2, no_repeat_ngram_size=0, repetition_penalty=1.3, max_new_tokens=12)
    yield case("voice.mp3", num_beams=1, no_repeat_ngram_size=1, return_timestamps=True)
    yield from (made(2, silent=True, **options) for options in ({}, {"return_timestamps": "word", "num_beams": 1}))
    yield from (made(6.3, **options) for options in (
        {"num_beams": 1}, {"return_timestamps": True}, {"return_timestamps": "word", "num_beams": 1}))
    yield from (made(4.7, **options, num_beams=1) for options in (
        {"chunk_length_s": 2}, {"chunk_length_s": 1.5, "stride_length_s": 0.4, "return_timestamps": True},
        {"chunk_length_s": 2, "stride_length_s": [0.5, 0.2], "return_timestamps": "word"}, {"chunk_length_s": 3, "return_timestamps": True}))
    yield made(4.7, chunk_length_s=2, return_timestamps="word")


def judged(reference, seconds, **options):
    """What the windows of a recording are judged by: compression ratios, log-probabilities, and how likely silence is."""
    seen = []
    need_fallback = reference.model._need_fallback

    def watch(sequence, outputs, index, processors, config, vocabulary, temperature):
        ratio = reference.model._retrieve_compression_ratio(sequence, vocabulary)
        logprob = reference.model._retrieve_avg_logprobs(outputs[index]["scores"], sequence, temperature)
        silence = next(p for p in processors if hasattr(p, "no_speech_prob")).no_speech_prob[index]
        seen.append((ratio, float(logprob), float(silence)))
        return need_fallback(sequence, outputs, index, processors, config, vocabulary, temperature)

    reference.model._need_fallback = watch
    reference.made(seconds, temperature=[0.0], compression_ratio_threshold=1000.0, logprob_threshold=-1000.0, no_speech_threshold=1.0, **options)
    del reference.model._need_fallback
    return [sorted(values) for values in zip(*seen)]


def middle(values):
    """A number between two of them, far from both."""
    gap, at = max((b - a, i) for i, (a, b) in enumerate(zip(values, values[1:])))
    return round(values[at] + gap / 2, 6)


def thresholds(reference):
    """Drawing among one token is the same in every library."""
    made = reference.made
    for options in ({"num_beams": 1}, {"num_beams": 3, "return_timestamps": True}):
        ratios, logprobs, silences = judged(reference, 9.1, **options)
        print(ratios, logprobs, silences)
        yield made(9.1, temperature=[0.0, 0.2], top_k=1, compression_ratio_threshold=middle(ratios), **options)
        yield made(9.1, temperature=[0.0, 0.2], top_k=1, logprob_threshold=middle(logprobs), **options)
        yield made(9.1, temperature=[0.0], logprob_threshold=0.0, no_speech_threshold=middle(silences), **options)
        yield made(9.1, temperature=[0.0, 0.6], logprob_threshold=middle(logprobs), no_speech_threshold=middle(silences), top_k=1,
                   condition_on_prev_tokens=True, **options)
        yield made(9.1, temperature=[0.0], logprob_threshold=0.0, no_speech_threshold=0.0, **options)
    yield made(6.3, temperature=0, num_beams=1, condition_on_prev_tokens=True)
    yield made(4.7, temperature=0.6, top_k=1, condition_on_prev_tokens=True, return_timestamps="word")
    for prompt in ("  Berlin, London ", "the film was long"):
        yield made(6.3, num_beams=1, prompt=prompt, max_new_tokens=16)
        yield made(6.3, num_beams=1, prompt=prompt, condition_on_prev_tokens=True, return_timestamps=True, max_new_tokens=16)
    yield made(4.7, num_beams=1, prompt="Berlin", chunk_length_s=2, return_timestamps="word")


def exported(reference):
    """What an ONNX export can do: it does not tell when words were said."""
    yield reference.case("s16.wav", num_beams=1)
    yield reference.case("voice.flac", return_timestamps=True)
    yield reference.case("film.mp4", num_beams=2, no_repeat_ngram_size=0, repetition_penalty=1.3, max_new_tokens=12)
    yield from (reference.made(6.3, **options) for options in ({"num_beams": 1}, {"return_timestamps": True}))
    yield reference.made(4.7, num_beams=1, chunk_length_s=1.5, stride_length_s=0.4, return_timestamps=True)


def long_windows(reference):
    yield reference.case("s16.wav", num_beams=1)
    yield reference.made(95, num_beams=1)
    yield reference.made(95, num_beams=1, return_timestamps=True)
    yield reference.made(95, num_beams=1, return_timestamps="word")
    yield reference.made(95, num_beams=1, chunk_length_s=30, return_timestamps=True)
    yield reference.made(31, silent=True, num_beams=1)


def main():
    for name in sys.argv[1:] or MODELS:
        kind, seconds, shape, make = MODELS[name]
        load_tokenizer(kind)
        tokenizer = WhisperTokenizer.from_pretrained(ROOT / "tokenizers" / kind)
        config = WhisperConfig(vocab_size=len(tokenizer), max_source_positions=50 * seconds, **shape)
        special = tokenizer.convert_tokens_to_ids("<|endoftext|>")
        config.pad_token_id = config.bos_token_id = config.eos_token_id = special
        config.decoder_start_token_id = tokenizer.convert_tokens_to_ids("<|startoftranscript|>")
        model = WhisperForConditionalGeneration._from_config(config, attn_implementation="eager")
        full = f"{name}-automatic-speech-recognition"
        folder = save_model(full, model, kind)
        model.generation_config = make(tokenizer)
        write(folder / "generation_config.json", model.generation_config.to_diff_dict())
        extractor = WhisperFeatureExtractor(feature_size=config.num_mel_bins, chunk_length=seconds)
        extracted = json.loads(extractor.to_json_string())
        write(folder / "preprocessor_config.json", {k: v for k, v in extracted.items() if k != "mel_filters"})
        reference = Reference(model, tokenizer, extractor)
        if name == "whisper-thresholds":
            cases = thresholds(reference)
        elif name.endswith("-export"):
            export_speech_seq2seq(model, folder)
            cases = exported(reference)
        else:
            cases = long_windows(reference) if name == "whisper-long" else short_windows(reference, name == "whisper")
        if name == "whisper-export":
            merge(folder)
        save_cases("automatic-speech-recognition", full, list(cases))
        print(full)


main()
