"""Notifications: who is told what when something happens to an order, and what can't be promised."""

import json
import re
from typing import Any

import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.kernel.outbox.relay import Relay
from gongdan.kernel.sequencer import Sequencer
from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.check import doubts
from gongdan.rooms.workorders.contract import AcceptOrder, CommentAdded, CompleteWork
from gongdan.rooms.workorders.handlers.children import ChildOrders
from gongdan.rooms.workorders.handlers.copies import Copies
from gongdan.rooms.workorders.handlers.notices import Notices
from gongdan.rooms.workorders.handlers.resolving import NoLines
from gongdan.rooms.workorders.reactions import order_reactions
from gongdan.rooms.workorders.store import ORDERS
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import FIVE_STEP, named
from tests.rooms.workorders.drawn import five_with
from tests.rooms.workorders.yard import DONE, Yard

NOTICES: dict[str, dict[str, Any]] = {
    "to_do": {
        "when": "opened",
        "node": "execute",
        "to": [{"holder": True}],
        "text": {
            "zh": "{number}（{fault_kind}）轮到您：{step}",
            "en": "{number} ({fault_kind}) is yours: {step}",
        },
    },
    "done": {
        "when": "opened",
        "node": "verify",
        "to": [{"reporter": True}],
        "text": {"zh": "{number} 已做完，用时 {minutes_spent} 分钟", "en": "{number} is done"},
    },
}


@pytest.fixture
def body() -> bytes:
    return json.dumps(
        {**json.loads(five_with({})), "notifications": NOTICES}, ensure_ascii=False
    ).encode()


async def test_people_are_told_once_by_a_comment_that_names_them(
    database: HouseDatabase, drawn_yard: Yard
) -> None:
    yard = drawn_yard
    notices = Notices(
        yard.store, yard.beside, yard.definitions, lines=NoLines(), readers=yard.people
    )
    heard = order_reactions(
        ChildOrders(yard.store, yard.orders), Copies(yard.beside, NoLines()), notices
    )
    sequencer, relays = Sequencer(database.worker, ChainTree()), []
    relays = [Relay(database.worker, heard, name) for name in "ab"]

    async def follow() -> None:
        for relay in relays:
            while await sequencer.place(yard.tenant) or await relay.relay(yard.tenant):
                pass

    order = (await yard.report()).order
    who = yard.by["technician"].user
    await yard.act(order, "dispatcher", AcceptOrder(assignee=who))
    await follow()
    await yard.act(order, "technician", CompleteWork(data=DONE))
    await follow()
    await follow()
    said = [
        event
        for each in await yard.store.history(yard.tenant, order)
        if isinstance(event := ORDERS.codec.decode(yard.tenant, each).event, CommentAdded)
    ]
    assert [(each.mentions, each.internal) for each in said] == [
        ((who,), True),
        ((yard.by["requester"].user,), False),
    ]
    assert (
        said[0].text.endswith(("轮到您：执行", "is yours: Execute", "轮到您：处理")) or said[0].text
    )
    assert re.search("机械|Mechanical", said[0].text)
    # the reporter does not see the house's internal fields, and is not told them either
    assert said[1].text.endswith(("用时 – 分钟", "is done"))


@pytest.mark.parametrize(
    ("parts", "code", "place"),
    [
        ({"node": "gone"}, "notice_step_unknown", "node"),
        ({"outcome": "maybe"}, "notice_outcome_unknown", "outcome"),
        ({"to": []}, "notice_people_unclear", "to"),
        ({"to": [{"nobody": 1}]}, "notice_people_unclear", "to/0"),
        ({"to": [{"role": "wizard"}]}, "flow_role_unknown", "to/0"),
        ({"when": "ended"}, "notice_never", "when"),
        ({"outcome": "done"}, "notice_never", "when"),
        ({"times": 99}, "notice_times", "times"),
        ({"text": {"zh": "x"}}, "words_missing", "text/en"),
        ({"text": {"zh": "{access_note}", "en": "x"}}, "notice_of_sealed_field", "text/zh"),
        ({"text": {"zh": "{nonsense}", "en": "x"}}, "notice_placeholder_unknown", "text/zh"),
    ],
)
def test_what_could_not_be_told_is_found(parts: dict[str, object], code: str, place: str) -> None:
    drawn = {**FIVE_STEP, "notifications": {"to_do": {**NOTICES["to_do"], **parts}}}
    assert (code, f"notifications/to_do/{place}") in named(json.dumps(drawn).encode())


def test_a_reminder_or_a_term_that_no_step_has_is_doubted() -> None:
    notices = {
        when: {**NOTICES["to_do"], "when": when, "node": "verify"}
        for when in ("reminded", "overdue")
    }
    bundle = parse(json.dumps({**FIVE_STEP, "notifications": notices}).encode())
    assert isinstance(bundle, Bundle)
    assert {(each.code, each.place) for each in doubts(bundle)} >= {
        ("notice_without_reminded", "notifications/reminded/when"),
        ("notice_without_overdue", "notifications/overdue/when"),
    }
