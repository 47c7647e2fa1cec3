"""Four eyes before publishing: told as given, when, then; and with the database behind it."""

from uuid import UUID

import pytest

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.lowcode.contract import DefinitionRef
from gongdan.rooms.lowcode.domain.approval import (
    Answer,
    Approval,
    Desk,
    Voice,
    answered,
    may_ask,
)
from gongdan.rooms.lowcode.handlers.approvals import Approvals, Said
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import ROLES, changed
from tests.rooms.lowcode.test_desk import Trail

ANN, BOB, CAT, DAN = (UUID(int=each) for each in range(1, 5))
BOTH = ("supervisor", "dispatcher")
YES, NO = Answer("supervisor", True, BOB), Answer("dispatcher", False, CAT)


def desk(*answers: Answer, edition: int = 2, needed: tuple[str, ...] = BOTH) -> Desk:
    asked = Approval(2, BOTH, ANN, answers)
    return Desk(
        key="k", edition=edition, editors=frozenset({ANN, DAN}), needed=needed, approval=asked
    )


@pytest.mark.parametrize(
    ("given", "status", "unapproved"),
    [
        (Desk(key="k", edition=1), "not_needed", ()),
        (Desk(key="k", edition=1, needed=BOTH), "not_asked", BOTH),
        (desk(), "open", BOTH),
        (desk(YES), "open", ("dispatcher",)),
        (desk(YES, Answer("dispatcher", True, CAT)), "approved", ()),
        (desk(YES, NO), "refused", ("dispatcher",)),
        (desk(YES, edition=3), "not_asked", BOTH),
        (
            desk(YES, Answer("dispatcher", True, CAT), needed=(*BOTH, "admin")),
            "not_asked",
            ("admin",),
        ),
    ],
)
def test_where_an_approval_stands(given: Desk, status: str, unapproved: tuple[str, ...]) -> None:
    assert (given.status, given.unapproved) == (status, unapproved)


@pytest.mark.parametrize(
    ("given", "who", "role", "then"),
    [
        (desk(), Voice(BOB, BOTH), "", "supervisor"),
        (desk(), Voice(BOB, BOTH), "dispatcher", "dispatcher"),
        (desk(YES), Voice(CAT, BOTH), "", "dispatcher"),
        (desk(YES), Voice(BOB, BOTH), "", "definition_approval_answered_already"),
        (desk(), Voice(ANN, BOTH), "", "definition_approval_of_oneself"),
        (desk(), Voice(DAN, BOTH), "", "definition_approval_of_oneself"),
        (desk(), Voice(None, BOTH), "", "definition_approval_of_oneself"),
        (desk(), Voice(CAT, ("technician",)), "", "definition_approval_of_others"),
        (desk(YES, NO), Voice(UUID(int=9), BOTH), "", "definition_approval_not_asked"),
        (desk(edition=3), Voice(BOB, BOTH), "", "definition_draft_changed_meanwhile"),
    ],
)
def test_who_may_answer(given: Desk, who: Voice, role: str, then: str) -> None:
    done = answered(given, who, 2, approved=True, role=role)
    assert (done.code if isinstance(done, Refused) else done.role) == then


@pytest.mark.parametrize(
    ("given", "then"),
    [
        (desk(edition=2), "definition_approval_asked_already"),
        (Desk(key="k", edition=2), "definition_approval_not_needed"),
        (Desk(key="k", edition=2, needed=BOTH), None),
        (Desk(key="k", edition=3, needed=BOTH), "definition_draft_changed_meanwhile"),
    ],
)
def test_when_approval_can_be_asked_for(given: Desk, then: str | None) -> None:
    no = may_ask(given, 2)
    assert (no.code if no else None) == then


class Roles:
    async def of(self, tenant: UUID) -> frozenset[str]:
        assert tenant
        return ROLES


async def test_a_draft_is_published_by_what_others_agreed_to_and_nothing_else(
    database: HouseDatabase, tenant: UUID
) -> None:
    trail = Trail()
    definitions = DefinitionDesk(database.app, (), Roles(), trail)
    approvals = Approvals(database.app, Roles(), trail)
    ann, boss = (By(tenant, Actor(ActorKind.PERSON, new_id())) for _ in range(2))
    voice = Voice(boss.actor.id, ("supervisor",))
    await definitions.publish_shipped(ann)
    no = await approvals.set_rule(ann, "", ["wizard"])
    assert isinstance(no, Refused)
    assert await approvals.set_rule(ann, "five_step", ["supervisor"]) is None

    async def publish(edition: int) -> DefinitionRef | str:
        done = await definitions.publish(ann, "five_step", edition=edition)
        return done.code if isinstance(done, Refused) else done

    await definitions.save_draft(ann, "five_step", changed("numbering", "A-{n}"), seen=0)
    assert await publish(1) == "definition_needs_approval"
    assert await approvals.ask(ann, "five_step", edition=1) is None
    assert [each.key for each in await approvals.waiting(tenant, voice)] == ["five_step"]
    assert await approvals.waiting(tenant, Voice(ann.actor.id, ("supervisor",))) == []
    assert await approvals.answer(boss, "five_step", voice, Said(edition=1, approved=True)) is None
    # an edit after the approval leaves it behind
    await definitions.save_draft(ann, "five_step", changed("numbering", "B-{n}"), seen=1)
    assert await publish(2) == "definition_needs_approval"
    assert await approvals.ask(ann, "five_step", edition=2) is None
    silent = await approvals.answer(boss, "five_step", voice, Said(edition=2, approved=False))
    assert isinstance(silent, Refused), "a refusal says why"
    said = Said(edition=2, approved=False, reason="Not this quarter")
    assert await approvals.answer(boss, "five_step", voice, said) is None
    assert await publish(2) == "definition_needs_approval"
    await definitions.save_draft(ann, "five_step", changed("numbering", "C-{n}"), seen=2)
    assert await approvals.ask(ann, "five_step", edition=3) is None
    assert await approvals.answer(boss, "five_step", voice, Said(edition=3, approved=True)) is None
    assert await publish(3) == DefinitionRef("five_step", 2)
    acts = [deed.act for deed in trail.deeds if "approv" in deed.act or "refuse" in deed.act]
    assert acts == [
        "definition.approval_rule",
        "definition.ask_approval",
        "definition.approve",
        "definition.ask_approval",
        "definition.refuse",
        "definition.ask_approval",
        "definition.approve",
    ]
    # the way back does not wait for anybody
    back = await definitions.roll_back(ann, DefinitionRef("five_step", 1))
    assert back == DefinitionRef("five_step", 3)
