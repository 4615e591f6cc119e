"""voice-activity-detection on a network with the inputs and outputs of silero-vad: loudness, smoothed by its state."""

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper as h
from transformers.pipelines.audio_utils import ffmpeg_read

from repository import ROOT, file_input, save_cases, write

RATE, WINDOW, OVERLAP = 16000, 512, 64
NAME = "silero-voice-activity-detection"


def network() -> onnx.ModelProto:
    constant = lambda name, value: h.make_tensor(name, T.FLOAT, [], [value])
    nodes = [h.make_node("Abs", ["input"], ["loud"]),
             h.make_node("ReduceMean", ["loud"], ["level"], axes=[1], keepdims=1),
             h.make_node("Mul", ["state", "keep"], ["kept"]),
             h.make_node("Mul", ["level", "take"], ["taken"]),
             h.make_node("Add", ["kept", "taken"], ["stateN"]),
             h.make_node("ReduceMean", ["stateN"], ["smooth"], axes=[0, 2], keepdims=0),
             h.make_node("Reshape", ["smooth", "column"], ["smoothed"]),
             h.make_node("Mul", ["smoothed", "gain"], ["scaled"]),
             h.make_node("Cast", ["sr"], ["rate"], to=T.FLOAT),
             h.make_node("Div", ["rate", "usual"], ["relative"]),  # 1 at 16 kHz
             h.make_node("Sub", ["scaled", "relative"], ["centred"]),
             h.make_node("Sigmoid", ["centred"], ["output"])]
    values = [constant("keep", 0.6), constant("take", 0.4), constant("gain", 15.0), constant("usual", float(RATE)),
              h.make_tensor("column", T.INT64, [2], [-1, 1])]
    graph = h.make_graph(nodes, "vad", [h.make_tensor_value_info("input", T.FLOAT, ["batch", "samples"]),
                                        h.make_tensor_value_info("state", T.FLOAT, [2, "batch", 128]),
                                        h.make_tensor_value_info("sr", T.INT64, [])],
                         [h.make_tensor_value_info("output", T.FLOAT, ["batch", 1]),
                          h.make_tensor_value_info("stateN", T.FLOAT, [2, "batch", 128])], values)
    return h.make_model(graph, opset_imports=[h.make_opsetid("", 17)], ir_version=8)


def probabilities(samples: np.ndarray) -> list[float]:
    """What the network computes, in NumPy."""
    state, before, found = np.float32(0), np.zeros(OVERLAP, np.float32), []
    for start in range(0, len(samples), WINDOW):
        chunk = samples[start:start + WINDOW]
        chunk = np.pad(chunk, (0, WINDOW - len(chunk)))
        level = np.abs(np.concatenate([before, chunk])).mean()
        state = np.float32(0.6) * state + np.float32(0.4) * level
        before = chunk[-OVERLAP:]
        found.append(float(1 / (1 + np.exp(1 - np.float32(15) * state))))
    return found


def segments(found: list[float], samples: int, threshold: float, min_speech: int, min_silence: int) -> list[list[int]]:
    """silero-vad, utils_vad.py, get_speech_timestamps with speech_pad_ms=0."""
    speaking, start, end, made = False, 0, 0, []
    for now, probability in ((WINDOW * i, p) for i, p in enumerate(found)):
        if probability >= threshold:
            end = 0
            if not speaking:
                speaking, start = True, now
        elif speaking and probability < max(threshold - 0.15, 0.01):
            end = end or now
            if now - end >= min_silence:
                if end - start > min_speech:
                    made.append([start, end])
                speaking, end = False, 0
    if speaking and samples - start > min_speech:
        made.append([start, samples])
    return made


def main():
    path = ROOT / "models" / NAME / "onnx" / "model.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(network(), path)
    write(path.parent.parent / "weights.json", {"tokenizer": None, "tensors": {}})
    def case(name, **options):
        samples = ffmpeg_read((ROOT / "sounds" / name).read_bytes(), RATE)
        got = segments(probabilities(samples), len(samples), options.get("threshold", 0.5),
                       options.get("min_speech_ms", 250) * RATE // 1000, options.get("min_silence_ms", 100) * RATE // 1000)
        return {"inputs": {"audio_base64": file_input(f"sounds/{name}")}, "options": options,
                "output": {"segments": [{"start": a / RATE, "end": b / RATE} for a, b in got],
                           "speech_ratio": sum(b - a for a, b in got) / len(samples)}}
    cases = [case("pauses.wav"), case("pauses.wav", threshold=0.7), case("pauses.wav", min_silence_ms=600),
             case("pauses.wav", min_speech_ms=2000), case("s16-stereo-44100.wav"), case("short.wav")]
    save_cases("voice-activity-detection", NAME, cases)


main()
