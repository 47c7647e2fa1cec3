"""History that was brought along says how many people are needed, and what orders are like."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg
import pytest

from gongdan.engines.flow.model import Stage
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.dispatch.store.older_gists import set_gist_job
from gongdan.rooms.identity.contract import robot
from gongdan.rooms.rosters.domain.lending import weeks_lent
from gongdan.rooms.workorders.contract import ImportedAct, ImportOrder
from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = datetime.now(SHANGHAI).date()
MONDAY = datetime.combine(TODAY - timedelta(days=TODAY.weekday()), time(), SHANGHAI)
WEEK = timedelta(weeks=1)


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


async def bring(house: TestHouse, tenant: Tenant, came: list[datetime]) -> None:
    """Import an order for each instant, closed long ago, with a later line of its history."""
    importer = robot(tenant.id, Actor(ActorKind.IMPORT, name="import"), ("order.report",))
    for number, at in enumerate(came):
        lines = [
            ImportedAct(activity=what, actor_label="x", claimed_at=when, row=row)
            for row, (what, when) in enumerate((("Active", at + WEEK), ("Opened", at)), 1)
        ]
        order = ImportOrder(
            source="old",
            external_id=f"INC{number:05}",
            title=f"打印机卡纸 {number}",
            stage=Stage.ARCHIVE,
            ended=True,
            history=tuple(lines),
        )
        done = await house.house.desk.handlers.take_in(importer, order)
        assert not isinstance(done, Refused), done
    await house.followers.drain()


async def demand(house: TestHouse, tenant: Tenant) -> Any:
    dispatcher = await house.signed_in(tenant, "dispatcher")
    return (await dispatcher.get("/api/v1/rosters/demand")).json()


async def test_imported_orders_count_as_demand_at_the_hours_that_their_history_claims(
    house: TestHouse,
) -> None:
    tenant = await house.tenant()
    nine = [MONDAY - week * WEEK + timedelta(hours=9) for week in range(1, 7)]
    await bring(house, tenant, [at for at in nine for _ in range(5)])
    page = await demand(house, tenant)
    (line,) = page["items"]
    assert (line["came"], line["too_little"], page["lent"]) == (30, False, None)
    assert line["orders"].index(max(line["orders"])) == 9


async def test_history_of_long_ago_is_put_forward_by_whole_weeks_and_said_so(
    house: TestHouse,
) -> None:
    tenant = await house.tenant()
    long_ago = datetime(2016, 2, 29, 9, tzinfo=SHANGHAI)  # a Monday
    await bring(house, tenant, [long_ago + week * WEEK for week in range(8) for _ in range(4)])
    page = await demand(house, tenant)
    (line,) = page["items"]
    assert line["too_little"] is False
    assert line["orders"].index(max(line["orders"])) == 9
    assert page["lent"].startswith("2016-02-29")


def test_a_tenant_s_own_weeks_go_before_what_was_brought_along() -> None:
    old = (datetime(2016, 1, 1, tzinfo=UTC), datetime(2016, 6, 1, tzinfo=UTC))
    after = MONDAY - 12 * WEEK
    assert weeks_lent(MONDAY - 5 * WEEK, old, after, MONDAY) == 0
    assert weeks_lent(None, (old[0], MONDAY - WEEK), after, MONDAY) == 0
    assert weeks_lent(None, None, after, MONDAY) == 0
    weeks = weeks_lent(MONDAY - WEEK, old, after, MONDAY)
    assert MONDAY - weeks * WEEK <= old[1] < MONDAY - (weeks - 1) * WEEK


async def test_orders_from_before_gists_were_kept_get_theirs_batch_by_batch(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongdan.rooms.dispatch.handlers.likeness.CAUGHT_UP", 2)
    tenant = await house.tenant()
    await bring(house, tenant, [MONDAY - WEEK + timedelta(hours=hour) for hour in range(5)])
    database, app = house.house.storage.urls.admin, house.house.storage.app
    await _forget_gists(database, tenant.id)
    async with app.writing(tenant.id) as writer:
        await set_gist_job(writer, tenant.id, new_id(), UUID(int=0))
    await house.followers.drain()
    alike = await house.house.dispatching.likeness.alike(tenant.id, "打印机卡纸", most=10)
    assert len(alike) == 5


async def _forget_gists(url: str, tenant: UUID) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("SELECT set_config('app.tenant', $1, false)", str(tenant))
    await connection.execute("DELETE FROM gongdan.dispatch_gist WHERE tenant_id = $1", tenant)
    await connection.close()
