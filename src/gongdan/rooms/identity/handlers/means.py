"""What every handler of identity works with; `bootstrap` puts it together once a process."""

from datetime import timedelta

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.ids import NewId, Ref
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.domain.changes import Facts
from gongdan.rooms.identity.ports import Entropy, Passwords


class Means(Struct, frozen=True, kw_only=True):
    """The database (as the app role), the trail, the pool of hashers, clock, ids and chance.

    `countries` are those (ISO 3166-1) of which public holidays are known.
    """

    database: Database
    trail: AuditTrail
    passwords: Passwords
    clock: Clock
    ids: NewId
    entropy: Entropy
    session_life: timedelta = timedelta(hours=12)
    countries: tuple[str, ...] = ()

    async def told(
        self, writer: Writer, by: Principal, act: str, thing: Ref, *, facts: Facts | None = None
    ) -> None:
        """Record an act of a principal within its transaction."""
        deed = Deed(tenant=by.tenant, actor=by.actor, act=act, object=thing, facts=facts or {})
        await self.trail.record(deed, writer)
