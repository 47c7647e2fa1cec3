"""A database put back to an older copy: seen by the witness, never signed for, named, gone on."""

from collections.abc import AsyncIterator

import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.bootstrap.followers import make_followers
from gongdan.entrypoints.cli.database_check import Outcome, check_database
from gongdan.kernel.log.epoch import Epochs
from gongdan.kernel.messages import Actor, ActorKind
from tests.faults.desk import bring_orders
from tests.house import Tenant, TestHouse, running_house
from tests.kernel.backup import restore, take_backup
from tests.postgres_server import HouseDatabase

OPERATOR = Actor(ActorKind.CLIENT, None, "restore")


@pytest.fixture
async def home(fresh_database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(fresh_database) as running:
        yield running


def kinds(outcome: Outcome, tenant: Tenant) -> set[str]:
    return {found.kind for found in outcome.findings if found.tenant == tenant.id}


async def sizes(home: TestHouse, tenant: Tenant) -> tuple[int, int, int]:
    """Return the log's epoch, size, and how much of it is signed."""
    async with home.house.storage.app.reading(tenant.id) as reader:
        row = await reader.fetchrow(
            "SELECT epoch, size, signed FROM log_head WHERE tenant_id = $1", tenant.id
        )
    return tuple(row)


async def test_an_older_copy_is_seen_refused_named_and_then_life_goes_on(
    home: TestHouse, fresh_database: HouseDatabase
) -> None:
    rolled, other = await home.tenant(), await home.tenant()
    await bring_orders(home, rolled, [0, 1, 2, 3])
    await home.followers.drain()
    backup = await take_backup(fresh_database, rolled.id)
    _, kept, _ = await sizes(home, rolled)
    await bring_orders(home, rolled, [1, 1])
    await home.followers.drain()
    _, seen, _ = await sizes(home, rolled)
    assert (await check_database(home.house)).intact

    await restore(fresh_database, rolled.id, backup)
    outcome = await check_database(home.house)
    assert not outcome.intact
    assert kinds(outcome, rolled) == {"rolled_back"}
    assert kinds(outcome, other) <= {"not_signed", "no_witness"}

    # the followers serve the others, and add nothing to the log that contradicts its witness
    followers = make_followers(home.house)
    await bring_orders(home, rolled, [0])
    await bring_orders(home, other, [0])
    await followers.drain()
    assert followers.stopped == {rolled.id}
    assert await sizes(home, rolled) == (1, kept, kept)
    _, size, signed = await sizes(home, other)
    assert size == signed > 0

    epochs = Epochs(home.house.storage.worker, home.house.store, ChainTree(), home.house.witness)
    opened = await epochs.open(rolled.id, actor=OPERATOR, now=home.house.clock())
    assert opened is not None
    assert (opened.epoch, opened.trusted_size, opened.lost_until) == (2, kept, seen)

    followers = make_followers(home.house)
    await bring_orders(home, rolled, [3, 0])
    await followers.drain()
    epoch, size, signed = await sizes(home, rolled)
    assert epoch == 2
    assert size == signed > kept
    outcome = await check_database(home.house)
    assert outcome.intact, outcome.findings
