"""What identity needs to set an installation up, and to show what was done."""

from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, Refused
from gongdan.rooms.audit.contract import AuditFilter
from gongdan.rooms.audit.views import list_entries
from gongdan.rooms.identity.ports import PastDeed, PastDeeds
from gongdan.rooms.lowcode.handlers import By, DefinitionDesk


class DeskDefinitions:
    """Fulfils `identity.ports.ShippedDefinitions` by the desk of definitions."""

    def __init__(self, desk: DefinitionDesk) -> None:
        self._desk = desk

    async def publish(self, tenant: UUID, actor: Actor) -> None:
        """Publish what comes with the program and is new to the tenant."""
        await self._desk.publish_shipped(By(tenant=tenant, actor=actor))


class TrailPast:
    """Fulfils `identity.ports.PastOf` by the audit trail."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant: UUID, thing: Ref, *, limit: int, cursor: str) -> PastDeeds | Refused:
        """Return what was done to a thing, newest first."""
        wanted = AuditFilter(object=thing, outcome="done")
        page = await list_entries(
            self._database, tenant, wanted, limit=limit, cursor=cursor or None
        )
        if isinstance(page, Refused):
            return page
        deeds = (
            PastDeed(
                deed.id,
                deed.at,
                Actor(deed.actor.kind, deed.actor.id, deed.actor.name),
                deed.act,
                deed.facts,
            )
            for deed in page.items
        )
        return PastDeeds(tuple(deeds), page.next)
