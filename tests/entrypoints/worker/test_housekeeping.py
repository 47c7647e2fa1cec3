"""Housekeeping: what ran out goes, what is promised stays."""

from datetime import timedelta

from gongdan.entrypoints.worker.housekeeping import sweep
from tests.house import running_house
from tests.postgres_server import HouseDatabase


async def test_keys_older_than_thirty_days_are_swept_and_younger_ones_stay(
    database: HouseDatabase,
) -> None:
    async with running_house(database) as house:
        tenant = await house.tenant()
        requester = await house.signed_in(tenant, "requester")
        for key in ("old", "young"):
            answer = await requester.post(
                "/api/v1/orders", json={"title": "Leak"}, headers={"Idempotency-Key": key}
            )
            assert answer.status_code == 201, answer.text
        async with database.admin.untenanted() as connection:
            await connection.execute(
                "UPDATE idempotency SET created_at = created_at - $1::interval"
                " WHERE tenant_id = $2 AND key = 'old'",
                timedelta(days=31),
                tenant.id,
            )
        await sweep(house.house)
        async with database.admin.untenanted() as connection:
            left = await connection.fetch(
                "SELECT key FROM idempotency WHERE tenant_id = $1", tenant.id
            )
    assert [row["key"] for row in left] == ["young"]
