"""The registry: every version of the weights and of triage, what it did, and who let it go on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from msgspec.structs import asdict

from gongdan.engines.matching.learning import changes
from gongdan.engines.matching.need import Weights
from gongdan.engines.matching.promoting import Stage
from gongdan.kernel.database import Reader
from gongdan.rooms.dispatch.domain.shares import share
from gongdan.rooms.dispatch.domain.stages import Reached, Step, standing_of
from gongdan.rooms.dispatch.domain.trials import SHARES
from gongdan.rooms.dispatch.domain.words import itself_in_words
from gongdan.rooms.dispatch.handlers.speaking import called
from gongdan.rooms.dispatch.store.learned import (
    ModelLine,
    agreement,
    how_weights_did,
    model_lines,
)
from gongdan.rooms.dispatch.store.weights import LearnedWeights, all_weights, steps_of
from gongdan.rooms.dispatch.views.learning import Interval, ModelShown, StepShown

MOST_MODELS: Final = 50
_DIGITS: Final = 2


async def registry(
    reader: Reader, tenant: UUID, begins: datetime, *, names: Mapping[UUID, str], spoken: str
) -> list[ModelShown]:
    """Return all models, weights first, the newest first; figures are of orders since `begins`."""
    return [
        *await _weights(reader, tenant, begins, names=names, spoken=spoken),
        *await _triage(reader, tenant, begins, names=names, spoken=spoken),
    ]


async def _weights(
    reader: Reader, tenant: UUID, begins: datetime, *, names: Mapping[UUID, str], spoken: str
) -> list[ModelShown]:
    steps = await steps_of(reader, tenant, "weights")
    known = await all_weights(reader, tenant)
    did = {
        each.version: share(each.good, each.orders)
        for each in await how_weights_did(reader, tenant, begins)
    }
    standing = standing_of(steps)
    tried = standing.challenger
    found = []
    for version in (*sorted(known, reverse=True)[:MOST_MODELS], 0):
        stage: Reached = "whole" if version == standing.champion else "retired"
        if tried is not None and version == tried.version:
            stage = tried.stage
        kept = known.get(version)
        weights = kept.weights if kept else Weights()
        found.append(
            ModelShown(
                model="weights",
                version=version,
                stage=stage,
                share=_share_of(stage),
                made_at=kept.made_at if kept else None,
                first_at=kept.first_at if kept else None,
                last_at=kept.last_at if kept else None,
                orders=kept.orders if kept else 0,
                sha256=kept.sha256 if kept else "",
                parent=kept.parent if kept else 0,
                weights=_rounded(asdict(weights)),
                changes=_rounded(_changed(known, kept)),
                did=Interval(*asdict(did.get(version, share(0, 0))).values()),
                steps=_steps(steps, version, names, spoken),
                may_roll_back=bool(version) and stage != "retired",
                untried=False,
            )
        )
    return found


def _changed(known: Mapping[int, LearnedWeights], kept: LearnedWeights | None) -> dict[str, float]:
    if kept is None:
        return {}
    parent = known.get(kept.parent)
    return changes(parent.weights if parent else Weights(), kept.weights)


async def _triage(
    reader: Reader, tenant: UUID, begins: datetime, *, names: Mapping[UUID, str], spoken: str
) -> list[ModelShown]:
    steps = await steps_of(reader, tenant, "triage")
    standing = standing_of(steps)
    tried = standing.challenger
    did = {each.key: each for each in await agreement(reader, tenant, begins, by_model=True)}
    lines = await model_lines(reader, tenant, MOST_MODELS)
    first = ModelLine(0, "", "words", 0, None, None, begins)
    found = []
    for line in (*lines, first):
        seen = did.get(called(line.version))
        stage: Reached = "whole" if line.version == standing.champion else "retired"
        if tried is not None and line.version == tried.version:
            stage = tried.stage
        agreed = share(seen.agreed, seen.orders) if seen else share(0, 0)
        found.append(
            ModelShown(
                model="triage",
                version=line.version,
                stage=stage,
                share=_share_of(stage),
                made_at=line.made_at if line.version else None,
                first_at=line.first_at,
                last_at=line.last_at,
                orders=line.orders,
                sha256=line.sha256,
                parent=max(line.version - 1, 0),
                weights={},
                changes={},
                did=Interval(*asdict(agreed).values()),
                steps=_steps(steps, line.version, names, spoken),
                may_roll_back=bool(line.version) and stage != "retired",
                untried=_untried(steps, line.version),
            )
        )
    return found


def _untried(steps: Sequence[Step], version: int) -> bool:
    first = next((each for each in steps if each.version == version), None)
    return first is not None and first.stage == "whole"


def _share_of(stage: Reached) -> float:
    return SHARES[cast("Stage", stage)] if stage in SHARES else 0.0


def _steps(
    steps: Sequence[Step], version: int, names: Mapping[UUID, str], spoken: str
) -> list[StepShown]:
    return [
        StepShown(
            stage=each.stage,
            since=each.since,
            by=names.get(each.author, "?") if each.author else "",
            reason=each.reason if each.author else itself_in_words(each.reason, spoken),
        )
        for each in steps
        if each.version == version
    ]


def _rounded(points: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, _DIGITS) for name, value in points.items()}
