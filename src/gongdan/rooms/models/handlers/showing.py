"""Models as a page shows them: words, figures, steps, and what may be done now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.engines.plugged.report import TriedSample
from gongdan.engines.plugged.words import words
from gongdan.kernel.messages import Refused
from gongdan.kernel.paging import Cursor, cut
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.models import store
from gongdan.rooms.models.contract import Choice, Figures, PluggedModel
from gongdan.rooms.models.domain.moves import offered
from gongdan.rooms.models.domain.refusals import ModelCode, refuse
from gongdan.rooms.models.domain.scoring import unknown_features
from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.handlers.weighing import Weighing
from gongdan.rooms.models.store.choices import choices_of

MOST_CHOICES: Final = 20
"""So many of the newest choices are shown one by one."""
_ITSELF: Final = UUID(int=0)


class ModelCheck(Struct, frozen=True, kw_only=True):
    """What a check found, with the verdict in words by language; milliseconds, bytes."""

    passed: bool
    code: str
    words: dict[str, str]
    runtime: str
    inputs: list[str]
    outputs: list[str]
    operators: dict[str, int]
    load_ms: float
    ms: float
    ms_most: float
    memory: int
    kernel: bool
    tried: list[TriedSample]


class ModelLine(Struct, frozen=True, kw_only=True):
    """A model in the list; `unknown` features of candidates can't be told to it."""

    id: UUID
    name: str
    version: str
    task: str
    runtime: str
    state: str
    file_name: str
    size: int
    digest: str
    author: str
    licence: str
    note: str
    labels: dict[str, str]
    features: list[str]
    unknown: list[str]
    sure_from: float
    check: ModelCheck | None
    faults: int
    faults_in_row: int
    last_fault: str
    made_at: datetime
    offered: list[str]


class PluggedStep(Struct, frozen=True):
    """A state that a model reached; without a name ("") it got there by itself."""

    state: str
    at: datetime
    by: str
    reason: str


class ComparedChoice(Struct, frozen=True):
    """A choice, and the number of its order ("": the reader may not see it)."""

    choice: Choice
    number: str


class PluggedShown(Struct, frozen=True, kw_only=True):
    """A model with its figures beside the one that decides, and how it got here.

    `choices`: what a model that scores candidates said of the newest ones.
    """

    model: ModelLine
    figures: Figures
    choices: list[ComparedChoice]
    steps: list[PluggedStep]


class Showing:
    """Shows models."""

    def __init__(self, means: Means, weighing: Weighing) -> None:
        self._means = means
        self._weighing = weighing

    async def page(
        self, principal: Principal, after: Cursor, limit: int, *, deleted: bool
    ) -> tuple[Sequence[ModelLine], str | None]:
        """Return a page of models, and where the next one begins."""
        async with self._means.database.reading(principal.tenant) as reader:
            found = await store.page(reader, principal.tenant, after, limit, deleted=deleted)
        items, cursor = cut(found, limit, store.place_of)
        return [line(each) for each in items], cursor

    async def one(self, principal: Principal, model: UUID) -> PluggedShown | Refused:
        """Return one model."""
        tenant = principal.tenant
        async with self._means.database.reading(tenant) as reader:
            kept = await store.load(reader, tenant, model)
            if kept is None:
                return refuse(ModelCode.NOT_FOUND)
            steps = await store.steps(reader, tenant, model)
            figures = await self._weighing.figures(reader, tenant, kept)
            choices = await choices_of(reader, tenant, model, most=MOST_CHOICES)
        authors = [each.author for each in steps if each.author]
        numbers = await self._means.orders.numbers(principal, {each.order for each in choices})
        names = await self._means.people.names(tenant, authors)
        told = [
            PluggedStep(each.state, each.at, names.get(each.author or _ITSELF, ""), each.reason)
            for each in steps
        ]
        return PluggedShown(
            model=line(kept),
            figures=figures,
            choices=[ComparedChoice(each, numbers.get(each.order, "")) for each in choices],
            steps=told,
        )


def line(model: PluggedModel) -> ModelLine:
    """Return a model as lists show it."""
    told = model.manifest
    return ModelLine(
        id=model.id,
        name=told.name,
        version=told.version,
        task=told.task,
        runtime=told.runtime,
        state=model.state,
        file_name=model.file_name,
        size=model.size,
        digest=model.digest,
        author=told.author,
        licence=told.licence,
        note=told.note,
        labels=told.labels,
        features=list(told.input.features),
        unknown=unknown_features(told) if told.task == "scoring" else [],
        sure_from=told.output.sure_from,
        check=_check(model),
        faults=model.faults,
        faults_in_row=model.faults_in_row,
        last_fault=model.last_fault,
        made_at=model.made_at,
        offered=[str(each) for each in offered(model)],
    )


def _check(model: PluggedModel) -> ModelCheck | None:
    found = model.report
    if found is None:
        return None
    return ModelCheck(
        passed=found.passed,
        code=found.code,
        words=words(found, model.manifest.runtime),
        runtime=found.runtime,
        inputs=list(found.inputs),
        outputs=list(found.outputs),
        operators=found.operators,
        load_ms=found.load_ms,
        ms=found.ms,
        ms_most=found.ms_most,
        memory=found.memory,
        kernel=found.kernel,
        tried=list(found.tried),
    )
