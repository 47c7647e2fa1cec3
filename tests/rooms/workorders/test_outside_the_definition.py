"""For every state, person and act outside the definition: nothing is accepted, and a code says why."""

import pytest

from gongdan.kernel.messages import Refused
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AmendOrder,
    AnyAct,
    ArchiveOrder,
    CancelOrder,
    CompleteWork,
    ReturnOrder,
    SuspendOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.rights import acts_open_to
from gongdan.rooms.workorders.handlers.sent import Sent
from tests.rooms.workorders.script import ACTS, meanings
from tests.rooms.workorders.yard import DONE, ROLES, Yard, five_step, memory_yard

LAWFUL: dict[str, dict[str, str]] = {
    "returned": {
        "resubmit": "R D",
        "assign": "D S",
        "suspend": "D S",
        "cancel": "R D S",
        "amend": "R D S",
        "remind": "R D S",
        "jump": "A",
    },
    "reported": {
        "accept": "D S",
        "claim": "D",
        "assign": "D S",
        "return": "D S",
        "suspend": "D S",
        "cancel": "R D S",
        "amend": "R D S",
        "remind": "R D S",
        "take_back": "R",
        "jump": "A",
    },
    "pool": {
        "complete": "T U",
        "claim": "T U",
        "assign": "D S",
        "reject": "T U D S",
        "return": "D S",
        "suspend": "T U D S",
        "cancel": "R D S",
        "amend": "R D S",
        "remind": "R D S",
        "sign": "R T U D S",
        "take_back": "D",
        "jump": "A",
    },
    "accepted": {
        "complete": "T",
        "assign": "D S",
        "transfer": "T D S",
        "reject": "T D S",
        "return": "D S",
        "suspend": "T D S",
        "cancel": "R D S",
        "amend": "R D S",
        "remind": "R D S",
        "sign": "R T D S",
        "delegate": "T D S",
        "add_sign": "T D S",
        "take_back": "D",
        "jump": "A",
    },
    "done": {
        "verify": "R S",
        "claim": "S",
        "assign": "D S",
        "reject": "R D S",
        "suspend": "T D S",
        "cancel": "R D S",
        "amend": "R D S",
        "remind": "R D S",
        "sign": "R T D S",
        "take_back": "T",
        "jump": "A",
    },
    "verified": {
        "archive": "D S",
        "claim": "D S",
        "assign": "D S",
        "reject": "D S",
        "suspend": "T D S",
        "cancel": "R D S",
        "amend": "R D S",
        "remind": "R D S",
        "sign": "R T D S",
        "take_back": "R",
        "jump": "A",
    },
    "suspended": {"resume": "T D S", "cancel": "R D S", "amend": "R D S"},
    "archived": {"reopen": "R D S"},
    "cancelled": {},
}
"""Who may do what, by hand: Requester, Technician (the assignee), U (another one), Dispatcher, Supervisor, Admin."""

WAYS: dict[str, list[tuple[str, AnyAct | AmendOrder]]] = {
    "reported": [],
    "returned": [("dispatcher", ReturnOrder(reason="x"))],
    "pool": [("dispatcher", AcceptOrder())],
}
READ_ANOTHER = "order_text_changed"
LETTERS = {"requester": "R", "technician": "T", "dispatcher": "D", "supervisor": "S", "admin": "A"}


def _way(yard: Yard, state: str) -> list[tuple[str, AnyAct | AmendOrder]]:
    if state in WAYS:
        return WAYS[state]
    accepted: list[tuple[str, AnyAct | AmendOrder]] = [
        ("dispatcher", AcceptOrder(assignee=yard.by["technician"].user))
    ]
    if state in {"suspended", "cancelled"}:
        last: AnyAct = SuspendOrder(reason="x") if state == "suspended" else CancelOrder(reason="x")
        return [*accepted, ("dispatcher", last)]
    loop: list[tuple[str, AnyAct | AmendOrder]] = [
        *accepted,
        ("technician", CompleteWork(data=DONE)),
        ("requester", VerifyOrder(outcome="passed")),
        ("dispatcher", ArchiveOrder()),
    ]
    return loop[: 1 + ["accepted", "done", "verified", "archived"].index(state)]


@pytest.mark.parametrize("state", LAWFUL)
@pytest.mark.parametrize("who", [*ROLES, "U"])
async def test_exactly_what_the_definition_allows_is_accepted(state: str, who: str) -> None:
    letter = LETTERS.get(who, who)
    lawful = {act for act, letters in LAWFUL[state].items() if letter in letters.split()}
    yard = memory_yard()
    for act in ACTS:
        done = await yard.report()
        for by, command in _way(yard, state):
            done = await yard.act(done.order, by, command)
        person = yard.hire("technician") if who == "U" else yard.by[who]
        offered = {each.act for each in acts_open_to(person, done.state, five_step().flow)}
        assert offered == lawful
        codes = [
            # who may sign, but read another text, was not refused the act
            "" if not isinstance(answer, Refused) or answer.code == READ_ANOTHER else answer.code
            for command in meanings(done.state, tuple(yard.people.names))[act]
            for answer in [
                await yard.orders.act(person, done.order, command, Sent(expected=done.version))
            ]
        ]
        assert ("" in codes) == (act in lawful), (act, codes)
        if act not in lawful:
            assert all(codes)
            head = await yard.store.load(yard.tenant, done.order)
            assert head is not None
            assert head.version == done.version
