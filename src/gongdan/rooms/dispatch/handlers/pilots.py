"""Pilots: what they have shown by now, going live with some categories, and going back."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.dispatch.contract import Mode, Policy
from gongdan.rooms.dispatch.domain import pilots
from gongdan.rooms.dispatch.domain.pilots import SeenOrder, enough, missing, right_at
from gongdan.rooms.dispatch.domain.refusals import Refusal, malformed
from gongdan.rooms.dispatch.domain.scopes import WHOLE, in_scope
from gongdan.rooms.dispatch.handlers.crowds import CrowdOf, Crowds
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.policies import keep_audited
from gongdan.rooms.dispatch.ports import KnownOrder
from gongdan.rooms.dispatch.store.evidence import (
    PoolCount,
    left_out_orders,
    pool_count,
    seen_orders,
)
from gongdan.rooms.dispatch.store.policies import load_policies
from gongdan.rooms.identity.contract import Principal

EXAMPLES: Final = 5
"""So many orders are named for each reason for which some teach nothing."""
MOST_CATEGORIES: Final = 50


class LiveCategory(Struct, frozen=True, forbid_unknown_fields=True):
    """A category that is to be given out by itself from a sureness on."""

    category: str
    threshold: float


class GoLive(Struct, frozen=True, forbid_unknown_fields=True):
    """Turn the pilots of some categories into automatic policies; each keeps its scope."""

    type_key: str
    categories: list[LiveCategory]


class GoBack(Struct, frozen=True, forbid_unknown_fields=True):
    """Turn automatic policies of some categories back into pilots; each keeps its scope."""

    type_key: str
    categories: list[str]


class Standing(Struct, frozen=True):
    """What is known of a category, and the policy under which its orders are now."""

    shown: pilots.Shown
    policy: Policy


class LeftOutOrders(Struct, frozen=True):
    """Why some orders teach nothing, how many, and a few of them that the reader may see."""

    why: str
    count: int
    examples: tuple[KnownOrder, ...]


class PilotState(Struct, frozen=True):
    """How the pilots of an order type do, and what they learn from."""

    type_key: str
    orders: int
    categories: tuple[Standing, ...]
    pool: PoolCount
    left_out: tuple[LeftOutOrders, ...]


class _Ground(Struct, frozen=True):
    """What the pilots of a type are judged by."""

    seen: Sequence[SeenOrder]
    policies: Sequence[Policy]
    crowd: CrowdOf

    def policy(self, type_key: str, category: str) -> Policy:
        """Return the policy of a category, else of its whole type, wherever it counts."""
        by = {each.category: each for each in self.policies if each.type_key == type_key}
        return by.get(category) or by.get("") or Policy(type_key=type_key)

    def within(self, policy: Policy) -> Sequence[SeenOrder]:
        """Return the orders for which a policy counts."""
        if policy.unit is None and policy.share == WHOLE:
            return self.seen
        above = {unit: self.crowd.units_above(unit) for unit in {each.unit for each in self.seen}}
        return [each for each in self.seen if in_scope(policy, each.id, above[each.unit])]

    def standings(self, type_key: str) -> tuple[Standing, ...]:
        """Return what is known of each category, the most frequent first."""
        found = []
        for category in pilots.categories_of(self.seen)[:MOST_CATEGORIES]:
            policy = self.policy(type_key, category)
            found.append(Standing(pilots.shown(category, self.within(policy)), policy))
        return tuple(found)


class PilotDesk:
    """Shows what could be automatic, and makes it so."""

    def __init__(self, means: Means, crowds: Crowds) -> None:
        self._means = means
        self._crowds = crowds

    async def show(self, principal: Principal, type_key: str) -> PilotState | Refused:
        """Return what is known of a type's categories ("": of the first type).

        A policy's scope narrows its figures.
        """
        tenant = principal.tenant
        names = await self._means.types.names(tenant)
        type_key = type_key or next(iter(names), "")
        if type_key and type_key not in names:
            return malformed(Refusal.TYPE_UNKNOWN, "/type_key")
        ground = await self._ground(tenant, type_key)
        async with self._means.database.reading(tenant) as reader:
            count = await pool_count(reader, tenant, type_key)
            left_out = await left_out_orders(reader, tenant, type_key)
        return PilotState(
            type_key,
            len(ground.seen),
            # off the loop: of many orders it takes a moment
            await asyncio.to_thread(ground.standings, type_key),
            count,
            await self._examples(principal, left_out),
        )

    async def go_live(self, principal: Principal, command: GoLive) -> Refused | None:
        """Let categories be given out by themselves; all of them, or none."""
        ground = await self._ground(principal.tenant, command.type_key)
        wanted = []
        for at, each in enumerate(command.categories):
            policy = ground.policy(command.type_key, each.category)
            if not 0 <= each.threshold <= 1:
                return malformed(Refusal.THRESHOLD_OUT_OF_RANGE, f"/categories/{at}/threshold")
            if policy.mode is not Mode.PILOT:
                return Refused(Refusal.PILOT_NOT_RUNNING, RefusalKind.CONFLICT)
            right = right_at(each.category, ground.within(policy), each.threshold)
            if not enough(right):
                return Refused(
                    Refusal.PILOT_TOO_EARLY,
                    RefusalKind.CONFLICT,
                    {"right": right.hits, "judged": right.of, "missing": missing(right)},
                )
            live = replace(policy, mode=Mode.AUTOMATIC, threshold=each.threshold)
            wanted.append(replace(live, category=each.category))
        await self._keep(principal, wanted)
        return None

    async def go_back(self, principal: Principal, command: GoBack) -> Refused | None:
        """Let categories be pilots again; all of them, or none."""
        ground = await self._ground(principal.tenant, command.type_key)
        wanted = []
        for category in command.categories:
            policy = ground.policy(command.type_key, category)
            if policy.category != category or policy.mode is not Mode.AUTOMATIC:
                return Refused(Refusal.PILOT_NOT_RUNNING, RefusalKind.CONFLICT)
            wanted.append(replace(policy, mode=Mode.PILOT))
        await self._keep(principal, wanted)
        return None

    async def _ground(self, tenant: UUID, type_key: str) -> _Ground:
        crowd = await self._crowds.of(tenant)
        async with self._means.database.reading(tenant) as reader:
            seen = await seen_orders(reader, tenant, type_key)
            return _Ground(seen, await load_policies(reader, tenant), crowd)

    async def _keep(self, principal: Principal, wanted: Sequence[Policy]) -> None:
        async with self._means.database.writing(principal.tenant) as writer:
            for each in wanted:
                await keep_audited(self._means, principal, writer, each)

    async def _examples(
        self, principal: Principal, left_out: Sequence[tuple[UUID, str]]
    ) -> tuple[LeftOutOrders, ...]:
        """Return how many teach nothing by why, with the newest ones that the reader may see."""
        newest: dict[str, list[UUID]] = {}
        for order, why in left_out:
            of = newest.setdefault(why, [])
            if len(of) < EXAMPLES:
                of.append(order)
        orders = [order for each in newest.values() for order in each]
        known = await self._means.others.seen(principal, orders)
        counts = Counter(why for _, why in left_out)
        return tuple(
            LeftOutOrders(
                why, count, tuple(known[order] for order in newest[why] if order in known)
            )
            for why, count in counts.most_common()
        )
