"""Rehearsals plugged: drafts of lowcode, roles of identity, orders that nobody stores."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from uuid import UUID

from msgspec import Struct

from gongdan.bootstrap.calendars import TenantCalendars
from gongdan.bootstrap.directory import HouseReaders
from gongdan.bootstrap.orders import OrderDesk
from gongdan.bootstrap.storage import Storage
from gongdan.engines.flow.assignees import resolve_rule
from gongdan.engines.flow.model import Answer, FlowDefinition
from gongdan.kernel.database import Database
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Refused
from gongdan.kernel.retry import OnFault
from gongdan.rooms.identity.domain.roles import rights_of
from gongdan.rooms.identity.store.roles import count_holders, load_roles
from gongdan.rooms.integration.domain.answers import Unfit, fitting
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef, Published
from gongdan.rooms.lowcode.domain.bundle import parse, sha256_of
from gongdan.rooms.lowcode.handlers import DefinitionDesk
from gongdan.rooms.rehearsal.contract import StandIn
from gongdan.rooms.rehearsal.domain.cast import CastDirectory, RoleRights
from gongdan.rooms.rehearsal.domain.foreign import Walker
from gongdan.rooms.rehearsal.domain.refusals import RehearsalCode, refuse
from gongdan.rooms.rehearsal.handlers.replays import Means as ReplayMeans
from gongdan.rooms.rehearsal.handlers.replays import Replays
from gongdan.rooms.rehearsal.handlers.sandbox import Means, Sandbox
from gongdan.rooms.rehearsal.jobs import Replaying
from gongdan.rooms.rehearsal.ports import Body, Play, UnfitValue
from gongdan.rooms.workorders.handlers.definitions import compiled
from gongdan.rooms.workorders.handlers.followed import FollowedOrder
from gongdan.rooms.workorders.handlers.rehearsed import RehearsedOrder
from gongdan.rooms.workorders.jobs import PATIENCE
from gongdan.rooms.workorders.ports import RunningDefinition
from gongdan.rooms.workorders.views.past import PastOrders

MOST_KEPT = 100
"""Bodies that are kept parsed and compiled, by their hash."""


class DefinitionBodies:
    """Fulfils `rehearsal.ports.Bodies` over lowcode."""

    def __init__(self, definitions: DefinitionDesk) -> None:
        self._definitions = definitions

    async def draft(self, tenant: UUID, key: str) -> Body | Refused:
        """Return the draft of a key."""
        found = await self._definitions.draft(tenant, key)
        return found if isinstance(found, Refused) else self.read(found.body)

    async def version(self, tenant: UUID, key: str, version: int) -> Body | Refused:
        """Return a published version."""
        found = await self._definitions.body(tenant, DefinitionRef(key, version))
        return found if isinstance(found, Refused) else self.read(found)

    def read(self, content: bytes) -> Body | Refused:
        """Return a body that was kept."""
        bundle = parse(content)
        if not isinstance(bundle, Bundle):
            lines = [f"{each.place}: {each.code}" for each in bundle[:20]]
            return refuse(RehearsalCode.DRAFT_UNREADABLE, findings=lines)
        return Body(bundle, content, sha256_of(content))


class TenantRoles:
    """Fulfils `rehearsal.ports.Roles` over identity."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant: UUID) -> Mapping[str, RoleRights]:
        """Return every role, with those who have it under whichever key it stands for."""
        async with self._database.reading(tenant) as reader:
            roles = await load_roles(reader, tenant)
            held = await count_holders(reader, tenant)
        found: dict[str, RoleRights] = {}
        for key, role in roles.items():
            rights = rights_of([role])
            standing = sum(held.get(k, 0) for k, r in roles.items() if key in (k, r.stands_for))
            found[key] = RoleRights(
                title={"zh": role.name_zh, "en": role.name_en},
                keys=rights.roles,
                grants=rights.grants,
                views=rights.views,
                holders=standing,
            )
        return found


class RehearsedPlays:
    """Fulfils `rehearsal.ports.Plays` over the work orders' own decisions."""

    def __init__(self, calendars: TenantCalendars) -> None:
        self._calendars = calendars
        self._compiled: dict[str, RunningDefinition] = {}

    async def open(
        self, tenant: UUID, body: Body, cast: Mapping[str, StandIn], at: datetime
    ) -> Play:
        """Return an order that has not begun."""
        calendar = await self._calendars.of(tenant, at)
        people = [each.user for each in cast.values()]
        resolve = partial(resolve_rule, directory=CastDirectory(cast))
        return RehearsedOrder(self.ready(body), calendar, people, resolve)

    def ready(self, body: Body) -> RunningDefinition:
        """Return a body made ready to run orders by."""
        ready = self._compiled.get(body.sha256)
        if ready is None:
            if len(self._compiled) >= MOST_KEPT:
                self._compiled.pop(next(iter(self._compiled)))
            ref = DefinitionRef(body.bundle.key, 0)
            published = Published(ref, bytes.fromhex(body.sha256), body.bundle)
            ready = self._compiled[body.sha256] = compiled(published)
        return ready


class ConnectorsOutside:
    """Fulfils `rehearsal.ports.Outside` by what connectors do; nothing is called."""

    patience = PATIENCE

    def taken(
        self, given: Mapping[str, object], wanted: Mapping[str, Answer]
    ) -> dict[str, object] | UnfitValue:
        """Return values as they are taken of an answer, or the first that does not fit."""
        exact = {n: Decimal(str(v)) if isinstance(v, float) else v for n, v in given.items()}
        found = fitting(exact, wanted)
        return UnfitValue(found.name) if isinstance(found, Unfit) else found


class FollowedOrders:
    """Fulfils `rehearsal.ports.Follows` over the work orders' own decisions."""

    def __init__(self, plays: RehearsedPlays, calendars: TenantCalendars) -> None:
        self._plays = plays
        self._calendars = calendars

    async def open(
        self, tenant: UUID, body: Body, at: datetime, drawn: FlowDefinition | None = None
    ) -> Callable[[], Walker]:
        """Return what makes orders that go by a body."""
        calendar, ready = await self._calendars.of(tenant, at), self._plays.ready(body)
        return lambda: FollowedOrder(ready, calendar, drawn or ready.flow)


class Rehearsals(Struct, frozen=True):
    """The desks for people, and the worker's part."""

    sandbox: Sandbox
    replays: Replays
    means: ReplayMeans
    storage: Storage

    def replaying(self, owner: str, on_fault: OnFault) -> Replaying:
        """Return a worker's replays."""
        return Replaying(self.means, self.storage.worker, owner, on_fault=on_fault)

    async def sweep(self, tenant: UUID) -> None:
        """Forget what rested."""
        await self.sandbox.sweep(tenant)
        await self.replays.sweep(tenant)


def plug_rehearsal(storage: Storage, definitions: DefinitionDesk, orders: OrderDesk) -> Rehearsals:
    """Plug the room's ports."""
    app, clock, calendars = storage.app, orders.clock, orders.calendars
    bodies, roles, plays = (
        DefinitionBodies(definitions),
        TenantRoles(app),
        RehearsedPlays(calendars),
    )
    sandbox = Means(
        database=app,
        clock=clock,
        ids=new_id,
        bodies=bodies,
        roles=roles,
        plays=plays,
        outside=ConnectorsOutside(),
    )
    replays = ReplayMeans(
        database=app,
        clock=clock,
        ids=new_id,
        bodies=bodies,
        roles=roles,
        past=PastOrders(app, orders.store),
        follows=FollowedOrders(plays, calendars),
        readers=HouseReaders(app),
    )
    return Rehearsals(Sandbox(sandbox), Replays(replays), replays, storage)
