"""Definitions in a real database: kept, published, rolled back, never changed, never leaked."""

import asyncio
import json
from uuid import UUID

import asyncpg
import pytest

from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Writer
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.lowcode.contract import DefinitionRef
from gongdan.rooms.lowcode.handlers import By, DefinitionDesk
from gongdan.rooms.lowcode.store import shipped_bodies
from gongdan.rooms.lowcode.views import PublishedViews, get_definition, list_definitions
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import ROLES, changed, edge, five_step

KEY = "five_step"
DESIGNER = Actor(ActorKind.PERSON, new_id())


class Trail:
    """Keeps what was told to it."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []

    async def record(self, deed: Deed, within: Writer | None = None) -> None:
        assert within is not None, "a deed stands or falls with its act"
        self.deeds.append(deed)


class Roles:
    async def of(self, tenant: UUID) -> frozenset[str]:
        assert tenant
        return ROLES


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def desk(database: HouseDatabase, trail: Trail) -> DefinitionDesk:
    return DefinitionDesk(database.app, (), Roles(), trail)


@pytest.fixture
async def published(desk: DefinitionDesk, tenant: UUID) -> By:
    by = By(tenant, DESIGNER)
    await desk.publish_shipped(by)
    return by


async def test_what_is_shipped_is_published_once_for_each_tenant(
    desk: DefinitionDesk, tenant: UUID, trail: Trail
) -> None:
    by = By(tenant, Actor(ActorKind.RULE, name="install"))
    shipped = (DefinitionRef(KEY, 1), DefinitionRef("field_service", 1))
    assert await desk.publish_shipped(by) == shipped
    assert await desk.publish_shipped(by) == ()
    assert [deed.act for deed in trail.deeds] == ["definition.publish"] * 2


async def test_a_published_version_is_read_back_as_it_was_written(
    database: HouseDatabase, published: By
) -> None:
    views = PublishedViews(database.app)
    newest = await views.newest(published.tenant, KEY)
    assert newest is not None
    assert (newest.ref, newest.bundle) == (DefinitionRef(KEY, 1), five_step())
    assert await views.load(published.tenant, newest.ref) is newest
    assert await views.load(published.tenant, DefinitionRef(KEY, 2)) is None
    assert await views.newest(published.tenant, "nothing") is None


async def test_another_tenant_sees_nothing_of_it(
    database: HouseDatabase, desk: DefinitionDesk, published: By
) -> None:
    other = await database.make_tenant()
    assert published.tenant != other
    assert await PublishedViews(database.app).newest(other, KEY) is None
    assert isinstance(await desk.body(other, DefinitionRef(KEY, 1)), Refused)
    async with database.app.reading(other) as reader:
        assert await list_definitions(reader, other) == []
        assert await list_definitions(reader, published.tenant) == []


async def test_a_draft_is_checked_published_and_rolled_back(
    database: HouseDatabase, desk: DefinitionDesk, published: By
) -> None:
    body = changed("title/en", "Five steps and a smile")
    assert await desk.save_draft(published, KEY, body, seen=0) == 1
    checked = await desk.check(published.tenant, KEY)
    assert not isinstance(checked, Refused)
    assert checked.findings == ()
    assert await desk.publish(published, KEY, edition=1) == DefinitionRef(KEY, 2)
    assert await desk.roll_back(published, DefinitionRef(KEY, 1)) == DefinitionRef(KEY, 3)
    async with database.app.reading(published.tenant) as reader:
        page = await get_definition(reader, published.tenant, KEY)
    assert page is not None
    lines = [(v.version, v.status, v.body_of) for v in page.versions]
    assert lines == [(3, "published", 1), (2, "retired", 0), (1, "retired", 0)]
    assert page.versions[0].sha256 == page.versions[2].sha256
    assert page.versions[0].author_id == DESIGNER.id


async def test_a_draft_tells_what_it_would_change(desk: DefinitionDesk, published: By) -> None:
    body = edge("redo", target="accept")
    await desk.save_draft(published, KEY, body, seen=0)
    checked = await desk.check(published.tenant, KEY)
    assert not isinstance(checked, Refused)
    changes = [(change.kind, change.place) for change in checked.changes]
    assert changes == [("changed", "flow/edges/redo")]


async def test_an_unsound_draft_is_kept_and_not_published(
    desk: DefinitionDesk, published: By
) -> None:
    body = changed("flow/nodes/execute/assignee", {"role": "wizard"})
    assert await desk.save_draft(published, KEY, body, seen=0) == 1
    refused = await desk.publish(published, KEY, edition=1)
    assert isinstance(refused, Refused)
    assert refused.code == "definition_unsound"
    assert refused.facts["findings"] == ["flow/nodes/execute/assignee: flow_role_unknown"]
    assert not isinstance(await desk.draft(published.tenant, KEY), Refused)


@pytest.mark.parametrize(
    ("key", "body", "seen", "code"),
    [
        (KEY, b"no json", 0, "definition_unreadable"),
        ("other", shipped_bodies()[0], 0, "definition_key_differs"),
        (KEY, shipped_bodies()[0], 7, "definition_draft_changed_meanwhile"),
        ("Ä b", changed("key", "Ä b"), 0, "definition_unreadable"),
    ],
)
async def test_a_draft_that_cant_be_kept_is_refused(
    desk: DefinitionDesk, tenant: UUID, key: str, body: bytes, seen: int, code: str
) -> None:
    refused = await desk.save_draft(By(tenant, DESIGNER), key, body, seen=seen)
    assert isinstance(refused, Refused)
    assert refused.code == code


async def test_a_note_that_cant_be_kept_is_refused(desk: DefinitionDesk, tenant: UUID) -> None:
    for note in ("x" * 2_001, "a\x00b"):
        refused = await desk.publish_from_file(By(tenant, DESIGNER, note), shipped_bodies()[0])
        assert isinstance(refused, Refused)
        assert refused.code == "definition_note_unusable"


async def test_two_who_publish_at_once_make_one_version(
    desk: DefinitionDesk, published: By
) -> None:
    await desk.save_draft(published, KEY, changed("title/en", "Twice"), seen=0)
    both = await asyncio.gather(*(desk.publish(published, KEY, edition=1) for _ in range(4)))
    done = [each for each in both if isinstance(each, DefinitionRef)]
    codes = {each.code for each in both if isinstance(each, Refused)}
    assert done == [DefinitionRef(KEY, 2)]
    assert codes <= {"definition_draft_missing", "definition_draft_changed_meanwhile"}


async def test_a_retired_definition_starts_no_order_and_still_serves_running_ones(
    database: HouseDatabase, desk: DefinitionDesk, published: By
) -> None:
    assert await desk.retire(published, KEY) is None
    views = PublishedViews(database.app)
    assert await views.newest(published.tenant, KEY) is None
    assert await views.load(published.tenant, DefinitionRef(KEY, 1)) is not None
    refused = await desk.retire(published, KEY)
    assert isinstance(refused, Refused)
    assert refused.code == "definition_not_published"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE definition SET body = '\\x7b7d', sha256 = sha256('\\x7b7d')",
        "UPDATE definition SET status = 'published', retired_at = NULL WHERE status = 'retired'",
        "DELETE FROM definition",
    ],
)
async def test_nobody_changes_a_published_body_by_sql(
    database: HouseDatabase, desk: DefinitionDesk, published: By, statement: str
) -> None:
    await desk.retire(published, KEY)
    async with database.app.writing(published.tenant) as writer:
        with pytest.raises(asyncpg.PostgresError):
            await writer.execute(statement)
    async with database.admin.untenanted() as connection:
        with pytest.raises(asyncpg.RaiseError, match="never"):
            await connection.execute(statement)


async def test_stored_bodies_are_canonical(desk: DefinitionDesk, published: By) -> None:
    body = await desk.body(published.tenant, DefinitionRef(KEY, 1))
    assert not isinstance(body, Refused)
    assert list(json.loads(body)) == sorted(json.loads(body))
