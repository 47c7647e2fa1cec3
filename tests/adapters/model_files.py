"""Tiny models of every format, honest and hostile, made on the spot."""

import io
import json
import pickle
import warnings
import zipfile
from collections.abc import Sequence
from typing import Any

import flatbuffers
import numpy as np
import onnx
import skops.io
from ai_edge_litert import schema_py_generated as schema
from onnx import TensorProto, helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import Pipeline, make_pipeline

from gongdan.engines.plugged.manifest import Input, Manifest, Output, Sample
from gongdan.engines.plugged.tensors import hashed

TEXTS = [
    "pump leaks oil",
    "泵漏水了",
    "the pump drips",
    "door is broken",
    "门坏了",
    "door won't close",
]
LABELS = ["pump", "pump", "pump", "door", "door", "door"]
SIZE = 256


def manifest(runtime: str = "onnx", **changed: Any) -> Manifest:
    """Return the manifest of the pipeline, or one that differs in something."""
    told: dict[str, Any] = {
        "name": "plant-triage",
        "version": "1",
        "task": "triage",
        "runtime": runtime,
        "input": Input("text"),
        "labels": {"pump": "pumps", "door": "doors"},
        "samples": (Sample("pump leaks oil", label="pump"), Sample("门坏了", label="door")),
    }
    return Manifest(**(told | changed))


def pipeline() -> Pipeline:
    """Return a text classifier as a data scientist would train it."""
    words = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), lowercase=False)
    return make_pipeline(words, LogisticRegression(C=50)).fit(TEXTS * 3, LABELS * 3)


def text_onnx() -> bytes:
    """Return the pipeline as ONNX."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # runs of characters: it says that they may not work
        made = to_onnx(pipeline(), initial_types=[("text", StringTensorType([None]))])
    return bytes(made.SerializeToString())


def text_skops() -> bytes:
    """Return the pipeline in the skops format."""
    return bytes(skops.io.dumps(pipeline()))


def hashed_weights() -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return a linear layer (2, SIZE) over hashed texts that knows pumps from doors."""
    rows = np.array([hashed(each, SIZE) for each in TEXTS], np.float32)
    learned = LogisticRegression(C=50).fit(rows, LABELS)
    one = learned.coef_[0].astype(np.float32)
    return np.stack([-one, one])


SCORED = ("open_orders", "load", "history_rate")


def scoring_manifest(runtime: str = "onnx", **changed: Any) -> Manifest:
    """Return the manifest of `scoring_onnx` and `scoring_skops`."""
    told: dict[str, Any] = {
        "name": "plant-scorer",
        "task": "scoring",
        "input": Input("features", features=SCORED),
        "labels": {},
        "samples": (),
    }
    return manifest(runtime, **(told | changed))


def scorer() -> Ridge:
    """Return a regression as a data scientist would train it: who has much to do takes more."""
    rows = np.random.default_rng(5).uniform(0, 4, (200, len(SCORED))).astype(np.float32)
    return Ridge().fit(rows, rows[:, 0] + 0.1 * rows[:, 2])


def scoring_onnx() -> bytes:
    """Return the regression as ONNX."""
    wide = FloatTensorType([None, len(SCORED)])
    made = to_onnx(scorer(), initial_types=[("rows", wide)])
    return bytes(made.SerializeToString())


def scoring_skops() -> bytes:
    """Return the regression in the skops format."""
    return bytes(skops.io.dumps(scorer()))


def scoring_rubbish() -> bytes:
    """Return a model that says sense of whole numbers, and of a fraction that it is no number."""
    return onnx_of(
        [
            helper.make_node("Floor", ["x"], ["whole"]),
            helper.make_node("Sub", ["whole", "x"], ["fraction"]),
            helper.make_node("Sqrt", ["fraction"], ["odd"]),
            helper.make_node("ReduceSum", ["odd", "along"], ["shares"], keepdims=0),
        ],
        shape=(-1, len(SCORED)),
        weights=[constant("along", [1], kind=TensorProto.INT64)],
    )


def scoring_endless() -> bytes:
    """Return a model that answers of whole numbers, and thinks of a fraction for years."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["going"], ["go_on"]),
            helper.make_node("Sin", ["state"], ["next"]),
        ],
        "body",
        [
            helper.make_tensor_value_info("turn", TensorProto.INT64, []),
            helper.make_tensor_value_info("going", TensorProto.BOOL, []),
            helper.make_tensor_value_info("state", TensorProto.FLOAT, [None]),
        ],
        [
            helper.make_tensor_value_info("go_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("next", TensorProto.FLOAT, [None]),
        ],
    )
    return onnx_of(
        [
            helper.make_node("Floor", ["x"], ["whole"]),
            helper.make_node("Sub", ["x", "whole"], ["fraction"]),
            helper.make_node("ReduceMax", ["fraction"], ["most"], keepdims=0),
            helper.make_node("Mul", ["most", "years"], ["long"]),
            helper.make_node("Cast", ["long"], ["turns"], to=TensorProto.INT64),
            helper.make_node("ReduceSum", ["x", "along"], ["summed"], keepdims=0),
            helper.make_node("Loop", ["turns", "yes", "summed"], ["shares"], body=body),
        ],
        shape=(-1, len(SCORED)),
        weights=[
            constant("along", [1], kind=TensorProto.INT64),
            constant("years", [1e15], shape=[]),
            constant("yes", [True], kind=TensorProto.BOOL, shape=[]),
        ],
    )


def litert() -> bytes:
    """Return a .tflite of one fully connected layer and a softmax over hashed texts."""
    weights = hashed_weights()
    model, graph = schema.ModelT(), schema.SubGraphT()
    model.version, model.subgraphs = 3, [graph]
    model.buffers = [schema.BufferT() for _ in range(5)]
    model.buffers[2].data = np.frombuffer(weights.tobytes(), np.uint8)
    shapes = [(1, SIZE), weights.shape, (1, 2), (1, 2)]
    graph.tensors = []
    for at, (name, shape) in enumerate(zip(["x", "w", "logits", "shares"], shapes, strict=True)):
        tensor = schema.TensorT()
        tensor.name, tensor.shape, tensor.type, tensor.buffer = name, list(shape), 0, at + 1
        graph.tensors.append(tensor)
    layer, softmax = schema.OperatorT(), schema.OperatorT()
    layer.opcodeIndex, layer.inputs, layer.outputs = 0, [0, 1, -1], [2]
    layer.builtinOptionsType = schema.BuiltinOptions.FullyConnectedOptions
    layer.builtinOptions = schema.FullyConnectedOptionsT()
    softmax.opcodeIndex, softmax.inputs, softmax.outputs = 1, [2], [3]
    softmax.builtinOptionsType = schema.BuiltinOptions.SoftmaxOptions
    softmax.builtinOptions = schema.SoftmaxOptionsT()
    softmax.builtinOptions.beta = 1.0
    graph.inputs, graph.outputs, graph.operators = [0], [3], [layer, softmax]
    model.operatorCodes = []
    for code in (schema.BuiltinOperator.FULLY_CONNECTED, schema.BuiltinOperator.SOFTMAX):
        each = schema.OperatorCodeT()
        each.builtinCode = each.deprecatedBuiltinCode = code
        each.version = 1
        model.operatorCodes.append(each)
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def litert_manifest(size: int = SIZE) -> Manifest:
    """Return the manifest of the .tflite."""
    return manifest(
        "litert", input=Input("hashed", size=size), output=Output(classes=("door", "pump"))
    )


def onnx_of(
    nodes: Sequence[onnx.NodeProto],
    *,
    kind: int = TensorProto.FLOAT,
    shape: Sequence[int] = (1, 4),
    weights: Sequence[onnx.TensorProto] = (),
    domain: str = "",
) -> bytes:
    """Return a model from `x` to `shares`, of some nodes."""
    graph = helper.make_graph(
        list(nodes),
        "g",
        [helper.make_tensor_value_info("x", kind, list(shape))],
        [helper.make_tensor_value_info("shares", TensorProto.FLOAT, None)],
        list(weights),
    )
    imports = [helper.make_opsetid("", 17)]
    if domain:
        imports.append(helper.make_opsetid(domain, 1))
    made = helper.make_model(graph, opset_imports=imports, ir_version=9)
    return bytes(made.SerializeToString())


def numbers_manifest(wide: int = 4, **changed: Any) -> Manifest:
    """Return a manifest for `onnx_of`."""
    told: dict[str, Any] = {
        "input": Input("hashed", size=wide),
        "samples": (),
        "output": Output(classes=("door", "pump")),
    }
    return manifest("onnx", **(told | changed))


def constant(
    name: str,
    values: Sequence[float],
    *,
    kind: int = TensorProto.FLOAT,
    shape: Sequence[int] | None = None,
) -> onnx.TensorProto:
    """Return a tensor of weights."""
    return helper.make_tensor(name, kind, [len(values)] if shape is None else shape, values)


def answers(*values: float) -> bytes:
    """Return a model that always says the same."""
    return onnx_of(
        [
            helper.make_node("ReduceSum", ["x"], ["s"], keepdims=0),
            helper.make_node("Mul", ["s", "zero"], ["z"]),
            helper.make_node("Add", ["z", "said"], ["shares"]),
        ],
        weights=[
            constant("zero", [0.0], shape=[]),
            constant("said", values, shape=[1, len(values)]),
        ],
    )


def custom_operator() -> bytes:
    """Return a model that calls an operator of its author's own library."""
    return onnx_of(
        [helper.make_node("Backdoor", ["x"], ["shares"], domain="evil.ops")], domain="evil.ops"
    )


def other_files() -> bytes:
    """Return a model whose weights are said to lie in a file of the machine."""
    weights = TensorProto(
        name="w", data_type=TensorProto.FLOAT, dims=[4, 2], data_location=TensorProto.EXTERNAL
    )
    for key, value in (("location", "../../../../etc/passwd"), ("offset", "0"), ("length", "32")):
        weights.external_data.add(key=key, value=value)
    return onnx_of([helper.make_node("MatMul", ["x", "w"], ["shares"])], weights=[weights])


def endless() -> bytes:
    """Return a model with a loop that never ends."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["going"], ["go_on"]),
            helper.make_node("Sin", ["state"], ["next"]),
        ],
        "body",
        [
            helper.make_tensor_value_info("turn", TensorProto.INT64, []),
            helper.make_tensor_value_info("going", TensorProto.BOOL, []),
            helper.make_tensor_value_info("state", TensorProto.FLOAT, [1, 4]),
        ],
        [
            helper.make_tensor_value_info("go_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("next", TensorProto.FLOAT, [1, 4]),
        ],
    )
    return onnx_of(
        [helper.make_node("Loop", ["turns", "yes", "x"], ["shares"], body=body)],
        weights=[
            constant("turns", [2**62], kind=TensorProto.INT64, shape=[]),
            constant("yes", [True], kind=TensorProto.BOOL, shape=[]),
        ],
    )


def greedy() -> bytes:
    """Return a model that makes ten gigabytes of numbers."""
    return onnx_of(
        [
            helper.make_node("ConstantOfShape", ["size"], ["huge"]),
            helper.make_node("ReduceSum", ["x"], ["s"], keepdims=0),
            helper.make_node("Add", ["huge", "s"], ["shares"]),
        ],
        weights=[constant("size", [2_500_000_000], kind=TensorProto.INT64)],
    )


def skops_with(module: str, name: str) -> bytes:
    """Return a skops file that names a type of its author's choice."""
    source = zipfile.ZipFile(io.BytesIO(text_skops()))
    schema_of = json.loads(source.read("schema.json"))
    schema_of["__module__"], schema_of["__class__"] = module, name
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("schema.json", json.dumps(schema_of))
    return made.getvalue()


def zip_bomb() -> bytes:
    """Return half a megabyte that unpacks to half a gigabyte."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("schema.json", b" " * 500_000_000)
    return made.getvalue()


class Opened:
    """A pickle that would leave a trace."""

    def __reduce__(self) -> tuple[Any, ...]:
        import os  # noqa: PLC0415 - a stranger's file brings its own

        return os.system, ("true",)


def pickled() -> bytes:
    """Return a pickle."""
    return pickle.dumps(Opened())
