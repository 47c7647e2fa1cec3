"""Rehearsals plugged: drafts of lowcode, roles of identity, orders that nobody stores."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

from gongdan.bootstrap.calendars import TenantCalendars
from gongdan.engines.flow.assignees import resolve_rule
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.domain.roles import rights_of
from gongdan.rooms.identity.store.roles import count_holders, load_roles
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef, Published
from gongdan.rooms.lowcode.domain.bundle import parse, sha256_of
from gongdan.rooms.lowcode.handlers import DefinitionDesk
from gongdan.rooms.rehearsal.contract import StandIn
from gongdan.rooms.rehearsal.domain.cast import CastDirectory, RoleRights
from gongdan.rooms.rehearsal.domain.refusals import RehearsalCode, refuse
from gongdan.rooms.rehearsal.handlers.sandbox import Means, Sandbox
from gongdan.rooms.rehearsal.ports import Body, Play
from gongdan.rooms.workorders.handlers.definitions import compiled
from gongdan.rooms.workorders.handlers.rehearsed import RehearsedOrder
from gongdan.rooms.workorders.ports import RunningDefinition

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
        return RehearsedOrder(self._ready(body), calendar, people, resolve)

    def _ready(self, body: Body) -> RunningDefinition:
        ready = self._compiled.get(body.sha256)
        if ready is None:
            if len(self._compiled) >= MOST_KEPT:
                self._compiled.pop(next(iter(self._compiled)))
            ref = DefinitionRef(body.bundle.key, 0)
            published = Published(ref, bytes.fromhex(body.sha256), body.bundle)
            ready = self._compiled[body.sha256] = compiled(published)
        return ready


def plug_rehearsal(
    app: Database, definitions: DefinitionDesk, calendars: TenantCalendars, clock: Clock
) -> Sandbox:
    """Plug the room's ports."""
    return Sandbox(
        Means(
            database=app,
            clock=clock,
            ids=new_id,
            bodies=DefinitionBodies(definitions),
            roles=TenantRoles(app),
            plays=RehearsedPlays(calendars),
        )
    )
