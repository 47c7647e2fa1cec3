"""迁移 迁回: orders go over to another version of their definition, one by one."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.decider import Versioned, load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import NewId, Ref, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import (
    KIND,
    AnyOrderEvent,
    DefinitionPin,
    MigrateOrder,
    MigrateOrderBack,
    OrderMigrated,
)
from gongdan.rooms.workorders.contract.migrations import Migration
from gongdan.rooms.workorders.domain.clean import cleaned
from gongdan.rooms.workorders.domain.moving import Past, Version, migrate, migrate_back
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.committing import Committing, Decision, Target
from gongdan.rooms.workorders.handlers.reach import out_of_reach
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.ports import Definitions, RunningDefinition
from gongdan.rooms.workorders.store import ORDERS

AnyMigration = MigrateOrder | MigrateOrderBack


class Mover(Struct, frozen=True, kw_only=True):
    """Lets orders go over to other versions, and back."""

    store: EventStore
    definitions: Definitions
    committing: Committing
    trail: AuditTrail
    ids: NewId = new_id

    async def act(
        self, principal: Principal, order: UUID, command: AnyMigration, sent: Sent
    ) -> OrderDone | Refused:
        """Do it to one order, for somebody who may."""
        before = await load(self.store, ORDERS, principal.tenant, order)
        target = Target(principal.tenant, order, self.ids(), principal.actor)
        no = out_of_reach(principal, "migrate", before, sent)
        done = await self._committed(target, before, no or command, sent)
        if isinstance(done, OrderDone) and not done.replayed:
            await self.trail.record(_deed(target, done))
        return done

    async def move(
        self, target: Target, command: AnyMigration, sent: Sent, *, run: Migration
    ) -> OrderDone | Refused:
        """Do it to one of many orders: whoever began the run was asked for the right then."""
        before = await load(self.store, ORDERS, target.tenant, target.order)
        wanted: AnyMigration | Refused = command
        stands_at = run.from_version if run.phase == "over" else run.to_version
        if before.version and before.state.definition.version != stands_at:
            code = OrderCode.MIGRATION_OTHER_VERSION
            wanted = refuse(code, number=before.state.number)
        return await self._committed(target, before, wanted, sent, run=run.id)

    async def version(self, tenant: UUID, pin: DefinitionPin) -> Version | Refused:
        """Return a published version, retired or not."""
        found = await self.published(tenant, pin)
        return found if isinstance(found, Refused) else version_of(found)

    async def published(self, tenant: UUID, pin: DefinitionPin) -> RunningDefinition | Refused:
        """Return a published version with its forms."""
        try:
            return await self.definitions.pinned(tenant, pin)
        except LookupError:
            facts: dict[str, str | int | list[str]] = {"key": pin.key, "version": pin.version}
            return Refused(OrderCode.MIGRATION_VERSION_UNKNOWN, RefusalKind.NOT_FOUND, facts)

    async def _committed(
        self,
        target: Target,
        before: Versioned[OrderState],
        wanted: AnyMigration | Refused,
        sent: Sent,
        *,
        run: UUID | None = None,
    ) -> OrderDone | Refused:
        command = wanted if isinstance(wanted, Refused) else cleaned(wanted)
        decided: Decision
        if isinstance(command, Refused):
            decided = command
        else:
            decided = await self._decided(target, before.state, command, run=run)
        return await self.committing.commit(target, before, decided, sent)

    async def _decided(
        self, target: Target, state: OrderState, command: AnyMigration, *, run: UUID | None
    ) -> Decision:
        if isinstance(command, MigrateOrderBack):
            past = await self._past(target, run) if state.exists else None
            return migrate_back(state, command, past, run=run)
        if not state.exists:
            return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
        key = state.definition.key
        old = await self.version(target.tenant, state.definition)
        new = await self.version(target.tenant, DefinitionPin(key, command.to))
        if isinstance(old, Refused):
            return old
        if isinstance(new, Refused):
            return new
        return migrate(state, command, old, new, run=run)

    async def _past(self, target: Target, run: UUID | None) -> Past | None:
        """Return what was before the last migration; None where it was taken back already."""
        before = after = ORDERS.initial
        found, since = False, list[AnyOrderEvent]()
        state = ORDERS.initial
        for stored in await self.store.history(target.tenant, target.order):
            event = ORDERS.codec.decode(target.tenant, stored).event
            following = ORDERS.evolve(state, event)
            since.append(event)
            if isinstance(event, OrderMigrated):
                before, after, since = state, following, []
                found = not event.back and run in (None, event.run)
            state = following
        return Past(before, after, tuple(since)) if found else None


def version_of(running: RunningDefinition) -> Version:
    """Return as much of a running definition as a migration needs."""
    return Version(running.pin, running.flow, running.evaluate)


def _deed(target: Target, done: OrderDone) -> Deed:
    pin = done.state.definition
    return Deed(
        tenant=target.tenant,
        actor=target.actor,
        act="order.migrate",
        object=Ref(KIND, target.order),
        facts={"number": done.state.number, "key": pin.key, "version": pin.version},
    )
