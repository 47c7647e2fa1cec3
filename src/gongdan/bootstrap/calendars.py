"""A tenant's calendar: Monday to Friday in its zone, but for its country's public holidays."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from gongdan.kernel.database import Database
from gongdan.rooms.calendars.contract import Calendar, Span, week, working_days
from gongdan.rooms.calendars.ports import PublicHolidays
from gongdan.rooms.identity.store.tenants import load_tenant

_WEEK = week((Span(0, 1_440),))


class TenantCalendars:
    """Fulfils `workorders.ports`: `WorkCalendars`, `WorkingDays`.

    China's adjusted days are worked, and off.
    """

    def __init__(self, database: Database, holidays: PublicHolidays) -> None:
        self._database = database
        self._holidays = holidays

    async def of(self, tenant: UUID, at: datetime) -> Calendar:
        """Return the calendar, with the holidays of the year of `at` and of the next two."""
        return await self._calendar(tenant, at, at.replace(year=at.year + 2, day=1))

    async def between(self, tenant: UUID, start: datetime, end: datetime) -> int:
        """Return how many working days have begun after the day of `start`, up to that of `end`."""
        return working_days(await self._calendar(tenant, start, end), start, end)

    async def _calendar(self, tenant: UUID, first: datetime, last: datetime) -> Calendar:
        async with self._database.reading(tenant) as reader:
            found = await load_tenant(reader, tenant)
        if not found.country:
            return Calendar(found.zone, _WEEK)
        zone = ZoneInfo(found.zone)
        years = range(first.astimezone(zone).year, last.astimezone(zone).year + 1)
        days = self._holidays.special_days(found.country, years, _WEEK)
        return Calendar(found.zone, _WEEK, days)
