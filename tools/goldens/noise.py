"""The noise that a seed gives: the generator of src/generation/random.cpp, so that the reference can be given the same."""

import math

import torch

MASK = (1 << 64) - 1


def rotl(value: int, by: int) -> int:
    return (value << by | value >> (64 - by)) & MASK


class Random:
    """xoshiro256** seeded by splitmix64."""

    def __init__(self, seed: int):
        self.state = []
        for _ in range(4):
            seed = seed + 0x9E3779B97F4A7C15 & MASK
            z = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9 & MASK
            z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
            self.state.append(z ^ z >> 31)

    def bits(self) -> int:
        s = self.state
        result = rotl(s[1] * 5 & MASK, 7) * 9 & MASK
        shifted = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotl(s[3], 45)
        return result

    def uniform(self) -> float:
        return (self.bits() >> 11) * 2.0**-53

    def normal(self) -> float:
        radius = math.sqrt(-2.0 * math.log(1.0 - self.uniform()))
        return radius * math.cos(2.0 * math.pi * self.uniform())

    def tensor(self, *shape: int) -> torch.Tensor:
        return torch.tensor([self.normal() for _ in range(math.prod(shape))], dtype=torch.float32).reshape(shape)


class given:
    """While it lasts, torch's normal noise is that of `random`."""

    def __init__(self, random: Random):
        self.random = random

    def __enter__(self):
        self.saved = torch.randn, torch.randn_like
        torch.randn = lambda *shape, **options: self.random.tensor(*shape)
        torch.randn_like = lambda like, **options: self.random.tensor(*like.shape)

    def __exit__(self, *error):
        torch.randn, torch.randn_like = self.saved
