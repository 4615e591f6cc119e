"""Weights as a function of tensor name and element index, so that tests can compute them and none need storing.

The same function is in tests/golden/tiny_weights.cpp: every operation is exact in IEEE arithmetic, so both agree bit for bit.
"""

import math
import pathlib
import tempfile

import numpy as np
import torch
from safetensors.torch import load_file, save_file

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
    """Vectors are 0.1 u, or 1 + 0.1 u for the weight and the variance of a normalisation; tensors of higher rank have the variance
    1 / fan_in, so that activations keep their size from layer to layer."""
    count = math.prod(shape)
    values = uniform(name, count)
    if len(shape) < 2:
        values = values * 0.1 + (1.0 if name.endswith(("weight", "running_var")) else 0.0)
    else:
        values = values * math.sqrt(3.0 / (count // shape[0]))
    return values.astype(np.float32).reshape(shape)


def fill(model: torch.nn.Module, rename=lambda name: name) -> dict[str, list[int]]:
    """Gives `model` its weights, through a checkpoint: the names that the Hub's files have, which are not always those of the
    reference's modules (transformers, conversion_mapping.py). Returns the shapes of what the checkpoint stores.
    `rename` gives the names of files older than any that the reference writes."""
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        path = pathlib.Path(folder) / "model.safetensors"
        stored = {name: value for name, value in load_file(path).items() if value.is_floating_point()}
        shapes = {name: list(value.shape) for name, value in stored.items()}
        save_file({name: torch.from_numpy(tensor(rename(name), tuple(shape))) for name, shape in shapes.items()}, path,
                  metadata={"format": "pt"})
        loaded, report = type(model).from_pretrained(folder, output_loading_info=True)
        missing = [name for name in report["missing_keys"] if model.state_dict()[name].is_floating_point()]
        assert not missing and not report["unexpected_keys"], report
        model.load_state_dict(loaded.state_dict())
    return {rename(name): shape for name, shape in shapes.items()}
