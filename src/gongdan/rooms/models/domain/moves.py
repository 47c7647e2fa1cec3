"""How far a model may get from where it is; a person decides each step, a fault only the last."""

from collections.abc import Mapping
from typing import Final

from gongdan.kernel.messages import Refused
from gongdan.rooms.models.contract import FAULTS_IN_ROW, Figures, ModelState, PluggedModel
from gongdan.rooms.models.domain.comparing import gate
from gongdan.rooms.models.domain.refusals import ModelCode, refuse

_FROM: Final[Mapping[ModelState, frozenset[ModelState]]] = {
    ModelState.CHECKING: frozenset({ModelState.REFUSED, ModelState.CHECKED, ModelState.OUT}),
    ModelState.PILOT: frozenset({ModelState.CHECKED, ModelState.LIVE, ModelState.OUT}),
    ModelState.LIVE: frozenset({ModelState.PILOT}),
    ModelState.OUT: frozenset({ModelState.CHECKED, ModelState.PILOT, ModelState.LIVE}),
}
"""From which states each one is reached. A model that is out has been checked before."""


def offered(model: PluggedModel) -> tuple[ModelState, ...]:
    """Return what may be done with a model now; only triage is asked of orders."""
    return tuple(
        to
        for to, sources in _FROM.items()
        if model.state in sources and (to not in _ON_ORDERS or _on_orders(model))
    )


def move(model: PluggedModel, to: ModelState, found: Figures) -> Refused | None:
    """Return why a model can't go there; None where it can."""
    if to in _ON_ORDERS and model.manifest.task != "triage":
        return refuse(ModelCode.NOT_FOR_ORDERS, task=model.manifest.task)
    if to not in offered(model):
        return refuse(ModelCode.NOT_NOW, state=model.state)
    return gate(found) if to is ModelState.LIVE else None


def trips(model: PluggedModel) -> bool:
    """Tell whether it has failed so often in a row that it is taken out."""
    return model.faults_in_row >= FAULTS_IN_ROW


_ON_ORDERS: Final = frozenset({ModelState.PILOT, ModelState.LIVE})


def _on_orders(model: PluggedModel) -> bool:
    passed = model.report is not None and model.report.passed
    return model.manifest.task == "triage" and passed
