"""Comments, watchers, helpers, bookings: additive, so the newest state is always good enough."""

from collections.abc import Collection
from uuid import UUID

from gongdan.kernel.clock import Clock
from gongdan.kernel.decider import Versioned, load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import NewId, new_id
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import (
    AddComment,
    AddHelper,
    AnyBooking,
    AnyCompany,
    AnyOrderEvent,
    BookOrder,
    RemoveHelper,
    ReverseBooking,
    UnwatchOrder,
    WatchOrder,
)
from gongdan.rooms.workorders.contract.needs import (
    ScheduleOrder,
)
from gongdan.rooms.workorders.domain.bookings import book
from gongdan.rooms.workorders.domain.clean import cleaned
from gongdan.rooms.workorders.domain.company import keep_company
from gongdan.rooms.workorders.domain.facts import BesideFacts
from gongdan.rooms.workorders.domain.needs import schedule
from gongdan.rooms.workorders.domain.rights import allowed, sees_internal
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.committing import Committing, Target
from gongdan.rooms.workorders.handlers.queues import Queues
from gongdan.rooms.workorders.handlers.reach import out_of_reach
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.ports import Directory, Readers
from gongdan.rooms.workorders.store import ORDERS

AnyBeside = AnyCompany | AnyBooking | ScheduleOrder

BESIDE_ACT_OF: dict[type[AnyBeside], str] = {
    AddComment: "comment",
    WatchOrder: "watch",
    UnwatchOrder: "watch",
    AddHelper: "help",
    RemoveHelper: "help",
    BookOrder: "book",
    ReverseBooking: "book",
    ScheduleOrder: "assign",
}
"""The action (`order.<act>`) that each command needs: whoever gives work out says what it takes."""


class BesideHandlers:
    """What leaves the loop where it is, each from its request to its commit."""

    def __init__(
        self,
        *,
        store: EventStore,
        directory: Directory,
        readers: Readers,
        clock: Clock,
        queues: Queues,
        ids: NewId = new_id,
    ) -> None:
        self._store = store
        self._directory = directory
        self._readers = readers
        self._clock = clock
        self._ids = ids
        self._queues = queues
        self._committing = Committing(store, clock, ids)

    async def act(
        self, principal: Principal, order: UUID, raw: AnyBeside, sent: Sent
    ) -> OrderDone | Refused:
        """Do it, after whoever adds to the order at this moment."""
        command = cleaned(raw)
        if isinstance(command, Refused):
            return command
        act = BESIDE_ACT_OF[type(command)]

        async def once() -> OrderDone | Refused:
            target = Target(principal.tenant, order, self._ids(), principal.actor)
            before = await load(self._store, ORDERS, principal.tenant, order)
            no = out_of_reach(principal, act, before, sent)
            decided = no or await self._decided(principal, target, before, command)
            return await self._committing.commit(target, before, decided, sent)

        return await self._queues.in_turn(order, once)

    async def _decided(
        self,
        principal: Principal,
        target: Target,
        before: Versioned[OrderState],
        command: AnyBeside,
    ) -> Accepted[AnyOrderEvent] | Refused:
        state, tenant = before.state, principal.tenant
        named, wants_zone = _named(command), isinstance(command, ScheduleOrder)
        facts = BesideFacts(
            event=target.event,
            actor=principal.user,
            readers=await self._who_reads(principal, state, command),
            known_people=await self._directory.active_users(tenant, named)
            if named
            else frozenset(),
            sees_internal=sees_internal(principal),
            now=self._clock(),
            zone=await self._directory.zone(tenant) if wants_zone else "",
        )
        if isinstance(command, ScheduleOrder):
            return schedule(state, command, facts)
        if isinstance(command, BookOrder | ReverseBooking):
            return book(state, command, facts)
        return keep_company(state, command, facts)

    async def _who_reads(
        self, principal: Principal, state: OrderState, command: AnyBeside
    ) -> frozenset[UUID]:
        """Return those of the people concerned who may read what is about to happen."""
        people = _concerned(state, command, principal)
        if not people:
            return frozenset()
        hidden = isinstance(command, AddComment) and command.internal
        found = await self._readers.principals(principal.tenant, people)
        return frozenset(
            user
            for user, reader in found.items()
            if allowed(reader, "read", state) and (not hidden or sees_internal(reader))
        )


def _named(command: AnyBeside) -> set[UUID]:
    match command:
        case AddHelper(who=who):
            return {who}
        case BookOrder(person=person):
            return {person} if person else set()
        case _:
            return set()


def _concerned(state: OrderState, command: AnyBeside, principal: Principal) -> Collection[UUID]:
    match command:
        case AddComment(mentions=mentions):
            people = {*mentions, *state.beside.watchers, state.holder, state.reporter}
            return {each for each in people if each}
        case WatchOrder(who=who):
            wanted = who or principal.user
            return {wanted} if wanted else set()
        case _:
            return set()
