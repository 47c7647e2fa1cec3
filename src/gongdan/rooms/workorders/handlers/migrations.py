"""Migrations of many orders: looked at, begun, paused, broken off, taken back."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.audit import Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, Ref, new_id
from gongdan.kernel.messages import Command, RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import DefinitionPin
from gongdan.rooms.workorders.contract.migrations import (
    MIGRATION,
    Ending,
    FormChange,
    Migration,
    MigrationCheck,
    MigrationRow,
    MigrationState,
    Phase,
    Way,
)
from gongdan.rooms.workorders.contract.moving import VersionNumber
from gongdan.rooms.workorders.domain.clean import cleaned
from gongdan.rooms.workorders.domain.migrations import Tally, next_state
from gongdan.rooms.workorders.domain.moving import unknown_nodes
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed, refuse
from gongdan.rooms.workorders.domain.rights import allowed
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.moving import Mover, version_of
from gongdan.rooms.workorders.handlers.reach import forbidden
from gongdan.rooms.workorders.ports import RunningDefinition
from gongdan.rooms.workorders.store import migrations as store
from gongdan.rooms.workorders.views.migrations import running_states

MOST_SHOWN = 20
PAGE = 100


class MigrateOrders(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which version's running orders shall go over to which, by which map of nodes."""

    from_version: VersionNumber
    to_version: VersionNumber
    node_map: dict[str, str] = {}
    reason: str = ""


class MigrationShown(Struct, frozen=True, kw_only=True):
    """A migration, and how many of its orders came to which ending."""

    id: UUID
    key: str
    from_version: int
    to_version: int
    node_map: dict[str, str]
    reason: str
    begun_by: UUID | None
    phase: Phase
    state: MigrationState
    begun_at: datetime
    changed_at: datetime
    orders: dict[Ending, int]


def _shown(run: Migration, orders: dict[Ending, int]) -> MigrationShown:
    return MigrationShown(
        id=run.id,
        key=run.key,
        from_version=run.from_version,
        to_version=run.to_version,
        node_map=run.node_map,
        reason=run.reason,
        begun_by=run.actor.id,
        phase=run.phase,
        state=run.state,
        begun_at=run.begun_at,
        changed_at=run.changed_at,
        orders=orders,
    )


class MigrationDesk:
    """Migrations of many orders, for whoever publishes definitions and may migrate all orders."""

    def __init__(
        self,
        database: Database,
        mover: Mover,
        *,
        clock: Clock,
        ids: NewId = new_id,
    ) -> None:
        self._database = database
        self.mover = mover
        self._clock = clock
        self._ids = ids

    async def check(
        self, principal: Principal, key: str, wanted: MigrateOrders
    ) -> MigrationCheck | Refused:
        """Look at every running order and tell what would come of it; nothing is changed."""
        both = await self._asked(principal, key, wanted)
        if isinstance(both, Refused):
            return both
        old, new = both
        tally = Tally(version_of(old), version_of(new), wanted.node_map)
        states = running_states(self._database, self.mover.store, principal.tenant, old.pin)
        async for order, state in states:
            tally.add(order, state)
        return MigrationCheck(
            key=key,
            from_version=wanted.from_version,
            to_version=wanted.to_version,
            total=tally.total,
            safe=tally.safe,
            needs_map=tally.needs_map,
            blocked=tally.blocked,
            timers_anew=tally.timers_anew,
            nodes=tally.nodes(),
            missing=tally.missing(),
            hindrances=tally.hindrances(),
            fields_gone=tuple(sorted(old.classes.keys() - new.classes.keys())),
            demanded=tuple(_demanded(old, new, wanted.node_map)),
        )

    async def begin(
        self, principal: Principal, key: str, raw: MigrateOrders
    ) -> MigrationShown | Refused:
        """Begin a migration of all orders that run by a version now; a worker carries it out."""
        wanted = cleaned(raw)
        if isinstance(wanted, Refused):
            return wanted
        both = await self._asked(principal, key, wanted)
        if isinstance(both, Refused):
            return both
        now = self._clock()
        run = Migration(
            id=self._ids(),
            key=key,
            from_version=wanted.from_version,
            to_version=wanted.to_version,
            node_map=wanted.node_map,
            reason=wanted.reason,
            actor=principal.actor,
            phase="over",
            state=MigrationState.RUNNING,
            begun_at=now,
            changed_at=now,
        )
        tenant = principal.tenant
        async with self._database.reading(tenant) as reader:
            if not await store.any_running(reader, tenant, key, wanted.from_version):
                return refuse(OrderCode.MIGRATION_NOTHING, version=wanted.from_version)
        async with self._database.writing(tenant) as writer:
            if await store.is_busy(writer, tenant, key, but=run.id):
                return refuse(OrderCode.MIGRATION_BUSY, key=key)
            orders = await store.begin(writer, tenant, run)
            await self.mover.trail.record(_deed(principal, run, "begin", orders=orders), writer)
        return _shown(run, {Ending.WAITING: orders})

    async def act(
        self, principal: Principal, key: str, run: UUID, way: Way
    ) -> MigrationShown | Refused:
        """Pause a migration, let it go on, break it off, or take it back."""
        if no := _forbidden(principal, key):
            return no
        tenant = principal.tenant
        async with self._database.writing(tenant) as writer:
            found = await store.load(writer, tenant, run, locked=True)
            if found is None or found.key != key:
                return _unknown()
            state = next_state(found, way)
            if state is None:
                return refuse(OrderCode.MIGRATION_OUT_OF_TURN)
            if await store.is_busy(writer, tenant, key, but=run):
                return refuse(OrderCode.MIGRATION_BUSY, key=key)
            after = msgspec.structs.replace(
                found,
                state=state,
                phase="back" if way == "back" else found.phase,
                changed_at=self._clock(),
            )
            await store.stand(writer, tenant, after)
            await self.mover.trail.record(_deed(principal, after, way), writer)
        return await self.show(principal, key, run)

    async def show(self, principal: Principal, key: str, run: UUID) -> MigrationShown | Refused:
        """Return how far a migration came."""
        async with self._database.reading(principal.tenant) as reader:
            found = await store.load(reader, principal.tenant, run)
            if found is None or found.key != key:
                return _unknown()
            return _shown(found, await store.counts(reader, principal.tenant, run))

    async def newest(self, principal: Principal, key: str) -> tuple[MigrationShown, ...]:
        """Return the newest migrations of a type."""
        tenant = principal.tenant
        async with self._database.reading(tenant) as reader:
            return tuple(
                [
                    _shown(run, await store.counts(reader, tenant, run.id))
                    for run in await store.newest(reader, tenant, key, MOST_SHOWN)
                ]
            )

    async def orders(
        self, principal: Principal, key: str, run: UUID, ending: Ending, *, after: UUID
    ) -> tuple[MigrationRow, ...] | Refused:
        """Return a page of orders that came to an ending."""
        async with self._database.reading(principal.tenant) as reader:
            found = await store.load(reader, principal.tenant, run)
            if found is None or found.key != key:
                return _unknown()
            return await store.rows_of(
                reader, principal.tenant, run, ending, after=after, limit=PAGE
            )

    async def _asked(
        self, principal: Principal, key: str, wanted: MigrateOrders
    ) -> tuple[RunningDefinition, RunningDefinition] | Refused:
        if no := _forbidden(principal, key):
            return no
        old = await self._version(principal, key, wanted.from_version)
        if isinstance(old, Refused):
            return old
        new = await self._version(principal, key, wanted.to_version)
        if isinstance(new, Refused):
            return new
        if old.pin == new.pin:
            return malformed(OrderCode.MIGRATION_SAME_VERSION, "/to_version", number="")
        return unknown_nodes(old.flow, new.flow, wanted.node_map) or (old, new)

    async def _version(
        self, principal: Principal, key: str, version: int
    ) -> RunningDefinition | Refused:
        return await self.mover.published(principal.tenant, DefinitionPin(key, version))


def _demanded(
    old: RunningDefinition, new: RunningDefinition, node_map: Mapping[str, str]
) -> Iterator[FormChange]:
    """Yield the fields that steps of the new version demand and their old ones did not."""
    for key, node in old.flow.nodes.items():
        to = node_map.get(key, key)
        there = new.flow.nodes.get(to)
        if there is None or not there.form:
            continue
        before = _required(old, node.form)
        yield from (FormChange(to, name) for name in _required(new, there.form) - before)


def _required(definition: RunningDefinition, form: str) -> set[str]:
    found = definition.forms[form].schema.get("required", []) if form else []
    return {str(name) for name in found} if isinstance(found, list) else set()


def _forbidden(principal: Principal, key: str) -> Refused | None:
    """Refuse whoever may not migrate every order of a type, whosever it is."""
    any_order = OrderState(number="-", definition=DefinitionPin(key, 1))
    return None if allowed(principal, "migrate", any_order) else forbidden("migrate")


def _unknown() -> Refused:
    return Refused(OrderCode.MIGRATION_UNKNOWN, RefusalKind.NOT_FOUND)


def _deed(principal: Principal, run: Migration, way: str, **more: int) -> Deed:
    return Deed(
        tenant=principal.tenant,
        actor=principal.actor,
        act="order.migrate_many",
        object=Ref(MIGRATION, run.id),
        facts={
            "key": run.key,
            "from": run.from_version,
            "to": run.to_version,
            "way": way,
            **more,
        },
    )
