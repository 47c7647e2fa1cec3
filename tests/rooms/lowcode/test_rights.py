"""Rights that a definition says: checked, told in plain words, and never given to oneself alone."""

import json
from typing import Any
from uuid import UUID

import pytest

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef, Sections
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.check import own_sections
from gongdan.rooms.lowcode.domain.oneself import names_oneself
from gongdan.rooms.lowcode.domain.told import tell
from gongdan.rooms.lowcode.handlers.approvals import Approvals, Said, Voice
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.views import list_definitions
from gongdan.rooms.lowcode.views.told import Speaker
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import FIVE_STEP, changed, five_step, named
from tests.rooms.lowcode.test_desk import Roles, Trail

KEY = "five_step"
ANN, BOB = UUID(int=1), UUID(int=2)
NAMES = {"technician": {"zh": "技术员", "en": "Technician"}}


def bundle(body: bytes) -> Bundle:
    found = parse(body)
    assert isinstance(found, Bundle), found
    return found


def with_rights(*roles: str) -> bytes:
    return json.dumps({**FIVE_STEP, "permissions": {"report": roles}}).encode()


def told(before: Bundle, after: Bundle, locale: str = "en") -> list[str]:
    speaker = Speaker(locale, NAMES)
    parts = [speaker.part(part) for part in tell(before, after, Sections(own_sections()))]
    return [line.words for part in parts for line in part.lines]


@pytest.mark.parametrize(
    ("was", "now", "zh", "en"),
    [
        ("hidden", "read", "现在可以看到", "Technician may now see “Time spent” at “Execute”"),
        ("edit", "read", "只能看，不能改", "Technician may only see “Time spent” at “Execute”, not change it"),
        ("read", "edit", "现在可以填写", "Technician may now fill “Time spent” at “Execute”"),
        ("edit", "required", "现在必须填写", "Technician must now fill “Time spent” at “Execute”"),
        ("required", "edit", "不再必须填写", "Technician need no longer fill “Time spent” at “Execute”"),
        ("read", "hidden", "在表单里不再看到", "Technician no longer sees “Time spent” in the form at “Execute”"),
    ],
)  # fmt: skip
def test_what_somebody_may_see_and_change_at_a_step_is_said_plainly(
    was: str, now: str, zh: str, en: str
) -> None:
    def drawn(permission: str) -> Bundle:
        body = json.loads(changed("flow/nodes/execute/assignee", {"role": "technician"}))
        body["flow"]["nodes"]["execute"]["fields"] = {"minutes_spent": permission}
        return bundle(json.dumps(body).encode())

    assert told(drawn(was), drawn(now)) == [en]
    assert zh in told(drawn(was), drawn(now), "zh")[0]


def test_who_may_start_orders_is_said_plainly() -> None:
    some, all_ = bundle(with_rights("technician")), five_step()
    assert told(all_, some) == [
        "Technician may now start orders of this type",
        "Other roles may no longer start orders of this type",
    ]
    assert told(some, all_) == ["Whoever may report may now start orders of this type"]
    assert told(some, bundle(with_rights("requester")))[1] == (
        "Technician may no longer start orders of this type"
    )


@pytest.mark.parametrize(
    ("permissions", "code", "place"),
    [
        ({"report": ["wizard"]}, "flow_role_unknown", "permissions/report"),
        ({"report": ["requester", "requester"]}, "rights_roles_unusable", "permissions/report"),
        ({"report": "requester"}, "bundle_wrong_type", "permissions/report"),
        ({"read": []}, "bundle_wrong_type", "permissions"),
    ],
)
def test_rights_that_nobody_could_have_are_found(
    permissions: dict[str, Any], code: str, place: str
) -> None:
    assert (code, place) in named(json.dumps({**FIVE_STEP, "permissions": permissions}).encode())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("flow/nodes/verify/assignee", {"user": str(ANN)}),
        ("flow/nodes/verify/assignee", {"any": [{"role": "supervisor"}, {"user": str(ANN).upper()}]}),
        ("flow/nodes/verify/copies", {"user": ANN.hex}),
        ("flow/nodes/verify/outputs", {"approver": f'"{ANN}"'}),
    ],
)  # fmt: skip
def test_a_version_that_names_its_publisher_is_seen_wherever_it_does(path: str, value: Any) -> None:
    *way, last = path.split("/")
    body: Any = json.loads(json.dumps(FIVE_STEP))
    inner = body
    for part in way:
        inner = inner[part]
    inner[last] = value
    drawn = bundle(json.dumps(body).encode())
    assert names_oneself(five_step(), drawn, ANN)
    assert names_oneself(None, drawn, ANN)
    assert not names_oneself(five_step(), drawn, BOB)
    assert not names_oneself(drawn, drawn, ANN)
    assert not names_oneself(five_step(), drawn, None)


async def test_nobody_gives_himself_a_step_without_a_second_person(
    database: HouseDatabase, tenant: UUID
) -> None:
    desk = DefinitionDesk(database.app, (), Roles(), Trail())
    approvals = Approvals(database.app, Roles(), Trail())
    ann, bob = (
        By(tenant, Actor(ActorKind.PERSON, who), person=who) for who in (new_id(), new_id())
    )
    await desk.publish_shipped(bob)
    mine = changed("flow/nodes/accept/assignee", {"user": str(ann.person)})
    first = await desk.save_draft(ann, KEY, mine, seen=0)
    assert isinstance(first, int)

    no = await desk.publish(ann, KEY, edition=first)
    assert isinstance(no, Refused)
    assert (no.code, no.facts["places"]) == (
        "definition_names_oneself",
        ["flow/nodes/accept/assignee/user"],
    )
    # ... nor by going back to it once it was taken away
    assert await desk.publish(bob, KEY, edition=first) == DefinitionRef(KEY, 2)
    assert await desk.roll_back(bob, DefinitionRef(KEY, 1)) == DefinitionRef(KEY, 3)
    assert isinstance(await desk.roll_back(ann, DefinitionRef(KEY, 2)), Refused)

    # somebody whose word is needed has agreed to this very edition
    await approvals.set_rule(bob, KEY, ["supervisor"])
    again = await desk.save_draft(ann, KEY, mine, seen=0)
    assert isinstance(again, int)
    await approvals.ask(ann, KEY, edition=again)
    voice = Voice(bob.person, ("supervisor",))
    assert await approvals.answer(bob, KEY, voice, Said(edition=again, approved=True)) is None
    # ... which lets no other body through than the one that was approved
    assert isinstance(await desk.roll_back(ann, DefinitionRef(KEY, 2)), Refused)
    assert await desk.publish(ann, KEY, edition=again) == DefinitionRef(KEY, 4)


async def test_the_list_of_types_says_whose_roles_may_start_them(
    database: HouseDatabase, tenant: UUID
) -> None:
    desk = DefinitionDesk(database.app, (), Roles(), Trail())
    by = By(tenant, Actor(ActorKind.RULE, name="install"))
    await desk.publish_from_file(by, with_rights("technician"))
    async with database.app.reading(tenant) as reader:
        assert [each.reporters for each in await list_definitions(reader, tenant)] == [
            ["technician"]
        ]
