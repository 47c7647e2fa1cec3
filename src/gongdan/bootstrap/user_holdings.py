"""What identity holds of a person: the account, in clear (identity and privacy are siblings)."""

from uuid import UUID

from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref
from gongdan.rooms.identity.store.credentials import tell_revoked
from gongdan.rooms.identity.store.erased import erase_user
from gongdan.rooms.identity.store.users import User, load_user
from gongdan.rooms.privacy.contract import Copy, Holding


class UserHoldings:
    """Fulfils `privacy.SubjectHoldings` and `SubjectCopies`: a user is a subject by his own id."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def find(self, tenant: UUID, subject: UUID) -> list[Holding]:
        """Return the account, unless it was erased."""
        user = await self._user(tenant, subject)
        return [Holding(Ref("user", user.id), ("name", "login"))] if user else []

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Take name and login from the account, close it, and end its sessions and keys."""
        async with self._database.writing(tenant) as writer:
            places = await erase_user(writer, tenant, subject, self._clock())
            if places:
                await tell_revoked(writer, tenant, subject)
        return places

    async def copy(self, tenant: UUID, subject: UUID) -> list[Copy]:
        """Return what the account says."""
        user = await self._user(tenant, subject)
        if user is None:
            return []
        values = {
            "name": user.name,
            "login": user.login,
            "unit": user.unit_name,
            "roles": ", ".join(user.roles),
            "language": user.locale,
            "time zone": user.zone,
        }
        return [Copy(Ref("user", user.id), values)]

    async def _user(self, tenant: UUID, subject: UUID) -> User | None:
        async with self._database.reading(tenant) as reader:
            user = await load_user(reader, tenant, subject)
        return user if user and not user.login.startswith("erased-") else None
