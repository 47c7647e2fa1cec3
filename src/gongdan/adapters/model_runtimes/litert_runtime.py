"""LiteRT (.tflite) by ai-edge-litert (extra `gongdan[litert]`): built-in operators only."""

from importlib.metadata import version
from typing import Any

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from numpy.typing import NDArray

from gongdan.adapters.model_runtimes.loaded import About, UnfitError, array, fitted, out
from gongdan.engines.plugged.answers import Out
from gongdan.engines.plugged.manifest import Manifest
from gongdan.engines.plugged.tensors import Tensor

_MAGIC = b"TFL3"
_NAME = f"LiteRT {version('ai-edge-litert')}"


class LitertModel:
    """Fulfils `loaded.Loaded`; an operator that is not built in does not load."""

    def __init__(self, body: bytes, manifest: Manifest) -> None:
        if body[4:8] != _MAGIC:
            raise UnfitError("not_litert")
        self._interpreter = Interpreter(
            model_content=body,
            num_threads=1,
            experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES,
        )
        self._interpreter.allocate_tensors()
        inputs = self._interpreter.get_input_details()
        wanted = [each for each in inputs if manifest.input.name in {"", each["name"]}]
        if len(inputs) != 1 or not wanted:
            raise UnfitError("input_unfit", ", ".join(each["name"] for each in inputs)[:200])
        self._input, self._outputs = wanted[0], self._interpreter.get_output_details()
        self.about = About(
            runtime=_NAME,
            inputs=[_told(each) for each in inputs],
            outputs=[_told(each) for each in self._outputs],
        )

    def run(self, tensor: Tensor) -> dict[str, Out]:
        """Ask the interpreter; quantised outputs are brought back to what they stand for."""
        declared = self._input["shape_signature"]
        given = fitted(array(tensor), [int(each) for each in declared])
        if list(given.shape) != list(self._input["shape"]):
            self._interpreter.resize_tensor_input(self._input["index"], given.shape)
            self._interpreter.allocate_tensors()
        self._interpreter.set_tensor(self._input["index"], _quantised(given, self._input))
        self._interpreter.invoke()
        return {
            each["name"]: out(_plain(self._interpreter.get_tensor(each["index"]), each))
            for each in self._outputs
        }


def _told(detail: dict[str, Any]) -> str:
    shape = [int(each) for each in detail["shape_signature"]]
    return f"{detail['name']}: {np.dtype(detail['dtype']).name} {shape}"


def _quantised(given: NDArray[Any], detail: dict[str, Any]) -> NDArray[Any]:
    scale, zero = detail["quantization"]
    kind = np.dtype(detail["dtype"])
    if not scale or kind.kind == "f":
        return given.astype(kind)
    limits = np.iinfo(kind)
    rounded: NDArray[Any] = np.clip(np.round(given / scale + zero), limits.min, limits.max)
    return rounded.astype(kind)


def _plain(found: NDArray[Any], detail: dict[str, Any]) -> NDArray[Any]:
    scale, zero = map(float, detail["quantization"])
    plain: NDArray[Any] = (found.astype(np.float32) - zero) * scale if scale else found
    return plain


def preload() -> None:
    """Nothing is read later on."""
