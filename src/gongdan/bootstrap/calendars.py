"""A tenant's calendar: Monday to Friday in its zone, but for the public holidays of its country."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from gongdan.kernel.database import Database
from gongdan.rooms.calendars.contract import Calendar, Span, week
from gongdan.rooms.calendars.ports import PublicHolidays
from gongdan.rooms.identity.store.tenants import load_tenant

_WEEK = week((Span(0, 1_440),))
_COUNTRY = {"Asia/Shanghai": "CN"}


class TenantCalendars:
    """Fulfils `workorders.ports.WorkCalendars`; China's adjusted days are worked, and off."""

    def __init__(self, database: Database, holidays: PublicHolidays) -> None:
        self._database = database
        self._holidays = holidays

    async def of(self, tenant: UUID, at: datetime) -> Calendar:
        """Return the calendar, with the holidays from the year before to the year after next."""
        async with self._database.reading(tenant) as reader:
            zone = (await load_tenant(reader, tenant)).zone
        country = _COUNTRY.get(zone, "")
        if not country:
            return Calendar(zone, _WEEK)
        year = at.astimezone(ZoneInfo(zone)).year
        days = self._holidays.special_days(country, range(year - 1, year + 3), _WEEK)
        return Calendar(zone, _WEEK, days)
