"""What is swept once an hour: ended sessions, old failed log-ins, old idempotency keys."""

import asyncio
from datetime import timedelta

from gongdan.bootstrap.house import House
from gongdan.kernel.retry import OnFault
from gongdan.rooms.identity.jobs import forget_what_ran_out

EVERY = 3_600.0
KEYS_KEPT = timedelta(days=30)
"""For so long a request that is sent again is answered as it was the first time."""

_SWEEP_KEYS = "SELECT sweep_idempotency_v1($1, $2)"


async def keep_house(house: House, on_fault: OnFault) -> None:
    """Sweep every tenant, now and once an hour, until cancelled."""
    while True:
        try:
            await sweep(house)
        except Exception as fault:  # noqa: BLE001 - sweeping can wait an hour, serving can't
            on_fault("sweep", fault)
        await asyncio.sleep(EVERY)


async def sweep(house: House) -> None:
    """Sweep every tenant once."""
    now = house.clock()
    async with house.storage.worker.untenanted() as connection:
        tenants = [row["id"] for row in await connection.fetch("SELECT id FROM tenant")]
    for tenant in tenants:
        async with house.storage.app.writing(tenant) as writer:
            await forget_what_ran_out(writer, tenant, now)
            await writer.fetchval(_SWEEP_KEYS, tenant, now - KEYS_KEPT)
