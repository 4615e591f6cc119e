"""Weights as a function of tensor name and element index, so that tests can compute them and none need storing.

The same function is in tests/golden/tiny_weights.cpp: every operation is exact in IEEE arithmetic, so both agree bit for bit.
"""

import math

import numpy as np
import torch

MASK = (1 << 64) - 1


def fnv1a(name: str) -> int:
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 & MASK
    return value


def uniform(name: str, count: int) -> np.ndarray:
    """Numbers in [-1, 1) with 24 bits each: splitmix64 of the name's hash plus the index."""
    with np.errstate(over="ignore"):
        z = np.uint64(fnv1a(name)) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(40)).astype(np.float64) / (1 << 23) - 1.0


def tensor(name: str, shape: tuple[int, ...]) -> np.ndarray:
    """Vectors are 0.1 u, or 1 + 0.1 u for the weight of a normalisation; tensors of higher rank have the variance
    1 / fan_in, so that activations keep their size from layer to layer."""
    count = math.prod(shape)
    values = uniform(name, count)
    if len(shape) < 2:
        values = values * 0.1 + (1.0 if name.endswith("weight") else 0.0)
    else:
        values = values * math.sqrt(3.0 / (count // shape[0]))
    return values.astype(np.float32).reshape(shape)


def fill(model: torch.nn.Module) -> dict[str, list[int]]:
    """Overwrites every parameter of `model`; returns the shapes of those that a checkpoint stores."""
    shared = set(getattr(model, "all_tied_weights_keys", None) or ())
    shapes = {}
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if name in shared or not value.is_floating_point():
                continue
            value.copy_(torch.from_numpy(tensor(name, tuple(value.shape))))
            shapes[name] = list(value.shape)
    return shapes
