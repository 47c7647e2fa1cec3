"""What an administrator changes of the tenant itself, and what follows from it."""

from datetime import UTC, datetime

import pytest
from msgspec import Struct
from msgspec.structs import replace

from gongdan.adapters.public_holidays import LibraryHolidays
from gongdan.bootstrap.calendars import TenantCalendars
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.tenants import ChangeTenant, change_tenant
from gongdan.rooms.identity.handlers.users import CreateUser, UserCreated, create_user
from gongdan.rooms.identity.store.tenants import Tenant, load_tenant
from gongdan.rooms.identity.store.users import load_user
from tests.rooms.identity.yard import PASSWORD, Yard

pytestmark = pytest.mark.database


class Settings(Struct, frozen=True):
    """A tenant, and means that know the holidays of two countries."""

    yard: Yard
    means: Means

    async def change(self, command: ChangeTenant) -> Tenant | Refused:
        return await change_tenant(self.means, self.yard.founder, command)


@pytest.fixture
def settings(yard: Yard) -> Settings:
    return Settings(yard, replace(yard.means, countries=("CN", "DE")))


async def test_a_tenant_gets_another_name_and_new_users_get_its_language_and_zone(
    settings: Settings,
) -> None:
    yard = settings.yard
    before = await yard.add("before")
    changed = await settings.change(ChangeTenant(1, "East Estate", "en", "Europe/Berlin", "DE"))
    assert isinstance(changed, Tenant), changed
    assert (changed.name, changed.version) == ("East Estate", 2)
    made = await create_user(
        settings.means, yard.founder, CreateUser(login="new", name="New", password=PASSWORD)
    )
    assert isinstance(made, UserCreated), made
    async with yard.database.app.reading(yard.tenant) as reader:
        old, new = [await load_user(reader, yard.tenant, each) for each in (before, made.id)]
        assert await load_tenant(reader, yard.tenant) == changed
    assert old is not None
    assert new is not None
    assert (old.locale, old.zone) == ("zh", "Asia/Shanghai")
    assert (new.locale, new.zone) == ("en", "Europe/Berlin")
    (deed,) = [each for each in await yard.trail() if each.act == "tenant.change"]
    assert deed.facts["changed"] == ["tenant_name", "locale", "zone", "country"]
    assert deed.facts["country"] == ["CN", "DE"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (ChangeTenant(7, "x"), "changed_meanwhile"),
        (ChangeTenant(1, " "), "name_unusable"),
        (ChangeTenant(1, locale="fr"), "locale_unknown"),
        (ChangeTenant(1, zone="Mars/Olympus"), "zone_unknown"),
        (ChangeTenant(1, country="XX"), "country_unknown"),
    ],
)
async def test_what_can_not_be_is_refused(
    settings: Settings, command: ChangeTenant, code: str
) -> None:
    refused = await settings.change(command)
    assert isinstance(refused, Refused)
    assert refused.code == code


async def test_working_days_are_those_of_the_tenants_zone_and_country(settings: Settings) -> None:
    yard = settings.yard
    days = TenantCalendars(yard.database.app, LibraryHolidays())

    async def count(begin: datetime, end: datetime) -> int:
        return await days.between(yard.tenant, begin, end)

    # 1 to 7 October 2026 are off in China; Saturday the 10th is worked for them
    wednesday, monday = (datetime(2026, *day, 4, tzinfo=UTC) for day in ((9, 30), (10, 12)))
    assert await count(wednesday, monday) == 4
    await settings.change(ChangeTenant(1, country=""))
    assert await count(wednesday, monday) == 8
    await settings.change(ChangeTenant(2, country="DE"))
    assert await count(wednesday, monday) == 8
