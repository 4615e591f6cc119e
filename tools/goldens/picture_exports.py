"""ONNX exports of models that see, laid out in the ways that are met: float16, int8, bytes with the channels last, the two towers
of CLIP in one file and in two. Then tiny graphs that tests use: one that tells how a batch was made up, and some that no task can
read. Names of models as arguments limit it to them."""

import sys

import numpy as np
import onnx
import torch
import transformers
from onnx import TensorProto, helper, numpy_helper
from transformers import AutoModelForImageClassification, CLIPModel, CLIPVisionModelWithProjection, pipeline

from clip_exports import export_clip_together, export_clip_towers
from repository import ROOT, export_network, save_cases, save_model, write
from vision import FAMILIES, LABELS, NAMES, clip, image_classification, image_feature_extraction

BATCH = {0: "batch"}


class Rearranged(torch.nn.Module):
    """Takes a picture with its channels last."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, image):
        return self.model(image.permute(0, 3, 1, 2).to(torch.float32)).logits


def classifier(name, family, processor=None):
    """A tiny model, its folder and its image processor."""
    config, default = FAMILIES[family]
    processor = processor or default
    model = AutoModelForImageClassification.from_config(config(**NAMES), attn_implementation="eager")
    folder = save_model(name, model)
    write(folder / "preprocessor_config.json", processor.to_dict())
    return model, folder, processor


def save_classifier(name, model, processor, tolerance=1e-4):
    run = pipeline("image-classification", model=model.double(), image_processor=processor, dtype=torch.float64)
    save_cases("image-classification", name, list(image_classification(run)), tolerance)


def forget_weights(folder):
    """The export holds its weights itself, and nothing else does."""
    write(folder / "weights.json", {"tokenizer": None, "tensors": {}})


def channels_last(name):
    model, folder, processor = classifier(name, "resnet")
    export_network(Rearranged(model).eval(), folder, "model", {"image": torch.zeros(2, 64, 64, 3)},
                   {"image": BATCH, "logits": BATCH})
    save_classifier(name, model, processor)


def bytes_for_one(name):
    """As exports for telephones are: one picture at a time, in bytes."""
    model, folder, processor = classifier(name, "vit", transformers.ViTImageProcessor(
        do_rescale=False, do_normalize=False, size={"height": 48, "width": 48}))
    export_network(Rearranged(model).eval(), folder, "model", {"image": torch.zeros(1, 48, 48, 3, dtype=torch.uint8)},
                   {"logits": {}})
    save_classifier(name, model, processor)


def plain_export(model, folder):
    """The export as a ModelProto with its weights inside."""
    path = folder / "onnx" / "model.onnx"
    path.parent.mkdir()
    forward = model.forward
    model.forward = lambda pixel_values: forward(pixel_values).logits
    torch.onnx.export(model, (torch.zeros(2, 3, 64, 64),), str(path), input_names=["pixel_values"], output_names=["logits"],
                      dynamic_axes={"pixel_values": BATCH, "logits": BATCH}, opset_version=17, do_constant_folding=False, dynamo=False)
    model.forward = forward
    proto = onnx.load(str(path))
    path.unlink()
    for node in proto.graph.node:
        node.ClearField("doc_string")
    return proto


def round_weights(model, rounded):
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.copy_(torch.from_numpy(rounded(parameter.numpy())))


def halves(name):
    """float16 throughout, its inputs and outputs too."""
    model, folder, processor = classifier(name, "resnet")
    proto = plain_export(model, folder)
    for tensor in proto.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name))
    for value in (*proto.graph.input, *proto.graph.output):
        value.type.tensor_type.elem_type = TensorProto.FLOAT16
    del proto.graph.value_info[:]
    onnx.save(proto, folder / "onnx" / "model_fp16.onnx")
    forget_weights(folder)
    round_weights(model, lambda values: values.astype(np.float16).astype(np.float32))
    save_classifier(name, model, processor, 2e-3)  # of the 11 bits that numbers have between the layers


def int8(name):
    """Weights of 8 bits with a scale for each output, as quantisers of weights leave them."""
    def quantised(values):
        scale = np.abs(values.reshape(len(values), -1)).max(axis=1) / 127
        shape = (-1,) + (1,) * (values.ndim - 1)
        return np.rint(values / scale.reshape(shape)).astype(np.int8), scale.astype(np.float32), shape

    def restored(values):
        whole, scale, shape = quantised(values)
        return whole.astype(np.float32) * scale.reshape(shape)

    model, folder, processor = classifier(name, "resnet")
    proto = plain_export(model, folder)
    kept, nodes = [], []
    for tensor in proto.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.ndim < 2:
            kept.append(tensor)
            continue
        whole, scale, _ = quantised(values)
        kept += [numpy_helper.from_array(whole, tensor.name + "_quantized"), numpy_helper.from_array(scale, tensor.name + "_scale"),
                 numpy_helper.from_array(np.zeros(len(whole), np.int8), tensor.name + "_zero_point")]
        nodes.append(helper.make_node("DequantizeLinear", [tensor.name + end for end in ("_quantized", "_scale", "_zero_point")],
                                      [tensor.name], axis=0))
    nodes += proto.graph.node
    del proto.graph.initializer[:], proto.graph.node[:]
    proto.graph.initializer.extend(kept)
    proto.graph.node.extend(nodes)
    onnx.save(proto, folder / "onnx" / "model_int8.onnx")
    forget_weights(folder)
    round_weights(model, restored)
    save_classifier(name, model, processor)


def embeddings(name, *exports):
    """What CLIP sees, without any text; the reference has a class for it, whose weights a CLIPModel holds."""
    config = clip("wordpiece")
    model = CLIPModel._from_config(config, attn_implementation="eager")
    processor = transformers.CLIPImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
    folder = save_model(name, model, "wordpiece")
    write(folder / "preprocessor_config.json", processor.to_dict())
    for export in exports:
        export(model, folder)
    tower = CLIPVisionModelWithProjection._from_config(config.vision_config, attn_implementation="eager").eval()
    tower.load_state_dict({key: value for key, value in model.state_dict().items() if key.startswith("vis")}, strict=False)
    run = pipeline("image-feature-extraction", model=tower.double(), image_processor=processor, dtype=torch.float64)
    save_cases("image-feature-extraction", name, list(image_feature_extraction(run, pools=False)))


def graph(name, config, input, outputs, nodes):
    """A repository of a graph without weights. `input` and `outputs`: (name, type, extents)."""
    values = [helper.make_tensor_value_info(*one) for one in (input, *outputs)]
    proto = helper.make_model(helper.make_graph(nodes, name, values[:1], values[1:]), opset_imports=[helper.make_opsetid("", 17)])
    proto.ir_version = 8
    onnx.checker.check_model(proto)
    folder = ROOT / "models" / name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(proto, folder / "onnx" / "model.onnx")
    write(folder / "config.json", config)
    write(folder / "preprocessor_config.json", {"do_resize": True, "size": {"height": 8, "width": 8}, "do_rescale": True})
    forget_weights(folder)


def labels(*names):
    return {"id2label": {str(i): name for i, name in enumerate(names)}}


def constant(name, values):
    return helper.make_node("Constant", [], [name], value=numpy_helper.from_array(np.array(values), name))


def batch_position(name):
    """Tells of each picture its place in the batch that it was part of, and its brightness. Works for a while, so that pictures
    gather in front of it: the square of a large matrix, which is multiplied by 0."""
    node = helper.make_node
    graph(name, labels("position", "brightness"), ("pixel_values", TensorProto.FLOAT, ["batch", 3, 8, 8]),
          [("logits", TensorProto.FLOAT, ["batch", 2])],
          [node("ReduceMean", ["pixel_values"], ["means"], axes=[1, 2, 3], keepdims=0),
           constant("last", np.int64([1])), node("Unsqueeze", ["means", "last"], ["brightness"]),
           node("ReduceMean", ["means"], ["mean"], keepdims=0),
           constant("large", np.int64([1024, 1024])), node("Expand", ["mean", "large"], ["matrix"]),
           node("MatMul", ["matrix", "matrix"], ["square"]), node("ReduceMean", ["square"], ["work"], keepdims=0),
           constant("zero", np.float32(0)), constant("one", np.float32(1)), constant("axis", np.int64(0)),
           node("Mul", ["work", "zero"], ["nothing"]), node("Add", ["nothing", "one"], ["unit"]),
           node("Shape", ["brightness"], ["extents"]), node("Expand", ["unit", "extents"], ["ones"]),
           node("CumSum", ["ones", "axis"], ["position"]), node("Concat", ["position", "brightness"], ["logits"], axis=1)])


def unreadable(kind):
    """What no task can read: a picture whose channels may be on either side, and outputs of other shapes than the task's."""
    any_size = ["batch", "a", "b", "c"]
    pictures = ("image", TensorProto.FLOAT, any_size if kind == "input" else ["batch", 3, 8, 8])
    shape = {"input": ["batch", "x"], "detections": [1, 4, 48], "masks": ["batch", 8, 24], "depths": ["batch", 3, 8, 8]}[kind]
    if kind in ("input", "depths"):
        nodes = [helper.make_node("Flatten" if kind == "input" else "Identity", ["image"], ["result"])]
    else:
        nodes = [constant("shape", np.int64([-1, *shape[1:]])), helper.make_node("Reshape", ["image", "shape"], ["result"])]
    graph(f"unreadable-{kind}", labels(*LABELS), pictures, [("result", TensorProto.FLOAT, shape)], nodes)


MODELS = {
    "resnet-nhwc-image-classification": channels_last,
    "vit-bytes-image-classification": bytes_for_one,
    "resnet-fp16-image-classification": halves,
    "resnet-int8-image-classification": int8,
    "clip-together-image-feature-extraction": lambda name: embeddings(name, export_clip_together, export_clip_towers),
    "clip-towers-image-feature-extraction": lambda name: embeddings(name, export_clip_towers),
    "batch-position": batch_position,
    **{f"unreadable-{kind}": lambda name: unreadable(name.split("-")[1]) for kind in ("input", "detections", "masks", "depths")},
}

if __name__ == "__main__":
    for name, make in MODELS.items():
        if not sys.argv[1:] or name in sys.argv[1:]:
            make(name)
            print(name)
