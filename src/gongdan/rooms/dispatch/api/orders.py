"""`/dispatch/orders/{order}`: who could do it and why; a category decided; a person chosen."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.http import Given, granted, needs
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.dispatch.domain.refusals import Refusal
from gongdan.rooms.dispatch.handlers.desk import DispatchDesk
from gongdan.rooms.dispatch.views import BasisTold, Recommendation
from gongdan.rooms.identity.contract import Action, Principal


class Bases(Struct, frozen=True):
    """On what the decisions about an order rested, the newest first."""

    items: list[BasisTold]


class DecideCategory(Struct, frozen=True, forbid_unknown_fields=True):
    """What the order is about, by a person's word."""

    category: str


class ChoosePerson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is to do the order, over the version that was seen; why, if it is not the first.

    `category` is what stood there as what the order is about: it was let stand.
    """

    to: UUID
    version: int
    reason: str = ""
    category: str = ""


class DispatchOrderController(Controller):
    """One order, as those see it who give out work."""

    path = "/dispatch/orders/{order:uuid}"
    tags = ("dispatch",)

    @get("/", opt=needs(Action.DISPATCH_READ), summary="Say who could do an order, and why")
    async def recommendation(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        order: FromPath[UUID],
        spoken_in: Given[str],
    ) -> Recommendation:
        return granted(await dispatching.showing.recommendation(principal, order, spoken_in))

    @get("/bases", opt=needs(Action.DISPATCH_READ), summary="Say on what each decision rested")
    async def bases(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        order: FromPath[UUID],
        spoken_in: Given[str],
    ) -> Bases:
        return Bases(granted(await dispatching.showing.bases(principal, order, spoken_in)))

    @post(
        "/category",
        opt=needs(Action.DISPATCH_READ),
        status_code=200,
        summary="Decide what an order is about",
    )
    async def decide_category(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        order: FromPath[UUID],
        data: JSONBody[DecideCategory],
        spoken_in: Given[str],
    ) -> Recommendation:
        """Keep a person's word about an order; who fits it is reckoned anew."""
        asked = granted(await dispatching.means.orders.asked(principal, order))
        granted(await dispatching.triage.decide(principal.tenant, asked, data.category))
        return granted(await dispatching.showing.recommendation(principal, order, spoken_in))

    @post(
        "/assignee",
        opt=needs(Action.ORDER_ASSIGN),
        status_code=200,
        summary="Give an order to somebody, with the reasons",
    )
    async def choose_person(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        order: FromPath[UUID],
        data: JSONBody[ChoosePerson],
        spoken_in: Given[str],
    ) -> Recommendation:
        """Accept or assign the order; the reasons go into its event, to be read for ever."""
        asked = granted(await dispatching.means.orders.asked(principal, order))
        if not asked.act:
            granted(Refused(Refusal.NOTHING_TO_ASSIGN, RefusalKind.CONFLICT))
        seen = replace(asked, version=data.version)
        granted(
            await dispatching.assigning.choose(
                principal, seen, data.to, reason=data.reason, category=data.category
            )
        )
        return granted(await dispatching.showing.recommendation(principal, order, spoken_in))
