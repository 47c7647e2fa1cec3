"""What the handlers of persons share: the rooms that registered, the trail, who asks."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.ids import NewId, Ref
from gongdan.rooms.privacy.contract import (
    Asker,
    HoldingShown,
    SubjectCopies,
    SubjectFiles,
    SubjectFinder,
    SubjectHoldings,
    Vault,
)
from gongdan.rooms.privacy.ports import ErasureLedger, Looks, Needs

SUBJECT = "subject"
"""The kind under which the trail names a person of whom something is held."""


class Registered(Struct, frozen=True, kw_only=True):
    """What one room registered: where it holds something, copies and files, how it finds people."""

    holdings: SubjectHoldings
    copies: SubjectCopies | None = None
    files: SubjectFiles | None = None
    finder: SubjectFinder | None = None


class Means(Struct, frozen=True, kw_only=True):
    """Everything that the handlers of persons work with; `rooms` by name."""

    database: Database
    vault: Vault
    trail: AuditTrail
    ledger: ErasureLedger
    looks: Looks
    needs: Needs
    rooms: Mapping[str, Registered]
    clock: Clock
    ids: NewId

    async def holdings(self, tenant: UUID, subject: UUID) -> list[HoldingShown]:
        """Return where the rooms hold something of a person."""
        return [
            HoldingShown(name, found.where, found.label, found.fields)
            for name, room in self.rooms.items()
            for found in await room.holdings.find(tenant, subject)
        ]

    async def told(
        self,
        asker: Asker,
        act: str,
        subject: UUID,
        within: Writer | None = None,
        **facts: str | int | list[str],
    ) -> None:
        """Record a deed on a person."""
        await self.trail.record(
            Deed(
                tenant=asker.tenant,
                actor=asker.actor,
                act=act,
                object=Ref(SUBJECT, subject),
                facts=facts,
            ),
            within,
        )
