"""ONNX by onnxruntime (extra `gongdan[onnx]`): looked at first, without custom operators."""

from typing import Final

import numpy as np
import onnxruntime as ort

from gongdan.adapters.model_runtimes.loaded import About, UnfitError, array, fitted, out
from gongdan.engines.plugged.answers import Out
from gongdan.engines.plugged.manifest import Manifest
from gongdan.engines.plugged.onnx_file import Unfit, look
from gongdan.engines.plugged.tensors import Tensor

_TYPES: Final = {
    "tensor(string)": object,
    "tensor(float)": np.float32,
    "tensor(double)": np.float64,
    "tensor(int32)": np.int32,
    "tensor(int64)": np.int64,
}


class OnnxModel:
    """Fulfils `loaded.Loaded`; one thread, no optimised copy, no file."""

    def __init__(self, body: bytes, manifest: Manifest) -> None:
        seen = look(body)
        if isinstance(seen, Unfit):
            raise UnfitError(seen.reason, seen.detail)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        self._session = ort.InferenceSession(body, options, providers=["CPUExecutionProvider"])
        inputs = self._session.get_inputs()
        wanted = [each for each in inputs if manifest.input.name in {"", each.name}]
        if len(inputs) != 1 or not wanted:
            raise UnfitError("input_unfit", ", ".join(each.name for each in inputs)[:200])
        self._input = wanted[0]
        if self._input.type not in _TYPES:
            raise UnfitError("input_unfit", self._input.type)
        self._outputs = [each.name for each in self._session.get_outputs()]
        self.about = About(
            runtime=f"onnxruntime {ort.__version__}",
            inputs=[f"{each.name}: {each.type} {each.shape}" for each in inputs],
            outputs=[
                f"{each.name}: {each.type} {each.shape}" for each in self._session.get_outputs()
            ],
            operators=seen.operators,
        )

    def run(self, tensor: Tensor) -> dict[str, Out]:
        """Ask the session."""
        is_text = self._input.type == "tensor(string)"
        if is_text != (tensor.type == "string"):
            raise UnfitError("input_unfit", f"{tensor.type} -> {self._input.type}")
        given = fitted(array(tensor), self._input.shape).astype(_TYPES[self._input.type])
        found = self._session.run(self._outputs, {self._input.name: given})
        return {name: out(each) for name, each in zip(self._outputs, found, strict=True)}


def preload() -> None:
    """Let the runtime read what it wants to know of the machine, while files can be opened."""
    ort.get_available_providers()
