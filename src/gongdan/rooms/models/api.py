"""`/models`: what was trained elsewhere: taken in, checked, tried in silence, live, taken back."""

from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct

from gongdan.engines.matching.features import FEATURES
from gongdan.engines.plugged.answers import Said, Scored
from gongdan.engines.plugged.manifest import Sample
from gongdan.kernel.http import Given, granted, needs
from gongdan.kernel.paging import page_of, read_cursor
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.models.contract import ModelState, PlugModel
from gongdan.rooms.models.handlers.desk import ModelDesk
from gongdan.rooms.models.handlers.showing import ModelLine, PluggedShown


class CategoryName(Struct, frozen=True):
    """A category that a manifest may map labels to, with its names by language."""

    key: str
    name: dict[str, str]


class Models(Struct, frozen=True):
    """A page of models, by name and version; which categories and features manifests may name."""

    items: list[ModelLine]
    next: str | None
    categories: list[CategoryName]
    features: list[str]


class ModelReason(Struct, frozen=True, forbid_unknown_fields=True):
    """Why, in a sentence; it stays to be read with the model."""

    reason: str


class AskModel(Struct, frozen=True, forbid_unknown_fields=True):
    """A text, or rows of numbers: for each candidate, or for each reading of the window."""

    text: str = ""
    numbers: tuple[tuple[float, ...], ...] = ()


class ModelAnswer(Struct, frozen=True, kw_only=True):
    """What a model said: a category, or a number for each row and whether it is over the limit."""

    label: str
    confidence: float
    verdict: str
    scores: list[float]
    over: list[bool]
    ms: float


class ModelController(Controller):
    """Models that were trained elsewhere."""

    path = "/models"
    tags = ("models",)

    @get("/", opt=needs(Action.MODEL_READ), summary="List models that were trained elsewhere")
    async def page(
        self,
        principal: Given[Principal],
        models: Given[ModelDesk],
        cursor: FromQuery[str | None] = None,
        limit: FromQuery[int] = 50,
        deleted: FromQuery[bool] = False,  # noqa: FBT002 - a query has no positions
    ) -> Models:
        """Those that are here, or those that were deleted: what they did stays to be read."""
        after = granted(read_cursor(cursor))
        items, more = await models.showing.page(principal, after, page_of(limit), deleted=deleted)
        names = await models.means.categories.names(principal.tenant)
        categories = [CategoryName(key, dict(name)) for key, name in sorted(names.items())]
        return Models(list(items), more, categories, list(FEATURES))

    @post("/", opt=needs(Action.MODEL_CHANGE), summary="Take an uploaded file as a model")
    async def plug(
        self, principal: Given[Principal], models: Given[ModelDesk], data: JSONBody[PlugModel]
    ) -> Response[PluggedShown]:
        """Keep it with its manifest, and have the worker check it behind walls."""
        plugged = granted(await models.plugging.plug(principal, data))
        shown = granted(await models.showing.one(principal, plugged))
        return Response(shown, status_code=201)

    @get("/{model:uuid}", opt=needs(Action.MODEL_READ), summary="Show a model and its figures")
    async def one(
        self, principal: Given[Principal], models: Given[ModelDesk], model: FromPath[UUID]
    ) -> PluggedShown:
        return granted(await models.showing.one(principal, model))

    @post(
        "/{model:uuid}/check",
        opt=needs(Action.MODEL_CHANGE),
        status_code=202,
        summary="Check a model again",
    )
    async def check_model(
        self, principal: Given[Principal], models: Given[ModelDesk], model: FromPath[UUID]
    ) -> PluggedShown:
        """After a runtime was installed, say; nothing asks the model meanwhile."""
        granted(await models.plugging.check_again(principal, model))
        return granted(await models.showing.one(principal, model))

    @post(
        "/{model:uuid}/ask",
        opt=needs(Action.MODEL_READ),
        status_code=200,
        summary="Ask a model that was checked",
    )
    async def ask_model(
        self,
        principal: Given[Principal],
        models: Given[ModelDesk],
        model: FromPath[UUID],
        data: JSONBody[AskModel],
    ) -> ModelAnswer:
        """For a category, for points of candidates, or for the anomaly of a window."""
        sample = Sample(text=data.text, numbers=data.numbers)
        answer = granted(await models.speaking.asked(principal, model, sample))
        said = scored = answer.said
        return ModelAnswer(
            label=said.label if isinstance(said, Said) else "",
            confidence=said.confidence if isinstance(said, Said) else 0.0,
            verdict=said.verdict if isinstance(said, Said) else "",
            scores=list(scored.scores) if isinstance(scored, Scored) else [],
            over=list(scored.over) if isinstance(scored, Scored) else [],
            ms=answer.ms,
        )

    @post(
        "/{model:uuid}/pilot",
        opt=needs(Action.MODEL_CHANGE),
        status_code=200,
        summary="Let a model speak of new orders in silence",
    )
    async def pilot_model(
        self,
        principal: Given[Principal],
        models: Given[ModelDesk],
        model: FromPath[UUID],
        data: JSONBody[ModelReason],
    ) -> PluggedShown:
        return await _moved(models, principal, model, ModelState.PILOT, data.reason)

    @post(
        "/{model:uuid}/live",
        opt=needs(Action.MODEL_CHANGE),
        status_code=200,
        summary="Let a model have its word on new orders",
    )
    async def live_model(
        self,
        principal: Given[Principal],
        models: Given[ModelDesk],
        model: FromPath[UUID],
        data: JSONBody[ModelReason],
    ) -> PluggedShown:
        """Refused until enough orders bear it out; who was live before speaks in silence.

        A model for triage says what orders are about; one for scoring brings candidates up to
        three points, beside the other reasons.
        """
        return await _moved(models, principal, model, ModelState.LIVE, data.reason)

    @post(
        "/{model:uuid}/out",
        opt=needs(Action.MODEL_CHANGE),
        status_code=200,
        summary="Take a model back",
    )
    async def out_model(
        self,
        principal: Given[Principal],
        models: Given[ModelDesk],
        model: FromPath[UUID],
        data: JSONBody[ModelReason],
    ) -> PluggedShown:
        """The built-in model answers again, from the next order on."""
        return await _moved(models, principal, model, ModelState.OUT, data.reason)

    @post(
        "/{model:uuid}/delete",
        opt=needs(Action.MODEL_CHANGE),
        status_code=200,
        summary="Delete a model that is out or was refused",
    )
    async def delete_model(
        self,
        principal: Given[Principal],
        models: Given[ModelDesk],
        model: FromPath[UUID],
        data: JSONBody[ModelReason],
    ) -> PluggedShown:
        """Its file is destroyed with its key: there is no way back.

        Its steps, and what it said, stay to be read; its name and version stay taken.
        """
        granted(await models.deleting.delete(principal, model, data.reason))
        models.speaking.forget(principal.tenant)
        return granted(await models.showing.one(principal, model))


async def _moved(
    models: ModelDesk, principal: Principal, model: UUID, to: ModelState, reason: str
) -> PluggedShown:
    granted(await models.moving.move(principal, model, to, reason))
    models.speaking.forget(principal.tenant)
    return granted(await models.showing.one(principal, model))
