"""Drafts in a real database: begun, thrown away, merged; nothing that was typed is lost."""

import asyncio
import json
from typing import Any
from uuid import UUID

import pytest

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, RefusalKind, Refused
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.handlers.drafts import Begun, Drafts, Wish
from gongdan.rooms.lowcode.handlers.merging import MergedDraft, Merging, Mine
from gongdan.rooms.lowcode.store.shipped import About, Template, shipped_bodies
from gongdan.rooms.lowcode.views.templates import line_of
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import ROLES, changed, check
from tests.rooms.lowcode.test_desk import Trail

KEY = "five_step"
TITLE = {"zh": "采购申请", "en": "Purchase"}
FIELD_SERVICE = Template(
    "field_service", About(TITLE, TITLE), next(b for b in shipped_bodies() if b"FS-" in b)
)


class Roles:
    async def of(self, tenant: UUID) -> frozenset[str]:
        assert tenant
        return ROLES


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def drafts(database: HouseDatabase, trail: Trail) -> Drafts:
    return Drafts(database.app, trail, (FIELD_SERVICE,))


@pytest.fixture
def merging(database: HouseDatabase, trail: Trail) -> Merging:
    return Merging(database.app, trail)


@pytest.fixture
def desk(database: HouseDatabase, trail: Trail) -> DefinitionDesk:
    return DefinitionDesk(database.app, (), Roles(), trail)


@pytest.fixture
def ann(tenant: UUID) -> By:
    return By(tenant, Actor(ActorKind.PERSON, new_id()))


@pytest.fixture
def bob(tenant: UUID) -> By:
    return By(tenant, Actor(ActorKind.PERSON, new_id()))


async def body(desk: DefinitionDesk, by: By, key: str = KEY) -> dict[str, Any]:
    draft = await desk.draft(by.tenant, key)
    assert not isinstance(draft, Refused)
    found: dict[str, Any] = json.loads(draft.body)
    return found


@pytest.mark.parametrize(
    ("wish", "key", "numbering"),
    [
        (Wish(title=TITLE), "purchase", "PUR-{year}-{n:06}"),
        (Wish(title={"zh": "采购"}), "process", "PRO-{year}-{n:06}"),
        (Wish(title=TITLE, key="buy_new_parts"), "buy_new_parts", "BNP-{year}-{n:06}"),
        (Wish(title=TITLE, template="field_service"), "field_service_2", "FS2-{year}-{n:06}"),
        (
            Wish(title=TITLE, copy_of=DefinitionRef("field_service", 1)),
            "purchase",
            "PUR-{year}-{n:06}",
        ),
    ],
)
async def test_a_process_starts_sound_under_its_own_key_title_and_numbers(
    drafts: Drafts, desk: DefinitionDesk, ann: By, wish: Wish, key: str, numbering: str
) -> None:
    await desk.publish_shipped(ann)
    assert await drafts.begin(ann, wish) == Begun(key, 1)
    kept = await body(desk, ann, key)
    assert (kept["key"], kept["title"], kept["numbering"]) == (key, wish.title, numbering)
    assert kept.get("template", "") == (wish.template or "")
    bundle = parse(json.dumps(kept).encode())
    assert isinstance(bundle, Bundle)
    unsaid = {"words_missing"} if "en" not in wish.title else set()
    assert {finding.code for finding in check(bundle)} == unsaid


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(title=TITLE, key=KEY), "definition_key_taken"),
        (Wish(title=TITLE, key="No key"), "definition_key_malformed"),
        (Wish(title={"zh": " "}), "definition_title_unusable"),
        (Wish(title={"zh": "x" * 201}), "definition_title_unusable"),
        (Wish(title=TITLE, template="none"), "definition_template_unknown"),
        (Wish(title=TITLE, copy_of=DefinitionRef(KEY, 9)), "definition_version_unknown"),
        (Wish(title=TITLE, copy_of=DefinitionRef("\x00", -5)), "definition_version_unknown"),
        (Wish(title=TITLE, copy_of=DefinitionRef(KEY, 2**60)), "definition_version_unknown"),
        (Wish(title=TITLE, template="a", copy_of=DefinitionRef(KEY, 1)), "definition_origin_twice"),
    ],
)
async def test_a_process_that_cant_start_is_refused(
    drafts: Drafts, desk: DefinitionDesk, ann: By, wish: Wish, code: str
) -> None:
    await desk.publish_shipped(ann)
    refused = await drafts.begin(ann, wish)
    assert isinstance(refused, Refused)
    assert refused.code == code
    if code == "definition_key_taken":
        assert refused.facts["free"] == "five_step_2"


async def test_a_draft_thrown_away_can_be_brought_back(
    drafts: Drafts, desk: DefinitionDesk, ann: By, trail: Trail
) -> None:
    await drafts.begin(ann, Wish(title=TITLE, key="mine"))
    stale = await drafts.discard(ann, "mine", edition=7)
    assert isinstance(stale, Refused)
    assert stale.kind is RefusalKind.STALE
    gone = await drafts.discard(ann, "mine", edition=1)
    assert isinstance(gone, bytes)
    assert isinstance(await desk.draft(ann.tenant, "mine"), Refused)
    # an edition's number never stands for two bodies
    assert await desk.save_draft(ann, "mine", gone, seen=0) == 2
    acts = ["definition.save_draft", "definition.discard_draft", "definition.save_draft"]
    assert [deed.act for deed in trail.deeds] == acts


async def test_what_two_people_did_at_different_places_is_saved_as_one(
    merging: Merging, desk: DefinitionDesk, ann: By, bob: By
) -> None:
    await desk.save_draft(ann, KEY, changed("title/en", "Start"), seen=0)
    await desk.save_draft(ann, KEY, changed("title/en", "Of Ann"), seen=1)
    mine = Mine(key=KEY, body=changed("numbering", "B-{n}"), seen=1)
    # Bob began from edition 1, whose title he did not touch
    mine = Mine(key=KEY, seen=1, body=mine.body.replace(b"Five-step work order", b"Start"))
    done = await merging.save(bob, mine)
    assert isinstance(done, MergedDraft)
    assert (done.edition, done.from_theirs, done.from_mine) == (3, ("title/en",), ("numbering",))
    assert done.others == (ann.actor.id,)
    kept = await body(desk, bob)
    assert (kept["title"]["en"], kept["numbering"]) == ("Of Ann", "B-{n}")


async def test_a_clash_overwrites_nobody_and_is_decided_place_by_place(
    merging: Merging, desk: DefinitionDesk, ann: By, bob: By
) -> None:
    await desk.save_draft(ann, KEY, changed("numbering", "0-{n}"), seen=0)
    await desk.save_draft(ann, KEY, changed("numbering", "A-{n}"), seen=1)
    mine = Mine(key=KEY, body=changed("numbering", "B-{n}"), seen=1)
    refused = await merging.save(bob, mine)
    assert isinstance(refused, Refused)
    assert (refused.kind, refused.facts["places"]) == (RefusalKind.STALE, ["numbering"])
    assert (await body(desk, ann))["numbering"] == "A-{n}"
    aside = await merging.aside(bob, KEY)
    assert not isinstance(aside, Refused)
    [clash] = aside.clashes
    assert (clash.base, clash.theirs, clash.mine) == ("0-{n}", "A-{n}", "B-{n}")
    assert json.loads(aside.aside.body)["numbering"] == "B-{n}"
    assert isinstance(await merging.aside(ann, KEY), Refused)
    chosen = Mine(key=KEY, body=mine.body, seen=1, choices={"numbering": "mine"})
    assert isinstance(await merging.save(bob, chosen), MergedDraft)
    assert (await body(desk, ann))["numbering"] == "B-{n}"
    assert isinstance(await merging.aside(bob, KEY), Refused)


async def test_a_draft_that_was_published_meanwhile_goes_on_from_the_version(
    merging: Merging, desk: DefinitionDesk, ann: By, bob: By
) -> None:
    await desk.save_draft(ann, KEY, changed("title/en", "Published"), seen=0)
    await desk.publish(ann, KEY, edition=1)
    late = changed("numbering", "L-{n}").replace(b"Five-step work order", b"Published")
    done = await merging.save(bob, Mine(key=KEY, body=late, seen=1))
    assert isinstance(done, MergedDraft)
    assert done.edition == 2
    assert (await body(desk, bob))["title"]["en"] == "Published"


async def test_an_edition_too_old_to_be_merged_is_laid_aside(
    merging: Merging, desk: DefinitionDesk, ann: By, bob: By
) -> None:
    for edition in range(60):
        await desk.save_draft(ann, KEY, changed("title/en", f"No {edition}"), seen=edition)
    for seen in (2, 10**17):
        late = Mine(key=KEY, body=changed("title/en", "Late"), seen=seen)
        refused = await merging.save(bob, late)
        assert isinstance(refused, Refused)
        assert refused.code == "definition_draft_base_gone"
    assert not isinstance(await merging.aside(bob, KEY), Refused)


async def test_many_who_save_at_once_lose_nothing(
    merging: Merging, desk: DefinitionDesk, ann: By, tenant: UUID
) -> None:
    start = json.dumps(json.loads(shipped_bodies()[0]))
    await desk.save_draft(ann, KEY, start.encode(), seen=0)

    async def add(number: int) -> MergedDraft | Refused:
        mine = json.loads(start)
        mine["fields"][f"field_{number}"] = {"title": TITLE, "schema": {"type": "string"}}
        by = By(tenant, Actor(ActorKind.PERSON, new_id()))
        return await merging.save(by, Mine(key=KEY, body=json.dumps(mine).encode(), seen=1))

    done = await asyncio.gather(*(add(number) for number in range(4)))
    assert all(isinstance(each, MergedDraft) for each in done)
    kept = (await body(desk, ann))["fields"]
    assert {f"field_{number}" for number in range(4)} <= set(kept)


def test_a_template_stands_in_the_gallery_with_its_steps_in_order() -> None:
    line = line_of(FIELD_SERVICE)
    assert [step.stage for step in line.steps] == [
        "report",
        "accept",
        "execute",
        "verify",
        "archive",
    ]
    assert not line.has_tour
