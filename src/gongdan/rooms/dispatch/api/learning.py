"""`/dispatch/learning`: what was learned, models let on and taken back, learning asked for."""

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.dispatch.domain.stages import ModelKind
from gongdan.rooms.dispatch.handlers.desk import DispatchDesk
from gongdan.rooms.dispatch.views.learning import LearningShown
from gongdan.rooms.identity.contract import Action, Principal


class BecauseOf(Struct, frozen=True, forbid_unknown_fields=True):
    """Why, in a sentence; it stays to be read with the version."""

    reason: str


class DispatchLearningController(Controller):
    """What dispatch has learned."""

    path = "/dispatch/learning"
    tags = ("dispatch",)

    @get("/", opt=needs(Action.DISPATCH_READ), summary="Show what was learned, and how sure it is")
    async def learning(
        self, principal: Given[Principal], dispatching: Given[DispatchDesk], spoken_in: Given[str]
    ) -> LearningShown:
        return await dispatching.learned.page(principal.tenant, spoken_in)

    @post(
        "/now",
        opt=needs(Action.DISPATCH_PROMOTE),
        status_code=202,
        summary="Learn now, not in the night",
    )
    async def learn_now(
        self, principal: Given[Principal], dispatching: Given[DispatchDesk], spoken_in: Given[str]
    ) -> LearningShown:
        """Set the job that learns; asked twice, it is learned once."""
        await dispatching.learned.now(principal.tenant)
        return await dispatching.learned.page(principal.tenant, spoken_in)

    @post(
        "/{model:str}/{version:int}/promote",
        opt=needs(Action.DISPATCH_PROMOTE),
        status_code=200,
        summary="Let a model go on one stage",
    )
    async def promote_model(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        model: FromPath[ModelKind],
        version: FromPath[int],
        data: JSONBody[BecauseOf],
        spoken_in: Given[str],
    ) -> LearningShown:
        """From shadow to a tenth, from a tenth to all; refused until its orders bear it out."""
        granted(
            await dispatching.promoting.promote(
                principal, model, version, reason=data.reason, spoken=spoken_in
            )
        )
        return await dispatching.learned.page(principal.tenant, spoken_in)

    @post(
        "/{model:str}/{version:int}/roll-back",
        opt=needs(Action.DISPATCH_PROMOTE),
        status_code=200,
        summary="Take a version back",
    )
    async def roll_back_model(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        model: FromPath[ModelKind],
        version: FromPath[int],
        data: JSONBody[BecauseOf],
        spoken_in: Given[str],
    ) -> LearningShown:
        """Whoever decided before decides again, from the next order on."""
        granted(await dispatching.promoting.roll_back(principal, model, version, data.reason))
        return await dispatching.learned.page(principal.tenant, spoken_in)
