"""Comments pinned to places of a definition."""

import copy
import json
from uuid import UUID

import pytest

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.comments import Comments, Thread
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.views.told import Speaker
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import FIVE_STEP, ROLES, changed
from tests.rooms.lowcode.test_desk import Trail

KEY = "five_step"


class Roles:
    async def of(self, tenant: UUID) -> frozenset[str]:
        assert tenant
        return ROLES


@pytest.fixture
def comments(database: HouseDatabase) -> Comments:
    return Comments(database.app)


@pytest.fixture
def desk(database: HouseDatabase) -> DefinitionDesk:
    return DefinitionDesk(database.app, (), Roles(), Trail())


@pytest.fixture
async def ann(desk: DefinitionDesk, tenant: UUID) -> By:
    by = By(tenant, Actor(ActorKind.PERSON, new_id()))
    await desk.save_draft(by, KEY, json.dumps(FIVE_STEP).encode(), seen=0)
    return by


async def threads(comments: Comments, by: By) -> list[Thread]:
    found = await comments.threads(by.tenant, KEY)
    assert not isinstance(found, Refused)
    return found


async def test_a_comment_is_pinned_answered_resolved_and_opened_again(
    comments: Comments, ann: By
) -> None:
    bob = By(ann.tenant, Actor(ActorKind.PERSON, new_id()))
    thread = await comments.add(ann, KEY, "flow/nodes/verify", "Who else?")
    assert isinstance(thread, UUID)
    assert isinstance(await comments.reply(bob, KEY, thread, "The supervisor."), UUID)
    [found] = await threads(comments, ann)
    assert [each.text for each in found.comments] == ["Who else?", "The supervisor."]
    assert [each.author_id for each in found.comments] == [ann.actor.id, bob.actor.id]
    assert Speaker("zh", {}).line(found.name) == "步骤“验收”"
    assert await comments.resolve(bob, KEY, thread, done=True) is None
    [found] = await threads(comments, ann)
    assert found.comments[0].resolved_by == bob.actor.id
    assert await comments.resolve(bob, KEY, thread, done=False) is None
    [found] = await threads(comments, ann)
    assert found.comments[0].resolved_at is None


async def test_a_comment_outlives_its_place_and_says_so(
    comments: Comments, desk: DefinitionDesk, ann: By
) -> None:
    for place in ("flow/nodes/verify", "fields/result", "flow/edges/redo", ""):
        assert isinstance(await comments.add(ann, KEY, place, "?"), UUID)
    body = copy.deepcopy(FIVE_STEP)
    # moved to another stage: it is the same step
    body["flow"]["nodes"]["verify"]["stage"] = "execute"
    del body["fields"]["result"]
    await desk.save_draft(ann, KEY, json.dumps(body).encode(), seen=1)
    found = {each.comments[0].place: each.orphaned for each in await threads(comments, ann)}
    wanted = {"flow/nodes/verify": False, "fields/result": True, "flow/edges/redo": False}
    assert found == {**wanted, "": False}


@pytest.mark.parametrize(
    ("key", "place", "text", "code"),
    [
        (KEY, "flow/nodes/none", "x", "definition_place_unknown"),
        (KEY, "a" * 400, "x", "definition_place_unknown"),
        (KEY, "fields/result", " ", "definition_comment_unusable"),
        (KEY, "fields/result", "x\x00", "definition_comment_unusable"),
        ("none", "fields/result", "x", "definition_unknown"),
    ],
)
async def test_a_comment_that_cant_be_kept_is_refused(
    comments: Comments, ann: By, key: str, place: str, text: str, code: str
) -> None:
    refused = await comments.add(ann, key, place, text)
    assert isinstance(refused, Refused)
    assert refused.code == code


async def test_another_tenant_and_another_definition_have_no_such_thread(
    database: HouseDatabase, comments: Comments, desk: DefinitionDesk, ann: By
) -> None:
    thread = await comments.add(ann, KEY, "", "Mine")
    assert isinstance(thread, UUID)
    stranger = By(await database.make_tenant(), ann.actor)
    await desk.save_draft(stranger, KEY, changed("title/en", "Theirs"), seen=0)
    assert await threads(comments, stranger) == []
    for by, key in ((stranger, KEY), (ann, "other")):
        assert isinstance(await comments.reply(by, key, thread, "x"), Refused)
        assert isinstance(await comments.resolve(by, key, thread, done=True), Refused)
