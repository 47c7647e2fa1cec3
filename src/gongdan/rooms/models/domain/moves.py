"""How far a model may get from where it is; a person decides each step, a fault only the last."""

from collections.abc import Mapping
from typing import Final

from gongdan.engines.matching.features import FEATURES
from gongdan.engines.plugged.manifest import Manifest
from gongdan.kernel.messages import Refused
from gongdan.rooms.models.contract import FAULTS_IN_ROW, Figures, ModelState, PluggedModel
from gongdan.rooms.models.domain.comparing import gate
from gongdan.rooms.models.domain.refusals import ModelCode, refuse
from gongdan.rooms.models.domain.scoring import unknown_features

_FROM: Final[Mapping[ModelState, frozenset[ModelState]]] = {
    ModelState.CHECKING: frozenset({ModelState.REFUSED, ModelState.CHECKED, ModelState.OUT}),
    ModelState.PILOT: frozenset({ModelState.CHECKED, ModelState.LIVE, ModelState.OUT}),
    ModelState.LIVE: frozenset({ModelState.PILOT}),
    ModelState.OUT: frozenset({ModelState.CHECKED, ModelState.PILOT, ModelState.LIVE}),
    ModelState.DELETED: frozenset({ModelState.OUT, ModelState.REFUSED}),
}
"""From which states each one is reached. A model that is out has been checked before."""


def offered(model: PluggedModel) -> tuple[ModelState, ...]:
    """Return what may be done with a model now; of what a deleted one was, nothing leads back."""
    return tuple(
        to
        for to, sources in _FROM.items()
        if model.state in sources and (to not in _ON_ORDERS or _on_orders(model))
    )


def move(model: PluggedModel, to: ModelState, found: Figures) -> Refused | None:
    """Return why a model can't go there; None where it can."""
    if to in _ON_ORDERS and (no := _unfit(model.manifest)):
        return no
    if to not in offered(model):
        return refuse(ModelCode.NOT_NOW, state=model.state)
    return gate(model.manifest.task, found) if to is ModelState.LIVE else None


def trips(model: PluggedModel) -> bool:
    """Tell whether it has failed so often in a row that it is taken out."""
    return model.faults_in_row >= FAULTS_IN_ROW


_ON_ORDERS: Final = frozenset({ModelState.PILOT, ModelState.LIVE})


def _on_orders(model: PluggedModel) -> bool:
    passed = model.report is not None and model.report.passed
    return passed and _unfit(model.manifest) is None


def _unfit(manifest: Manifest) -> Refused | None:
    """Return why a model can't be asked of orders, whatever it has shown."""
    if manifest.task == "detection":
        return refuse(ModelCode.NOT_FOR_ORDERS, task=manifest.task)
    if manifest.task == "scoring" and (unknown := unknown_features(manifest)):
        return refuse(ModelCode.FEATURES_UNKNOWN, unknown=unknown[:10], known=list(FEATURES))
    return None
