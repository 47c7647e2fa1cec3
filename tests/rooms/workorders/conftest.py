"""The room over a real database: real store, real vault, real definitions."""

from uuid import UUID

import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.adapters.file_keys import FileKeys
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.kernel.projector import Projector
from gongdan.kernel.sequencer import Sequencer
from gongdan.rooms.lowcode.contract import Sections
from gongdan.rooms.lowcode.handlers import By, DefinitionDesk
from gongdan.rooms.lowcode.store import shipped_bodies
from gongdan.rooms.lowcode.views import PublishedViews
from gongdan.rooms.privacy.handlers.vault import SubjectVault
from gongdan.rooms.privacy.store.keys import PostgresSubjectKeys
from gongdan.rooms.workorders.contract import KIND
from gongdan.rooms.workorders.projections import ORDER_SEARCH
from gongdan.rooms.workorders.store import APPEND_FUNCTION, LeasedNumbers
from gongdan.rooms.workorders.views.order import OrderViews
from tests.postgres_server import HouseDatabase
from tests.rooms.registers import KeptTrail
from tests.rooms.workorders.yard import ShippedDefinitions, Yard, make_yard


class ShippedRoleKeys:
    """`RoleKeys` of the shipped roles."""

    async def of(self, tenant: UUID) -> frozenset[str]:  # noqa: ARG002 - the same for all
        return frozenset({"requester", "technician", "dispatcher", "supervisor"})


@pytest.fixture
async def yard(database: HouseDatabase) -> Yard:
    """A tenant with the five steps published, and one person of each role."""
    tenant = await database.make_tenant()
    desk = DefinitionDesk(database.app, Sections(), ShippedRoleKeys(), KeptTrail())
    await desk.publish_shipped(By(tenant=tenant, actor=Actor(ActorKind.CLIENT, name="tests")))
    return make_yard(
        tenant,
        PostgresEventStore(database.app, {KIND: APPEND_FUNCTION}),
        vault=SubjectVault(PostgresSubjectKeys(database.app), FileKeys.in_memory()),
        published=PublishedViews(database.app),
        numbers=LeasedNumbers(database.app),
    )


@pytest.fixture
def part_body() -> bytes:
    """The type of child orders, `part`."""
    return shipped_bodies()[0].replace(b"WO-", b"PT-")


@pytest.fixture
async def drawn_yard(database: HouseDatabase, body: bytes, part_body: bytes) -> Yard:
    """The room over a real database, its orders running by a definition that a test drew."""
    tenant = await database.make_tenant()
    return make_yard(
        tenant,
        PostgresEventStore(database.app, {KIND: APPEND_FUNCTION}),
        vault=SubjectVault(PostgresSubjectKeys(database.app), FileKeys.in_memory()),
        published=ShippedDefinitions(body, part=part_body),
        numbers=LeasedNumbers(database.app),
    )


@pytest.fixture
def views(database: HouseDatabase, yard: Yard) -> OrderViews:
    return OrderViews(
        database=database.app,
        store=yard.store,
        vault=yard.vault,
        definitions=yard.definitions,
        directory=yard.people,
    )


class Following:
    """Brings the search tables up to date with the events."""

    def __init__(self, database: HouseDatabase) -> None:
        self._sequencer = Sequencer(database.worker, ChainTree())
        self._projector = Projector(database.worker)

    async def __call__(self, yard: Yard) -> None:
        while await self._sequencer.place(yard.tenant):
            pass
        while await self._projector.advance(ORDER_SEARCH, yard.tenant):
            pass


@pytest.fixture
def follow(database: HouseDatabase) -> Following:
    return Following(database)
