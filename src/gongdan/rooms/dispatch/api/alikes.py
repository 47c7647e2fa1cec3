"""`/dispatch/orders/{order}/alike`: what is like an order, and how urgent it seems."""

from datetime import datetime
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.dispatch.domain.words import urgency_in_words
from gongdan.rooms.dispatch.handlers.alikes import Found, SolvedOrder
from gongdan.rooms.dispatch.handlers.desk import DispatchDesk
from gongdan.rooms.identity.contract import Action, Principal


class SameOrder(Struct, frozen=True):
    """An order that is probably about the same trouble."""

    id: UUID
    number: str
    title: str
    stage: str
    reported_at: datetime


class SolvedShown(Struct, frozen=True):
    """A similar order that was brought to its end; `what` was done, by whom and when."""

    id: UUID
    number: str
    title: str
    likeness: float
    what: str
    by: str
    at: datetime | None


class UrgencyProposed(Struct, frozen=True):
    """A proposal, for a person to accept; it changes nothing by itself."""

    urgency: int
    impact: int
    reason: str


class Alikes(Struct, frozen=True, kw_only=True):
    """What stands beside an order, of what its reader may see."""

    order: UUID
    version: int
    urgency: int
    impact: int
    same: list[SameOrder]
    solved: list[SolvedShown]
    proposed: UrgencyProposed | None


class AlikeController(Controller):
    """Orders like another one."""

    path = "/dispatch/orders/{order:uuid}/alike"
    tags = ("dispatch",)

    @get("/", opt=needs(Action.DISPATCH_READ), summary="Find orders like this one")
    async def alike(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        order: FromPath[UUID],
        spoken_in: Given[str],
    ) -> Alikes:
        return _shown(granted(await dispatching.alikes.of(principal, order)), spoken_in)


def _shown(found: Found, spoken: str) -> Alikes:
    wanted = found.urgency
    return Alikes(
        order=found.asked.id,
        version=found.asked.version,
        urgency=found.asked.urgency,
        impact=found.asked.impact,
        same=[
            SameOrder(each.id, each.number, each.title, each.stage, each.reported_at)
            for each in found.same
        ],
        solved=[_solved(each) for each in found.solved],
        proposed=UrgencyProposed(wanted.urgency, wanted.impact, urgency_in_words(wanted, spoken))
        if wanted
        else None,
    )


def _solved(each: SolvedOrder) -> SolvedShown:
    order, done = each.order, each.done
    return SolvedShown(
        order.id,
        order.number,
        order.title,
        round(each.cosine, 4),
        done.what if done else "",
        done.by if done else "",
        done.at if done else None,
    )
