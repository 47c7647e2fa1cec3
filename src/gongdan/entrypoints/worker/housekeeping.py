"""What is swept once an hour: ended sessions, failed log-ins, old and erased keys, loose files."""

import asyncio
from datetime import timedelta

from gongdan.bootstrap.house import House
from gongdan.kernel.retry import OnFault
from gongdan.kernel.tenants import all_tenants, sweep_idempotency
from gongdan.rooms.identity.jobs import forget_what_ran_out
from gongdan.rooms.portal.jobs import forget_links_and_codes
from gongdan.rooms.workorders.store.bulk import forget_bulk_answers

EVERY = 3_600.0
KEYS_KEPT = timedelta(days=30)
"""For so long a request that is sent again is answered as it was the first time."""


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
    for tenant in await all_tenants(house.storage.worker):
        async with house.storage.app.writing(tenant) as writer:
            await forget_what_ran_out(writer, tenant, now)
            await forget_bulk_answers(writer, tenant, now - KEYS_KEPT)
            await forget_links_and_codes(writer, tenant, house.portal.means.credentials, now)
        await house.unanswered.sweep(tenant)
        await house.imports.sweep(tenant)
        await house.rehearsals.sweep(tenant)
        await house.files.sweep(tenant)
        await sweep_idempotency(house.storage.app, tenant, now - KEYS_KEPT)
        await house.privacy.erasing.resume(tenant)
    if await house.rotation.is_due():
        await house.rotation.rotate()
