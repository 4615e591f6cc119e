"""Texts that try a tokenizer: all scripts, emoji sequences, combining marks, control characters, code, long words."""

import random

from corpus import SENTENCES

EDGES = ["", " ", "  ", "\n", "a", " a", "a ", "\t\t x", "\r\n", "it's we've I'm they'll DON'T 'S", "x" * 300, "é" * 70,
         "a\u0301\u0302b", "ﬁne Ａｂｃ ①½²", "1234567 ٣٤٥ ⅷ", "👩‍👩‍👧‍👦🇫🇷👍🏽", "क्षि நி ကျွန်", "각각\u1100\u1161\u11a8", "\u0000\u0007\u200b\ufeff\ufffd",
         "<s>Hello</s> [MASK] <|end|>", "foo_bar(x, y)\n    return x**2  # ok", "https://example.org/a?b=c&d=%20e",
         "ΑΣ ς İIı ẞß ǅ", "日本語テキスト、中文。", "مرحبا بالعالم", "שָׁלוֹם", "a\u00a0b\u3000c\u2028d\u0085e", "----====>>>>", "\U0010ffff\ue000\U000e0041"]

BLOCKS = [(0x20, 0x7E)] * 6 + [
    (0x00, 0x1F), (0x80, 0x9F), (0xA0, 0xFF), (0x100, 0x24F), (0x250, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x5FF),
    (0x600, 0x6FF), (0x700, 0x8FF), (0x900, 0xDFF), (0xE00, 0xFFF), (0x1000, 0x109F), (0x10A0, 0x11FF), (0x1200, 0x17FF),
    (0x1800, 0x1CFF), (0x1D00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x218F), (0x2190, 0x2BFF), (0x2C00, 0x2FFF),
    (0x3000, 0x30FF), (0x3100, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xABFF), (0xAC00, 0xD7FF),
    (0xE000, 0xF8FF), (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE00, 0xFEFF), (0xFF00, 0xFFFF), (0x10000, 0x10FFF),
    (0x11000, 0x16FFF), (0x17000, 0x1BFFF), (0x1D000, 0x1D7FF), (0x1E000, 0x1EFFF), (0x1F000, 0x1FAFF), (0x1F1E6, 0x1F1FF),
    (0x20000, 0x323AF), (0xE0000, 0xE01EF), (0xF0000, 0x10FFFF)]

PARTS = ["'s", "'re", "n't", "123", "4567", "3.14", "\r\n", "\n\n", "\t", "  ", "   ", "\u00a0", "\u3000", "\u200d", "\ufe0f", "e\u0301",
         "👩‍👩‍👧", "🇩🇪", "👍🏿", "❤️", "क्षि", "한국어", "¼²", "▁", "Ġ", "##", "</w>", "<0x0A>", "<s>", "</s>", "<unk>", "<pad>", "<mask>", "[MASK]", "[UNK]",
         "<|endoftext|>", "<|im_start|>", "{\"a\": [1, null]}", "x_1 += y[0];", "if (a && b) {", "https://x.org/?q=1", "…", "—", "“q”", "ﬀ", "Ａ", "ß", "İ", "ς"]


def _character(rng):
    first, last = rng.choice(BLOCKS) if rng.random() > 0.03 else (0, 0x10FFFF)
    while True:
        c = rng.randint(first, last)
        if not 0xD800 <= c < 0xE000:
            return chr(c)


def _piece(rng, words):
    kind = rng.random()
    if kind < 0.45:
        return rng.choice(words)
    if kind < 0.6:
        first, last = rng.choice(BLOCKS)
        run = (rng.randint(first, last) for _ in range(rng.randint(1, 8)))
        return "".join(chr(c) for c in run if not 0xD800 <= c < 0xE000)
    if kind < 0.72:
        return "".join(_character(rng) for _ in range(rng.randint(1, 4)))
    if kind < 0.9:
        return rng.choice(PARTS)
    if kind < 0.93:
        return rng.choice(words)[:3] * rng.randint(1, 40)
    if kind < 0.97:
        return rng.choice("   \n\t\u00a0") * rng.randint(1, 9)
    word = rng.choice(words)
    return word.upper() if rng.random() < 0.5 else word.title()


def texts(seed, count):
    """The edges, then random texts; the same for the same seed."""
    rng = random.Random(seed)
    words = [word for sentence in SENTENCES for word in sentence.split()]
    yield from EDGES[:count]
    for _ in range(count - len(EDGES)):
        if rng.random() < 0.1:
            yield rng.choice(SENTENCES)
            continue
        text = ""
        for _ in range(rng.randint(1, 10)):
            text += _piece(rng, words)
            if rng.random() < 0.6:
                text += " "
        yield text
