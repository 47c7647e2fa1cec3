"""Who else has a definition's designer open: told by each window again and again, never a lock."""

from datetime import timedelta
from uuid import UUID

from gongdan.kernel.clock import Clock, utc_now
from gongdan.kernel.database import Database
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.store.definitions import taken_keys
from gongdan.rooms.lowcode.store.presence import Seen, forget_seen, keep_seen, load_seen

GONE = timedelta(minutes=1)
"""Whoever was not heard of for so long has gone."""
LONGEST_PLACE = 300


class Presence:
    """Who has which definition open now."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    async def here(
        self, tenant: UUID, key: str, user: UUID | None, place: str
    ) -> tuple[Seen, ...] | Refused:
        """Note that somebody is at a place of a definition; return who else is there."""
        where, now = clean_line(place, limit=LONGEST_PLACE), self._clock()
        async with self._database.writing(tenant) as writer:
            if key not in await taken_keys(writer, tenant):
                return refuse(DefinitionCode.UNKNOWN, RefusalKind.NOT_FOUND, key=key[:80])
            if user is not None:
                seen = Seen(user, "" if isinstance(where, TextFault) else where, now)
                await keep_seen(writer, tenant, key, seen)
            await forget_seen(writer, tenant, key, now - GONE)
            everybody = await load_seen(writer, tenant, key)
        return tuple(each for each in everybody if each.user != user)
