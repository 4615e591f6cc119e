"""decoder_model_merged.onnx: the first run of an export and its later runs as the two branches of one network, which a flag
`use_cache_branch` chooses between, as optimum's exporter merges them (optimum, onnx/graph_transformations.py, merge_decoders)."""

import pathlib

import onnx
from onnx import TensorProto, helper


def branch(graph: onnx.GraphProto, prefix: str) -> onnx.GraphProto:
    """The nodes of `graph` under names of their own, without its weights and inputs, which lie outside."""
    def own(name):
        return f"{prefix}/{name}" if name and name not in outside else name

    outside = {value.name for value in graph.input}
    nodes = []
    for node in graph.node:
        assert not any(attribute.HasField("g") for attribute in node.attribute), node.name
        copy = onnx.NodeProto()
        copy.CopyFrom(node)
        copy.name = own(node.name)
        copy.input[:] = [own(name) for name in node.input]
        copy.output[:] = [own(name) for name in node.output]
        nodes.append(copy)
    outputs = [helper.make_empty_tensor_value_info(own(value.name)) for value in graph.output]
    return helper.make_graph(nodes, prefix, [], outputs)


def weights_of(graph: onnx.GraphProto, prefix: str):
    for initializer in graph.initializer:
        copy = onnx.TensorProto()
        copy.CopyFrom(initializer)
        copy.name = f"{prefix}/{initializer.name}"
        yield copy


def empty_outputs(part: onnx.GraphProto, missing, prefix: str) -> None:
    """What only the first run gives, with the extent 0 of a batch: it is in the cache already."""
    for value in missing:
        dims = [d.dim_value if d.HasField("dim_value") else 0 if i == 0 else 1 for i, d in enumerate(value.type.tensor_type.shape.dim)]
        name = f"{prefix}/{value.name}"
        part.node.append(helper.make_node("Constant", [], [name], value=helper.make_tensor(name, TensorProto.FLOAT, dims, [])))


def merge(folder: pathlib.Path) -> None:
    """Puts onnx/decoder_model_merged.onnx in the place of decoder_model.onnx and decoder_with_past_model.onnx."""
    first, later = (onnx.load(folder / "onnx" / f"{name}.onnx", load_external_data=False)
                    for name in ("decoder_model", "decoder_with_past_model"))
    outputs = list(first.graph.output)
    then, otherwise = branch(later.graph, "later"), branch(first.graph, "first")
    known = {value.name for value in later.graph.output}
    missing = [value for value in outputs if value.name not in known]
    empty_outputs(then, missing, "later")
    del then.output[:]
    then.output.extend(helper.make_empty_tensor_value_info(f"later/{value.name}") for value in outputs)
    inputs = {value.name: value for value in [*later.graph.input, *first.graph.input]}
    flag = helper.make_tensor_value_info("use_cache_branch", TensorProto.BOOL, [1])
    choose = helper.make_node("If", ["use_cache_branch"], [value.name for value in outputs], name="choose",
                              then_branch=then, else_branch=otherwise)
    graph = helper.make_graph([choose], "merged", [*inputs.values(), flag], outputs,
                              [*weights_of(later.graph, "later"), *weights_of(first.graph, "first")])
    merged = helper.make_model(graph, opset_imports=list(first.opset_import), ir_version=first.ir_version)
    (folder / "onnx" / "decoder_model_merged.onnx").write_bytes(merged.SerializeToString())
    for name in ("decoder_model", "decoder_with_past_model"):
        (folder / "onnx" / f"{name}.onnx").unlink()
