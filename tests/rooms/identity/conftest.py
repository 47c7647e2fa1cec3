"""Identity over a real database, with a clock that can be moved and hashes that cost little."""

import hashlib
from itertools import count

import pytest

from gongdan.adapters.argon2_passwords import Argon2Passwords
from gongdan.kernel.clock import utc_now
from gongdan.kernel.ids import new_id
from gongdan.rooms.audit.handlers import Trail
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.tenants import CreateTenant, TenantCreated, create_tenant
from tests.postgres_server import HouseDatabase
from tests.rooms.identity.yard import CHEAP, SYSTEM, MakeYard, MovableClock, Yard


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def means(database: HouseDatabase, clock: MovableClock) -> Means:
    numbers = count()
    passwords = Argon2Passwords(CHEAP)
    seed = new_id().bytes

    def entropy(size: int) -> bytes:
        return hashlib.sha256(seed + next(numbers).to_bytes(8)).digest()[:size]

    return Means(
        database=database.app,
        trail=Trail(database.app, utc_now, new_id),
        passwords=passwords,
        clock=clock,
        ids=new_id,
        entropy=entropy,
    )


@pytest.fixture
def make_yard(means: Means, database: HouseDatabase, clock: MovableClock) -> MakeYard:
    """Makes further tenants."""

    async def make() -> Yard:
        slug = f"t-{new_id().hex[-12:]}"
        made = await create_tenant(means, CreateTenant(slug=slug, name="试验"), SYSTEM)
        assert isinstance(made, TenantCreated), made
        return Yard(means, database, made.id, slug, clock)

    return make


@pytest.fixture
async def yard(make_yard: MakeYard) -> Yard:
    return await make_yard()
