"""`/dispatch/pilots`: what could be automatic, going live with it, and going back."""

from datetime import datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromQuery, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.kernel.shares import Share
from gongdan.rooms.dispatch.api.policies import PolicyShown, policy_shown
from gongdan.rooms.dispatch.domain.pilots import Advice, At
from gongdan.rooms.dispatch.handlers.desk import DispatchDesk
from gongdan.rooms.dispatch.handlers.pilots import GoBack, GoLive, PilotState
from gongdan.rooms.identity.contract import Action, Principal


class ExampleOrder(Struct, frozen=True):
    """An order that teaches nothing."""

    id: UUID
    number: str
    title: str


class LeftOutShown(Struct, frozen=True):
    """Why some orders teach nothing, how many, and the newest of them."""

    why: str
    count: int
    examples: list[ExampleOrder]


class PilotCategory(Struct, frozen=True, kw_only=True):
    """What is known of a category: `said` of its `orders` were judged by a person, of these
    `stood` were given out with the category that was proposed.
    """

    category: str
    policy: PolicyShown
    orders: int
    said: int
    stood: int
    agreement: Share
    at: list[At]
    advice: Advice


class Pilots(Struct, frozen=True, kw_only=True):
    """How the pilots of an order type do, and which of its orders teach (`wait`: will, once they
    have ended).
    """

    type_key: str
    orders: int
    categories: list[PilotCategory]
    teach: int
    wait: int
    first_at: datetime | None
    left_out: list[LeftOutShown]


class PilotController(Controller):
    """From silence to automatic, and back."""

    path = "/dispatch/pilots"
    tags = ("dispatch",)

    @get("/", opt=needs(Action.DISPATCH_READ), summary="Show what could be automatic")
    async def pilots(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        type_key: FromQuery[str] = "",
    ) -> Pilots:
        """Show one order type (its key), or the first one."""
        return _shown(granted(await dispatching.pilots.show(principal, type_key)))

    @post(
        "/live",
        opt=needs(Action.DISPATCH_CHANGE),
        status_code=200,
        summary="Turn pilots into automatic policies",
    )
    async def go_live(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        data: JSONBody[GoLive],
    ) -> Pilots:
        """Let categories be given out by themselves; refused while too few orders prove it."""
        granted(await dispatching.pilots.go_live(principal, data))
        return _shown(granted(await dispatching.pilots.show(principal, data.type_key)))

    @post(
        "/back",
        opt=needs(Action.DISPATCH_CHANGE),
        status_code=200,
        summary="Turn automatic policies back into pilots",
    )
    async def go_back(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        data: JSONBody[GoBack],
    ) -> Pilots:
        granted(await dispatching.pilots.go_back(principal, data))
        return _shown(granted(await dispatching.pilots.show(principal, data.type_key)))


def _shown(state: PilotState) -> Pilots:
    return Pilots(
        type_key=state.type_key,
        orders=state.orders,
        categories=[
            PilotCategory(
                category=shown.category,
                policy=policy_shown(each.policy),
                orders=shown.orders,
                said=shown.said,
                stood=shown.stood,
                agreement=shown.agreement,
                at=list(shown.at),
                advice=shown.advice,
            )
            for each in state.categories
            for shown in (each.shown,)
        ],
        teach=state.pool.teach,
        wait=state.pool.wait,
        first_at=state.pool.first_at,
        left_out=[
            LeftOutShown(
                each.why,
                each.count,
                [ExampleOrder(one.id, one.number, one.title) for one in each.examples],
            )
            for each in state.left_out
        ],
    )
