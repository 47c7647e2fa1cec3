"""Those with an account, as dispatch needs them: asked once in full, then only what changed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.people.contract import CrewMember
from gongdan.rooms.people.handlers.means import Means
from gongdan.rooms.people.store.absences import absences_of
from gongdan.rooms.people.store.people import touched
from gongdan.rooms.people.store.rostered import rostered_of
from gongdan.rooms.people.views import opened_places

_LONGEST = timedelta(days=2)
"""So long ago may a shift have begun that still runs, in whichever zone."""


class Crew(Struct, frozen=True):
    """People who changed, and from which instant on the next question has to ask."""

    members: Sequence[CrewMember]
    until: datetime


class CrewViews:
    """Reads crews; nothing of it is shown to anybody as it is."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def of(self, tenant: UUID, since: datetime | None = None) -> Crew:
        """Return everybody with an account, or those who changed from an instant on."""
        async with self._means.database.reading(tenant) as reader:
            records, until = await touched(reader, tenant, since)
            ids = [each.id for each in records]
            away = await absences_of(reader, tenant, ids, until) if ids else {}
            yesterday = (until - _LONGEST).date()
            rostered = await rostered_of(reader, tenant, ids, yesterday) if ids else {}
        places = await opened_places(self._means.vault, tenant, records)
        members = [
            CrewMember(
                user=each.user,
                name=each.name,
                unit_path=each.unit_path,
                skills=each.skills,
                working=each.working,
                away=away.get(each.id, ()),
                places=at,
                active=each.active,
                rostered=rostered.get(each.id, ()),
                person=each.id,
            )
            for each, at in zip(records, places, strict=True)
            if each.user is not None
        ]
        return Crew(members, until)
