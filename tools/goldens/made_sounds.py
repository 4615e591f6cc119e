"""Long recordings that need no file: tests/golden/made_sound.cpp makes the same."""

import io
import wave

import numpy as np

RATE = 16000


def made_sound(seconds: float, silent: bool = False) -> bytes:
    """A WAV file: silent, or a buzz that changes its pitch and swells. Whole numbers alone, so that both languages agree."""
    i = np.arange(int(seconds * RATE), dtype=np.int64)
    samples = (i * (3 + i // 4000 % 7 * 2) % 199 - 99) * (i // 1000 % 5 * 40) * (0 if silent else 1)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


def made_input(seconds: float, silent: bool = False) -> dict:
    """An input of a case; the tests send the sound's bytes as base64."""
    return {"$made": {"seconds": seconds, "silent": silent}}
