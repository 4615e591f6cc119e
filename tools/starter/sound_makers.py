"""The sounds that starter/sounds-ast-tiny knows, made from random numbers: each function gives samples of about a second."""

import numpy as np

RATE = 16000
LENGTH = RATE


def time(seconds=1.0):
    return np.arange(int(RATE * seconds)) / RATE


def noise(random, count, low, high):
    """White noise between two frequencies."""
    spectrum = np.fft.rfft(random.standard_normal(count))
    frequencies = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[(frequencies < low) | (frequencies > high)] = 0
    sound = np.fft.irfft(spectrum, count)
    return sound / (np.abs(sound).max() + 1e-9)


def sweep(frequency):
    """A tone whose frequency is given for every sample."""
    return np.sin(2 * np.pi * np.cumsum(frequency) / RATE)


def placed(pieces):
    """(start in seconds, samples) added up in one second."""
    out = np.zeros(LENGTH)
    for start, piece in pieces:
        begin = int(start * RATE)
        piece = piece[: max(0, LENGTH - begin)]
        out[begin:begin + len(piece)] += piece
    return out


def beep(random):
    pitch, on = random.uniform(500, 2000), random.uniform(0.08, 0.3)
    gap = on * random.uniform(0.4, 1.2)
    tone = np.sin(2 * np.pi * pitch * time(on))
    if random.random() < 0.5:
        tone = np.sign(tone) * 0.6
    start = random.uniform(0, 0.2)
    return placed([(start + i * (on + gap), tone) for i in range(12) if start + i * (on + gap) < 1])


def bell(random):
    pitch, decay = random.uniform(250, 1200), random.uniform(2, 6)
    t = time()
    tone = sum(a * np.sin(2 * np.pi * pitch * r * t) * np.exp(-decay * (0.5 + 0.4 * i) * t)
               for i, (r, a) in enumerate([(0.5, 0.5), (1, 1), (1.19, 0.6), (1.5, 0.4), (2, 0.6), (2.74, 0.4), (3.76, 0.25)]))
    return placed([(random.uniform(0, 0.3), tone)])


def bird(random):
    pieces, at = [], random.uniform(0, 0.15)
    low, span = random.uniform(2200, 4500), random.uniform(400, 1800)
    while at < 0.95:
        length = random.uniform(0.04, 0.12)
        t = time(length) / length
        shape = random.choice(3)
        bend = t if shape == 0 else 1 - t if shape == 1 else np.sin(np.pi * t)
        pieces.append((at, sweep(low + span * bend) * np.sin(np.pi * t)))
        at += length + random.uniform(0.02, 0.15)
    return placed(pieces)


def clapping(random):
    pieces, at = [], random.uniform(0, 0.1)
    while at < 1:
        t = time(0.12)
        pieces.append((at, noise(random, len(t), 600, random.uniform(3000, 6500)) * np.exp(-t * random.uniform(40, 80))
                       * random.uniform(0.6, 1)))
        at += random.uniform(0.05, 0.22)
    return placed(pieces)


def engine(random):
    t, pitch = time(), random.uniform(28, 90)
    phase = 2 * np.pi * pitch * np.cumsum(1 + random.uniform(0, 0.06) * np.sin(2 * np.pi * random.uniform(0.5, 3) * t)) / RATE
    hum = sum(np.sin(k * phase + random.uniform(0, 6)) / k ** random.uniform(0.5, 0.9) for k in range(1, 14))
    return hum / np.abs(hum).max() + random.uniform(0.05, 0.25) * noise(random, LENGTH, 80, 900)


def knocking(random):
    pieces, at, gap = [], random.uniform(0, 0.2), random.uniform(0.13, 0.3)
    pitch = random.uniform(120, 420)
    while at < 0.95:
        t = time(0.1)
        thud = np.sin(2 * np.pi * pitch * t) + 0.6 * np.sin(2 * np.pi * 2.3 * pitch * t)
        pieces.append((at, (thud + 0.3 * noise(random, len(t), 100, 1500)) * np.exp(-t * random.uniform(45, 80))))
        at += gap * random.uniform(0.9, 1.1)
    return placed(pieces)


def rain(random):
    sound = noise(random, LENGTH, random.uniform(500, 1500), random.uniform(5500, 7900)) * 0.5
    for _ in range(random.integers(20, 120)):
        at = random.integers(0, LENGTH - 200)
        sound[at:at + 200] += random.uniform(0.1, 0.6) * noise(random, 200, 1000, 7500) * np.exp(-np.arange(200) / 30)
    return sound


def siren(random):
    t, middle = time(), random.uniform(600, 1300)
    speed, span = random.uniform(0.7, 3.5), random.uniform(0.15, 0.45)
    bend = np.sin(2 * np.pi * speed * t + random.uniform(0, 6))
    if random.random() < 0.4:
        bend = np.tanh(8 * bend)  # two tones in turn
    tone = sweep(middle * (1 + span * bend))
    return tone + random.uniform(0, 0.4) * sweep(2 * middle * (1 + span * bend))


def wind(random):
    t = time()
    gust = 0.6 + 0.4 * np.sin(2 * np.pi * random.uniform(0.3, 1.5) * t + random.uniform(0, 6))
    sound = noise(random, LENGTH, random.uniform(20, 80), random.uniform(250, 700)) * gust
    return sound + random.uniform(0, 0.15) * noise(random, LENGTH, 400, 1500)


MAKERS = {maker.__name__: maker for maker in (beep, bell, bird, clapping, engine, knocking, rain, siren, wind)}


def make(label, random):
    """A recording: what `label` sounds like, somewhat loud, over some noise, as bytes of 8 bits hold it."""
    sound = MAKERS[label](random)
    sound = sound / (np.abs(sound).max() + 1e-9)
    sound = sound + 10 ** random.uniform(-2.5, -1.1) * random.standard_normal(LENGTH)
    sound = sound / np.abs(sound).max() * random.uniform(0.2, 1)
    return np.clip(np.rint(sound * 127) + 128, 0, 255).astype(np.uint8)


def heard(recording):
    """As a decoder gives it."""
    return (recording.astype(np.float32) - 128) / 128
