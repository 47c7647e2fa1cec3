"""ExecuTorch (.pte) by executorch and torch (extra `gongdan[torch]`): its portable operators.

A plain PyTorch file is a pickle and never taken; `torch.export` and ExecuTorch's `to_edge` make a
program out of a model that holds operators and numbers only.
"""

from importlib.metadata import version

import torch
from executorch.runtime import Program, Runtime, Verification

from gongdan.adapters.model_runtimes.loaded import About, UnfitError, array, fitted, out
from gongdan.engines.plugged.answers import Out
from gongdan.engines.plugged.manifest import Manifest
from gongdan.engines.plugged.tensors import Tensor

_MAGIC = b"ET12"
_METHOD = "forward"
_NAME = f"ExecuTorch {version('executorch')}"


class ExecutorchModel:
    """Fulfils `loaded.Loaded` over the method `forward` with one input."""

    def __init__(self, body: bytes, _manifest: Manifest) -> None:
        if body[4:8] != _MAGIC:
            raise UnfitError("not_executorch")
        program: Program = Runtime.get().load_program(
            body, verification=Verification.InternalConsistency
        )
        if _METHOD not in program.method_names:
            raise UnfitError("not_executorch", _METHOD)
        meta = program.metadata(_METHOD)
        if meta.num_inputs() != 1:
            raise UnfitError("input_unfit", f"{meta.num_inputs()} inputs")
        self._shape = list(meta.input_tensor_meta(0).sizes())
        self._program = program  # the method reads its memory
        self._method = program.load_method(_METHOD)
        self.about = About(
            runtime=_NAME,
            inputs=[str(self._shape)],
            outputs=[f"output_{each}" for each in range(meta.num_outputs())],
        )

    def run(self, tensor: Tensor) -> dict[str, Out]:
        """Execute the method."""
        given = fitted(array(tensor), self._shape)
        found = self._method.execute([torch.from_numpy(given.copy())])
        return {f"output_{at}": out(each.numpy()) for at, each in enumerate(found)}


def preload() -> None:
    """Load the runtime's own libraries."""
    Runtime.get()
