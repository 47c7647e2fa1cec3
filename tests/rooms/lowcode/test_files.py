"""Definitions as files: out and in again, and everything that a file can have wrong."""

import json
from typing import Any
from uuid import UUID

import pytest

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.lowcode.domain.files import Unpacked, packed, unpacked
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.handlers.drafts import Begun
from gongdan.rooms.lowcode.handlers.files import BundleFiles
from gongdan.rooms.lowcode.store.shipped import shipped_bodies
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import FIVE_STEP, ROLES, five_step
from tests.rooms.lowcode.test_desk import Trail

FILE: dict[str, Any] = json.loads(packed(FIVE_STEP, "gongdan 0.1"))


def file(**members: object) -> bytes:
    return json.dumps({**FILE, **members}).encode()


def test_a_file_holds_what_was_put_in() -> None:
    found = unpacked(packed(FIVE_STEP, "gongdan 0.1"))
    assert found == Unpacked(five_step(), "gongdan 0.1")
    assert unpacked(shipped_bodies()[0]) == Unpacked(five_step(), "")


@pytest.mark.parametrize(
    ("raw", "code", "place"),
    [
        (b"", "bundle_not_json", ""),
        (b"[]", "bundle_not_an_object", ""),
        (b"{" * 40, "bundle_too_deep", ""),
        (b" " * 600_000, "bundle_too_large", ""),
        (file(gongdan_definition=2), "file_newer", "gongdan_definition"),
        (file(gongdan_definition="1"), "file_format_unknown", "gongdan_definition"),
        (file(gongdan_definition=True), "file_format_unknown", "gongdan_definition"),
        (file(definition=[]), "file_without_definition", "definition"),
        (file(secrets={}), "file_member_unknown", "secrets"),
        (file(sha256="0" * 64), "file_hash_differs", "sha256"),
        (file(sha256=None), "file_hash_differs", "sha256"),
        (file(definition={**FIVE_STEP, "numbering": "X"}), "file_hash_differs", "sha256"),
        (packed({**FIVE_STEP, "bundle": 9}, ""), "bundle_newer", "bundle"),
        (packed({**FIVE_STEP, "plugin": {}}, ""), "section_unknown", "plugin"),
        (packed({**FIVE_STEP, "fields": {"a": {"x": 1}}}, ""), "bundle_wrong_type", "fields/a"),
    ],
)
def test_a_file_that_cant_be_taken_says_where_and_why(raw: bytes, code: str, place: str) -> None:
    found = unpacked(raw)
    assert not isinstance(found, Unpacked)
    assert (found[0].code, found[0].place) == (code, place)


class Roles:
    async def of(self, tenant: UUID) -> frozenset[str]:
        assert tenant
        return ROLES


async def test_a_file_becomes_a_draft_and_never_overwrites_one(
    database: HouseDatabase, tenant: UUID
) -> None:
    trail = Trail()
    desk = DefinitionDesk(database.app, (), Roles(), trail)
    files = BundleFiles(database.app, trail, desk)
    by = By(tenant, Actor(ActorKind.PERSON, new_id()))
    await desk.publish_shipped(by)
    exported = await files.export(tenant, "five_step", 1)
    assert isinstance(exported, bytes)
    assert exported == await files.export(tenant, "five_step", 1)
    assert await files.take(by, exported, None) == Begun("five_step", 1)
    assert trail.deeds[-1].act == "definition.import"
    again = await files.take(by, exported, None)
    assert isinstance(again, Refused)
    assert (again.code, again.facts["free"]) == ("definition_draft_there", "five_step_2")
    looked = await files.look(tenant, exported)
    assert (looked.free, looked.faults, looked.findings) == ("five_step_2", (), ())
    assert await files.take(by, exported, "five_step_2") == Begun("five_step_2", 1)
    draft = await files.export(tenant, "five_step_2", None)
    assert isinstance(draft, bytes)
    assert json.loads(draft)["definition"]["key"] == "five_step_2"
    for wrong in (b"no", file(sha256="")):
        assert isinstance(await files.take(by, wrong, None), Refused)
        assert (await files.look(tenant, wrong)).faults
    for key, version in (("none", None), ("five_step", 2**40), ("five_step", -1)):
        assert isinstance(await files.export(tenant, key, version), Refused)
