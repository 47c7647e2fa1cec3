"""Beside an order: others that are probably the same, what was done about similar ones, urgency."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.dispatch.domain.alikes import LIKE, Proposal, Report, proposal, same_trouble
from gongdan.rooms.dispatch.handlers.likeness import Likeness
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.ports import AskedOrder, KnownOrder, Solved
from gongdan.rooms.identity.contract import Principal

LOOKED_AT: Final = 50
RUNS: Final = frozenset({"open", "suspended"})
ENDED: Final = "archived"
MOST_SAME: Final = 3
MOST_SOLVED: Final = 3


class SolvedOrder(Struct, frozen=True):
    """A similar order that was brought to its end, and what was done."""

    order: KnownOrder
    cosine: float
    done: Solved | None


class Found(Struct, frozen=True):
    """What stands beside an order; `urgency` None: nothing speaks for another one."""

    asked: AskedOrder
    same: tuple[KnownOrder, ...]
    solved: tuple[SolvedOrder, ...]
    urgency: Proposal | None


class AlikeDesk:
    """Finds orders like another one, of those that the reader may see."""

    def __init__(self, means: Means, likeness: Likeness) -> None:
        self._means = means
        self._likeness = likeness

    async def of(self, principal: Principal, order: UUID) -> Found | Refused:
        """Return what is like an order; what the reader may not see is not among it."""
        asked = await self._means.orders.asked(principal, order)
        if isinstance(asked, Refused):
            return asked
        alike = await self._likeness.alike(
            principal.tenant, asked.text, most=LOOKED_AT, without=order
        )
        near = [each for each in alike if each.cosine >= LIKE]
        known = await self._means.others.seen(principal, [each.order for each in near])
        seen = [(known[each.order], each) for each in near if each.order in known]
        now = self._means.clock()
        same = [
            other
            for other, each in seen
            if other.status in RUNS
            and other.id not in asked.linked
            and same_trouble(each.same, (asked.asset, other.asset), now - other.reported_at)
        ]
        ended = [(other, each.cosine) for other, each in seen if other.status == ENDED]
        report = Report(asked.text, asked.urgency, asked.impact, asked.asset)
        return Found(
            asked,
            tuple(same[:MOST_SAME]),
            tuple(
                [
                    SolvedOrder(other, cosine, await self._means.others.solved(principal, other.id))
                    for other, cosine in ended[:MOST_SOLVED]
                ]
            ),
            proposal(report, [other.urgency for other, _ in ended]),
        )
