"""Recordings in every format, and what the reference hears in them: samples as its pipelines read them, and the features of
its extractors. Needs the program ffmpeg as well, which the reference calls."""

import json
import pathlib
import subprocess

import numpy as np
from transformers import ASTFeatureExtractor, WhisperFeatureExtractor
from transformers.pipelines.audio_utils import ffmpeg_read

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "golden" / "sounds"
STEP = 16  # of the samples, one in so many is recorded

# name: rate, channels, seconds, how ffmpeg writes it
FORMATS = {
    "u8.wav": (8000, 1, 0.4, "-c:a pcm_u8"),
    "s16.wav": (16000, 1, 0.4, "-c:a pcm_s16le"),
    "s16-stereo-44100.wav": (44100, 2, 0.2, "-c:a pcm_s16le"),
    "s24-48000.wav": (48000, 1, 0.2, "-c:a pcm_s24le"),
    "s32-22050.wav": (22050, 1, 0.2, "-c:a pcm_s32le"),
    "f32-stereo.wav": (16000, 2, 0.2, "-c:a pcm_f32le"),
    "f64-11025.wav": (11025, 1, 0.2, "-c:a pcm_f64le"),
    "mulaw.wav": (8000, 1, 0.4, "-c:a pcm_mulaw"),
    "alaw.wav": (8000, 1, 0.4, "-c:a pcm_alaw"),
    "surround.wav": (16000, 6, 0.1, "-c:a pcm_s16le"),
    "short.wav": (16000, 1, 0.05, "-c:a pcm_s16le"),
    "voice.flac": (44100, 2, 0.3, "-c:a flac"),
    "voice.mp3": (44100, 2, 0.6, "-c:a libmp3lame -b:a 64k"),
    "voice-vorbis.ogg": (44100, 1, 0.6, "-c:a libvorbis"),
    "voice-opus.ogg": (48000, 1, 0.6, "-c:a libopus -b:a 32k"),
    "voice.m4a": (44100, 1, 0.6, "-c:a aac -b:a 48k"),
    "voice.webm": (48000, 1, 0.6, "-c:a libopus -b:a 32k"),
    "pauses.wav": (8000, 1, 3.0, "-af volume='lt(mod(t,1),0.6)':eval=frame -c:a pcm_mulaw"),
    "film.mp4": (48000, 1, 0.5, "-f lavfi -i color=s=32x32:d=0.5:r=10 -c:v mpeg4 -c:a aac -b:a 48k -shortest"),
}


def voice(rate: int, channels: int, seconds: float) -> np.ndarray:
    """Something like a voice: harmonics that glide, swelling and fading, with a little noise; another one per channel."""
    t = np.arange(int(rate * seconds)) / rate
    rng = np.random.default_rng(7)
    def one(c):
        pitch = 2 * np.pi * np.cumsum(130 + 40 * c + 60 * np.sin(2 * np.pi * 3 * t)) / rate
        tone = sum(np.sin(k * pitch) / k for k in range(1, 12) if 200 * k < rate / 2)
        return 0.25 * tone * (0.6 + 0.4 * np.sin(2 * np.pi * 5 * t + c)) + 0.01 * rng.standard_normal(len(t))
    return np.stack([one(c) for c in range(channels)], 1).astype(np.float32)


def write(name: str, rate: int, channels: int, seconds: float, arguments: str) -> bytes:
    path = FOLDER / name
    subprocess.run(["ffmpeg", "-y", "-loglevel", "error", "-f", "f32le", "-ar", str(rate), "-ac", str(channels),
                    "-i", "pipe:0", *arguments.split(), "-fflags", "+bitexact", "-flags:a", "+bitexact", str(path)],
                   input=voice(rate, channels, seconds).tobytes(), check=True)
    return path.read_bytes()


def heard(name: str, rate: int) -> dict:
    samples = ffmpeg_read((FOLDER / name).read_bytes(), rate)
    return {"file": name, "sample_rate": rate, "count": len(samples), "step": STEP,
            "samples": [float(f"{s:.8g}") for s in samples[::STEP]]}


def rows(features: np.ndarray) -> list[list[float]]:
    return [[float(f"{v:.7g}") for v in row] for row in features]


def features() -> list[dict]:
    """[frame][filter], of every eighth of the first frames."""
    sound = ffmpeg_read((FOLDER / "s16.wav").read_bytes(), 16000)
    made = []
    for bands in (80, 128):
        got = WhisperFeatureExtractor(feature_size=bands)(sound, sampling_rate=16000, return_tensors="np").input_features[0]
        made.append({"type": "WhisperFeatureExtractor", "feature_size": bands, "file": "s16.wav", "shape": list(got.shape),
                     "step": 8, "frames": rows(got.T[:64:8])})
    got = ASTFeatureExtractor()(sound, sampling_rate=16000, return_tensors="np").input_values[0]
    made.append({"type": "ASTFeatureExtractor", "file": "s16.wav", "shape": list(got.shape), "step": 8, "frames": rows(got[:64:8])})
    return made


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, format in FORMATS.items():
        write(name, *format)
    cases = [heard(name, 16000) for name in FORMATS] + [heard("s16.wav", 24000), heard("voice.flac", 8000)]
    (FOLDER / "heard.json").write_text(json.dumps({"sounds": cases, "features": features()}))


main()
