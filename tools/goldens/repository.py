"""A tiny model as the files of a repository, and requests with the reference's answers as files of cases."""

import datetime
import json
import pathlib
import shutil

import onnx
import onnx.numpy_helper
import torch
import transformers

import tiny_tokenizers
import weights

ROOT = pathlib.Path(__file__).resolve().parents[2] / "tests" / "golden"


def write(path: pathlib.Path, value) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def load_tokenizer(name: str):
    """tests/golden/tokenizers/<name>, trained first when it is not there: training is not deterministic, so it is not
    repeated."""
    folder = ROOT / "tokenizers" / name
    if not folder.exists():
        tokenizer = getattr(tiny_tokenizers, name)()
        tokenizer.save_pretrained(folder)
        if hasattr(tokenizer, "hub_class"):
            path = folder / "tokenizer_config.json"
            write(path, {**json.loads(path.read_text()), "tokenizer_class": tokenizer.hub_class})
        for path in folder.iterdir():
            if path.name not in ("tokenizer.json", "tokenizer_config.json"):
                path.unlink()
    return transformers.PreTrainedTokenizerFast.from_pretrained(folder)


def save_model(name: str, model, tokenizer: str | None = None, prefix: str = "", rename=lambda name: name) -> pathlib.Path:
    """Fills `model` with its weights and writes everything about it but them. `prefix` is put before every stored name."""
    folder = ROOT / "models" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shapes = weights.fill(model.eval(), rename)
    model.config.architectures = [type(model).__name__]
    model.config.to_json_file(folder / "config.json", use_diff=True)
    rows = ",\n".join(f"  {json.dumps(prefix + k)}: {json.dumps(v)}" for k, v in sorted(shapes.items()))
    (folder / "weights.json").write_text(f'{{\n "tokenizer": {json.dumps(tokenizer)},\n "tensors": {{\n{rows}\n }}\n}}\n')
    return folder


def export(model, folder: pathlib.Path, inputs: dict[str, torch.Tensor], axes: dict) -> None:
    """Writes onnx/model.onnx with the outputs that `axes` names beside the inputs."""
    outputs = [name for name in axes if name not in inputs]
    forward = model.forward
    model.forward = lambda *arguments: tuple(forward(**dict(zip(inputs, arguments)))[name] for name in outputs)
    export_network(model, folder, "model", inputs, axes)
    model.forward = forward


def export_network(model, folder: pathlib.Path, name: str, inputs: dict[str, torch.Tensor], axes: dict) -> None:
    """Writes onnx/<name>.onnx, whose outputs are those of `axes` that are not inputs."""
    path = folder / "onnx" / f"{name}.onnx"
    path.parent.mkdir(exist_ok=True)
    outputs = [name for name in axes if name not in inputs]
    torch.onnx.export(model, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
                      dynamic_axes=axes, opset_version=17, do_constant_folding=False, dynamo=False)
    external_weights(path, folder)


def external_weights(path: pathlib.Path, folder: pathlib.Path) -> None:
    """Leaves the weights of an export to model.onnx_data, which holds the tensors of weights.json one after the other. They
    are known by their bytes: exporters name them as they like."""
    proto = onnx.load(str(path))
    places, position = {}, 0
    for name, shape in json.loads((folder / "weights.json").read_text())["tensors"].items():
        data = weights.tensor(name, tuple(shape)).tobytes()
        places[data] = (position, len(data))
        position += len(data)
    for initializer in proto.graph.initializer:
        place = places.get(onnx.numpy_helper.to_array(initializer).tobytes())
        if place is None:
            continue
        initializer.ClearField("raw_data")
        initializer.ClearField("float_data")
        initializer.data_location = onnx.TensorProto.EXTERNAL
        for key, value in zip(("location", "offset", "length"), ("model.onnx_data", *place)):
            initializer.external_data.add(key=key, value=str(value))
    for node in proto.graph.node:
        node.ClearField("doc_string")
    path.write_bytes(proto.SerializeToString())


def file_input(path: str) -> dict:
    """An input that is a file of tests/golden, by its path there; the tests send its bytes as base64."""
    assert (ROOT / path).exists(), path
    return {"$file": path}


def save_cases(task: str, name: str, cases: list[dict], tolerance: float = 1e-4, model: str | None = None) -> None:
    """`cases`: {inputs, options?, output}. The tolerance is relative, for numbers; all else must be equal. `model` is
    the model's folder where that is not `name`."""
    made_by = f"transformers {transformers.__version__}, torch {torch.__version__}"
    write(ROOT / "cases" / task / f"{name}.json",
          {"model": f"golden/{model or name}", "task": task, "tolerance": tolerance, "made_by": made_by,
           "made_on": datetime.date.today().isoformat(), "cases": cases})
