"""A tenant's working days: Monday to Friday in its zone, but for its country's public holidays."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from gongdan.kernel.database import Database
from gongdan.rooms.calendars.contract import Calendar, Span, week, working_days
from gongdan.rooms.calendars.ports import PublicHolidays
from gongdan.rooms.identity.store.tenants import load_tenant

_WEEK = week((Span(0, 1_440),))


class TenantWorkingDays:
    """Fulfils `workorders.ports.WorkingDays`; China's adjusted days are worked, and off."""

    def __init__(self, database: Database, holidays: PublicHolidays) -> None:
        self._database = database
        self._holidays = holidays

    async def between(self, tenant: UUID, start: datetime, end: datetime) -> int:
        """Return how many working days have begun after the day of `start`, up to that of `end`."""
        async with self._database.reading(tenant) as reader:
            found = await load_tenant(reader, tenant)
        zone = ZoneInfo(found.zone)
        years = range(start.astimezone(zone).year, end.astimezone(zone).year + 1)
        return working_days(self._calendar(found.zone, found.country, years), start, end)

    def _calendar(self, zone: str, country: str, years: range) -> Calendar:
        if not country:
            return Calendar(zone, _WEEK)
        return Calendar(zone, _WEEK, self._holidays.special_days(country, years, _WEEK))
