"""What each runtime gives: a loaded model that is asked one tensor at a time."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gongdan.engines.plugged.answers import Out
from gongdan.engines.plugged.tensors import Tensor

MOST_OUT = 100_000
"""Numbers of an output that are looked at: a model that says more is not believed."""


class UnfitError(Exception):
    """Carries the code of a refusal, and a detail."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class About(Struct, frozen=True):
    """What a file says of itself."""

    runtime: str
    classes: Sequence[str] = ()
    inputs: Sequence[str] = ()
    outputs: Sequence[str] = ()
    operators: Mapping[str, int] = {}


class Loaded(Protocol):
    """A model in memory."""

    about: About

    def run(self, tensor: Tensor) -> dict[str, Out]:
        """Return all outputs by name; raises `UnfitError`, or whatever its runtime raises."""
        ...


def array(tensor: Tensor) -> NDArray[np.generic]:
    """Return numbers as an array; a text stays a text."""
    if tensor.type == "string":
        return np.asarray(tensor.texts, dtype=object).reshape(tensor.shape)
    return np.asarray(tensor.numbers, dtype=tensor.type).reshape(tensor.shape)


def fitted(given: NDArray[np.generic], wanted: Sequence[object]) -> NDArray[np.generic]:
    """Return an array in the shape that a model declares; raises `UnfitError` where it can't be.

    Open places (None, a name, -1) take what comes; a place of 1 may be added or left out.
    """
    have = list(given.shape)
    while len(have) < len(wanted):
        have.append(1)
    while len(have) > len(wanted) and 1 in have:
        have.remove(1)
    fits = len(have) == len(wanted) and all(
        not isinstance(want, int) or want < 0 or want == got
        for got, want in zip(have, wanted, strict=True)
    )
    if not fits:
        raise UnfitError("input_unfit", f"{list(given.shape)} -> {list(wanted)}")
    return given.reshape(have)


def out(value: object) -> Out:
    """Return one output of a runtime; raises `UnfitError` where it is beyond measure."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _shares(value[0])
    if isinstance(value, dict):
        return _shares(value)
    found = np.asarray(value)
    if found.size > MOST_OUT:
        raise UnfitError("no_answer", f"{found.size} numbers")
    if found.dtype.kind in "OUS":
        return Out(found.shape, labels=tuple(str(each)[:200] for each in found.ravel()))
    return Out(found.shape, numbers=tuple(map(float, found.ravel())))


def _shares(found: dict[object, object]) -> Out:
    if len(found) > MOST_OUT:
        raise UnfitError("no_answer", f"{len(found)} labels")
    return Out(shares={str(key)[:200]: float(str(share)) for key, share in found.items()})
