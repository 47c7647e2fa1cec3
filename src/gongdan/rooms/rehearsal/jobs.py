"""The worker of replays: order by order, page by page; it goes on where it was cut off.

A page of orders is judged, then noted in one transaction with the cursor of the next one. What
the reader may see is asked anew for each page, so that a right taken meanwhile counts at once.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Refused
from gongdan.kernel.retry import OnFault, pass_over
from gongdan.kernel.turns import Turns
from gongdan.rooms.rehearsal.domain import foreign
from gongdan.rooms.rehearsal.domain.cast import RoleRights
from gongdan.rooms.rehearsal.domain.foreign import Walker
from gongdan.rooms.rehearsal.domain.found import Example, Judged, gathered
from gongdan.rooms.rehearsal.domain.replay import Verdict, renamed, replayed
from gongdan.rooms.rehearsal.handlers.replays import Means
from gongdan.rooms.rehearsal.ports import Body, PastOrder
from gongdan.rooms.rehearsal.store import replays as store
from gongdan.rooms.rehearsal.store.replays import Replay, Turn
from gongdan.rooms.workorders.contract import (
    DefinitionPin,
    ImportedActRecorded,
    OrderImported,
    OrderReported,
)

_LEASE = timedelta(seconds=60)


class _Ways(Struct, frozen=True):
    """How orders that are pinned to one version go: by it, and by the draft."""

    pinned: Body
    as_pinned: Callable[[], Walker]
    as_drafted: Callable[[], Walker]
    as_imported: Callable[[], Walker]
    names: dict[str, str]


class Replaying:
    """Works on replays; `owner` names this worker, uniquely; `worker` sees whose turn it is."""

    def __init__(
        self, means: Means, worker: Database, owner: str, *, on_fault: OnFault = pass_over
    ) -> None:
        self._means = means
        self._owner = owner
        self._turns = Turns(worker, store.due, self._work, doing="replay", on_fault=on_fault)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is cut off goes on with the next worker."""
        await self._turns.run(stop)

    async def drain(self) -> int:
        """Do everything that waits; return how many replays that was."""
        return await self._turns.drain()

    async def _work(self, tenant: UUID, replay: UUID, stop: asyncio.Event) -> None:
        turn = Turn(tenant, replay, self._owner)
        async with self._means.database.writing(turn.tenant) as writer:
            if not await store.lease(writer, turn, _LEASE):
                return
            found = await store.load(writer, turn.tenant, turn.replay)
        body = self._means.bodies.read(found.body) if found else None
        if found is None or body is None:
            return
        if isinstance(body, Refused):  # kept by a program that knew more: it can't be gone on with
            async with self._means.database.writing(turn.tenant) as writer:
                ended = replace(found, state="stopped", changed_at=self._means.clock())
                await store.advance(writer, turn.tenant, ended)
            return
        judge = Judge(self._means, turn.tenant, body, found)
        while found.state == "running" and not stop.is_set():
            found = await self._page(judge, found)
            async with self._means.database.writing(turn.tenant) as writer:
                if not await store.lease(writer, turn, _LEASE):
                    return  # stopped by its owner, or in other hands
                await store.advance(writer, turn.tenant, found)

    async def _page(self, judge: "Judge", found: Replay) -> Replay:
        means, wanted = self._means, found.wanted
        now = means.clock()
        readers = await means.readers.principals(judge.tenant, (found.user,))
        reader = readers.get(found.user)
        if reader is None:  # the account was closed meanwhile
            return replace(found, state="stopped", changed_at=now)
        orders, cursor = await means.past.page(
            reader, found.past, wanted.after, wanted.before, cursor=found.next_cursor
        )
        judged = await judge.all(orders)
        return replace(
            found,
            state="running" if cursor else "done",
            seen=found.seen + len(orders),
            next_cursor=cursor,
            found=gathered(found.found, judged),
            changed_at=now,
        )


class Judge:
    """Puts orders through one body; definitions that they are pinned to are made ready once."""

    def __init__(self, means: Means, tenant: UUID, body: Body, replay: Replay) -> None:
        self.tenant = tenant
        self._means = means
        self._body = body
        self._replay = replay
        self._ways: dict[DefinitionPin, _Ways | None] = {}

    async def all(self, orders: Sequence[PastOrder]) -> list[Judged]:
        """Return the verdict on each order."""
        roles = await self._means.roles.of(self.tenant)
        judged: list[Judged] = []
        for order in orders:
            judged.append(await self._one(order, roles))
            await asyncio.sleep(0)  # others want to be served meanwhile
        return judged

    async def _one(self, order: PastOrder, roles: Mapping[str, RoleRights]) -> Judged:
        example = Example(order.id, order.number)
        first = order.events[0][0] if order.events else None
        if not isinstance(first, OrderReported | OrderImported):
            return Judged(order=example, verdict=Verdict(kind="unclear", code="history_unfit"))
        ways = await self._ways_of(first.definition)
        if ways is None:
            return Judged(order=example, verdict=Verdict(kind="unclear", code="history_unfit"))
        if isinstance(first, OrderImported):
            return self._foreign(order, first, ways)
        verdict = replayed(
            order.events,
            ways.as_drafted(),
            self._body.bundle.flow,
            names=ways.names,
            roles=roles,
        )
        return Judged(order=example, verdict=verdict)

    def _foreign(self, order: PastOrder, first: OrderImported, ways: _Ways) -> Judged:
        drawn = self._body.bundle.flow
        acts = [each.activity for each, _ in order.events if isinstance(each, ImportedActRecorded)]
        mapped = self._replay.wanted.activities
        unmapped = {each for each in acts if not (mapped.get(each) or foreign.node_of(each, drawn))}
        history = foreign.History(
            details=first.details,
            steps=foreign.steps_of(acts, mapped, drawn),
            ended=any(type(move).__name__ == "FlowEnded" for move in first.moves),
            at=order.events[0][1],
        )
        verdict = foreign.compared(
            history,
            ways.as_pinned(),
            ways.as_imported(),
            (ways.pinned.bundle.flow, drawn),
        )
        if not history.steps:
            verdict = Verdict(kind="unclear", code="activities_unmapped")
        return Judged(
            order=Example(order.id, order.number),
            verdict=verdict,
            imported=True,
            unmapped=tuple(sorted(unmapped)),
        )

    async def _ways_of(self, pin: DefinitionPin) -> _Ways | None:
        if pin not in self._ways:
            self._ways[pin] = await self._made(pin)
        return self._ways[pin]

    async def _made(self, pin: DefinitionPin) -> _Ways | None:
        means, at = self._means, self._replay.wanted.after
        pinned = await means.bodies.version(self.tenant, pin.key, pin.version)
        if isinstance(pinned, Refused):
            return None
        drawn, was = self._body.bundle.flow, pinned.bundle.flow
        bare = foreign.without_known_proofs(was, was)
        fresh = foreign.without_known_proofs(drawn, was)
        return _Ways(
            pinned,
            await means.follows.open(self.tenant, pinned, at, bare),
            await means.follows.open(self.tenant, self._body, at),
            await means.follows.open(self.tenant, self._body, at, fresh),
            renamed(was, drawn),
        )
