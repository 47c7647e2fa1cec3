"""Beside the loop, over a real database: nothing is lost, nobody reads what he may not."""

import asyncio
from uuid import UUID

import msgspec
import pytest

from gongdan.kernel.clock import utc_now
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AddComment,
    AddHelper,
    AmendOrder,
    ArchiveOrder,
    BookOrder,
    CancelOrder,
    ChildWanted,
    CompleteWork,
    LinkOrder,
    MergeOrder,
    ReportOrder,
    ReverseBooking,
    SplitOrder,
    SuspendOrder,
    UnmergeOrder,
    VerifyOrder,
    WatchOrder,
)
from gongdan.rooms.workorders.handlers.bulk import BulkHandlers, BulkOrder
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.store.bulk import BulkAnswers
from gongdan.rooms.workorders.views.entries import EntryViews
from gongdan.rooms.workorders.views.entries_shown import Bookings, Comments
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.orders import list_orders
from gongdan.rooms.workorders.views.query import OrderFilter
from gongdan.rooms.workorders.views.shown import OrderPage, OrderShown
from gongdan.rooms.workorders.views.timeline import TimelineViews
from gongdan.rooms.workorders.views.told import Timeline
from tests.postgres_server import HouseDatabase
from tests.rooms.workorders.yard import CANARY, DONE, Yard, granted, key


@pytest.fixture
def entries(yard: Yard, views: OrderViews) -> EntryViews:
    return EntryViews(views, yard.store, yard.people)


@pytest.fixture
def timelines(yard: Yard, views: OrderViews) -> TimelineViews:
    return TimelineViews(
        views, yard.store, directory=yard.people, definitions=yard.definitions, clock=utc_now
    )


@pytest.fixture
def bulk(database: HouseDatabase, yard: Yard) -> BulkHandlers:
    return BulkHandlers(yard.orders, yard.beside, yard.ties, BulkAnswers(database.app))


async def _held(yard: Yard) -> UUID:
    """An order that the technician works on."""
    order = (await yard.report()).order
    await yard.act(order, "dispatcher", AcceptOrder(assignee=yard.by["technician"].user))
    return order


async def _shown(views: OrderViews, who: Principal, order: UUID) -> OrderShown:
    shown = await views.show(who, order)
    assert isinstance(shown, OrderShown), shown
    return shown


async def test_of_two_hundred_comments_at_once_none_is_lost(
    yard: Yard, entries: EntryViews
) -> None:
    order = (await yard.report()).order
    await asyncio.gather(
        *(yard.say(order, "dispatcher", AddComment(text=f"第 {n} 条")) for n in range(200))
    )
    said = await entries.comments(yard.by["requester"], order)
    assert isinstance(said, Comments)
    assert {each.text for each in said.items} == {f"第 {n} 条" for n in range(200)}
    assert [each.seq for each in said.items] == list(range(2, 202))


async def test_a_comment_sent_twice_is_said_once(yard: Yard) -> None:
    order, who = (await yard.report()).order, yard.by["dispatcher"]
    sent = Sent(idempotency=key("c"))
    first = granted(await yard.beside.act(who, order, AddComment(text="一次"), sent))
    again = granted(await yard.beside.act(who, order, AddComment(text="一次"), sent))
    assert (first.version, again.version, again.replayed) == (2, 2, True)


async def test_internal_comments_and_bookings_reach_insiders_alone(
    yard: Yard, views: OrderViews, entries: EntryViews, timelines: TimelineViews
) -> None:
    order, secret = await _held(yard), "客户欠款 CANARY-INTERN"
    await yard.say(order, "technician", AddComment(text=secret, internal=True))
    await yard.say(order, "technician", BookOrder(kind="time", note=secret))
    await yard.say(order, "requester", AddComment(text="几点来？"))
    for role, sees in (("requester", False), ("technician", True), ("auditor", True)):
        who = yard.by[role]
        told = (
            await entries.comments(who, order),
            await timelines.show(who, order),
            await _shown(views, who, order),
        )
        text = msgspec.json.encode(told).decode()
        assert (secret in text) is sees, role
        assert (isinstance(await entries.bookings(who, order), Bookings)) is sees
        assert isinstance(told[2], OrderShown)
        assert (told[2].beside.comments, told[2].beside.totals is not None) == (1 + sees, sees)
    refused = await yard.beside.act(
        yard.by["requester"], order, AddComment(text="x", internal=True), Sent()
    )
    assert isinstance(refused, Refused)
    assert refused.code == "order_internal_not_yours"


async def test_only_readers_are_drawn_in(yard: Yard, views: OrderViews) -> None:
    order, dispatcher = (await yard.report()).order, yard.by["dispatcher"]
    stranger, insider = yard.hire("technician"), yard.by["supervisor"]
    for command in (
        AddComment(text="@", mentions=(stranger.user,)),
        WatchOrder(who=stranger.user),
    ):  # type: ignore[arg-type]
        refused = await yard.beside.act(dispatcher, order, command, Sent())
        assert isinstance(refused, Refused)
        assert refused.code == "order_person_cannot_read"
    internal = AddComment(text="@", internal=True, mentions=(yard.by["requester"].user,))  # type: ignore[arg-type]
    refused = await yard.beside.act(dispatcher, order, internal, Sent())
    assert isinstance(refused, Refused)
    await yard.say(order, "dispatcher", WatchOrder(who=insider.user))
    shown = await _shown(views, insider, order)
    assert (shown.beside.watching, [each.id for each in shown.beside.watchers]) == (
        True,
        [insider.user],
    )


async def test_a_helper_finds_and_books_but_does_not_take_the_step(
    database: HouseDatabase, yard: Yard, views: OrderViews
) -> None:
    order, helper = await _held(yard), yard.hire("technician")
    assert isinstance(await views.show(helper, order), Refused)
    await yard.say(order, "technician", AddHelper(who=helper.user or new_id()))
    page = await list_orders(database.app, yard.people, helper, OrderFilter())
    assert isinstance(page, OrderPage)
    assert [each.id for each in page.items] == [order]
    shown = await _shown(views, helper, order)
    assert shown.acts == ()
    assert {"comment", "book", "watch"} <= set(shown.beside.may)
    assert "help" not in shown.beside.may
    granted(await yard.beside.act(helper, order, BookOrder(kind="time"), Sent()))
    for command in (SuspendOrder(reason="x"), CompleteWork()):
        refused = await yard.orders.act(helper, order, command, Sent())
        assert isinstance(refused, Refused)


async def test_bookings_and_their_reversals_come_to_what_stands(
    yard: Yard, entries: EntryViews
) -> None:
    order = await _held(yard)
    first = await yard.say(order, "technician", BookOrder(kind="time"))
    await yard.say(order, "technician", BookOrder(kind="time"))
    booking = first.state.beside.bookings[0].booking
    await yard.say(order, "technician", ReverseBooking(booking=booking, reason="重复"))
    told = await entries.bookings(yard.by["dispatcher"], order)
    assert isinstance(told, Bookings)
    assert [(each.quantity, each.reverses, each.reversed) for each in told.items] == [
        ("1", False, True),
        ("1", False, False),
        ("-1", True, False),
    ]
    assert told.totals.hours == "1"


async def test_ties_stand_in_both_orders_and_show_only_what_the_reader_may_see(
    yard: Yard, views: OrderViews
) -> None:
    mine = (await yard.report()).order
    other = granted(
        await yard.orders.report(yard.hire("requester"), ReportOrder(title="另一张"), Sent())
    ).order
    await yard.tie(mine, "dispatcher", LinkOrder(to=other, kind="caused_by"))
    seen = await _shown(views, yard.by["dispatcher"], other)
    assert [(each.id, each.kind) for each in seen.beside.links] == [(mine, "causes")]
    assert (await _shown(views, yard.by["requester"], mine)).beside.links == ()
    refused = await yard.ties.pair(yard.by["dispatcher"], mine, LinkOrder(to=new_id()), Sent())
    assert isinstance(refused, Refused)
    assert (refused.code, refused.field) == ("order_other_unknown", "/to")


async def test_a_merge_and_its_undoing_are_one_act_on_both_orders(
    yard: Yard, views: OrderViews
) -> None:
    kept, double = (await yard.report()).order, (await yard.report()).order
    await yard.tie(double, "dispatcher", MergeOrder(into=kept, reason="同一台泵"))
    shown = await _shown(views, yard.by["dispatcher"], double)
    assert (shown.status, shown.ended, shown.acts) == ("merged", True, ())
    assert shown.beside.merged_into
    assert (shown.beside.merged_into.id, shown.beside.may[-1]) == (kept, "unmerge")
    assert [
        each.id for each in (await _shown(views, yard.by["dispatcher"], kept)).beside.duplicates
    ] == [double]
    await yard.tie(double, "dispatcher", UnmergeOrder(reason="不是同一台"))
    assert (await _shown(views, yard.by["dispatcher"], double)).status == "open"
    await yard.tie(double, "dispatcher", MergeOrder(into=kept))
    await yard.act(kept, "dispatcher", AcceptOrder())
    refused = await yard.ties.pair(yard.by["dispatcher"], double, UnmergeOrder(reason="x"), Sent())
    assert isinstance(refused, Refused)
    assert refused.code == "order_moved_since_merge"
    stale = await yard.ties.pair(
        yard.by["dispatcher"], double, UnmergeOrder(reason="x"), Sent(expected=1)
    )
    assert isinstance(stale, Refused)
    assert stale.code == "order_changed_meanwhile"


async def test_a_split_makes_whole_orders_with_what_the_parent_knew(
    yard: Yard, views: OrderViews
) -> None:
    order = (await yard.report()).order
    parts = (ChildWanted(title="电气部分", urgency=1), ChildWanted(title="机械部分", place="屋顶"))
    dispatcher = yard.by["dispatcher"]
    done = granted(
        await yard.ties.split(dispatcher, order, SplitOrder(children=parts), Sent(expected=1))
    )
    first, second = done.state.beside.children
    child = await _shown(views, dispatcher, first.order)
    assert (child.title, child.urgency, child.place) == ("电气部分", 1, "3号水泵房")
    assert child.contact
    assert child.contact.phone == "139****4321"
    assert child.beside.parent
    assert child.beside.parent.id == order
    assert (await _shown(views, dispatcher, second.order)).place == "屋顶"
    await yard.act(order, "dispatcher", AcceptOrder(assignee=yard.by["technician"].user))
    no = SplitOrder(children=(ChildWanted(title=""),))
    refused = await yard.ties.split(dispatcher, order, no, Sent(expected=done.version + 1))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.field) == ("order_title_missing", "/children/0/title")


async def test_a_parent_is_archived_after_its_parts(yard: Yard) -> None:
    order = await _held(yard)
    parts = SplitOrder(children=(ChildWanted(title="一"),))
    split = granted(await yard.ties.split(yard.by["dispatcher"], order, parts, Sent()))
    await yard.act(order, "technician", CompleteWork(data=DONE))
    await yard.act(order, "requester", VerifyOrder(outcome="passed"))
    refused = await yard.orders.act(yard.by["dispatcher"], order, ArchiveOrder(), Sent())
    assert isinstance(refused, Refused)
    assert refused.facts["children"] == [split.state.beside.children[0].number]
    await yard.act(split.state.beside.children[0].order, "dispatcher", CancelOrder(reason="x"))
    await yard.act(order, "dispatcher", ArchiveOrder())


async def test_the_order_as_it_was_is_under_the_masks_of_today(
    yard: Yard, views: OrderViews
) -> None:
    order = await _held(yard)
    await yard.act(order, "dispatcher", AmendOrder(title="改过的标题", urgency=1))
    dispatcher = yard.by["dispatcher"]
    first = await views.past(dispatcher, order, 1)
    assert isinstance(first, OrderShown)
    assert (first.title, first.stage, first.at, first.acts) == ("3号水泵振动异常", "accept", 1, ())
    assert first.reported_at == first.updated_at == first.waiting.since
    now = await views.past(dispatcher, order, 3)
    shown = await _shown(views, dispatcher, order)
    assert isinstance(now, OrderShown)
    assert msgspec.structs.replace(now, acts=shown.acts, beside=shown.beside, at=None) == shown
    plain = await views.past(yard.by["auditor"], order, 1)
    assert isinstance(plain, OrderShown)
    assert CANARY.phone not in msgspec.json.encode(plain).decode()
    for who, seq in ((dispatcher, 4), (yard.hire("technician"), 1)):
        assert isinstance(await views.past(who, order, seq), Refused)


async def test_the_timeline_tells_who_held_the_order(yard: Yard, timelines: TimelineViews) -> None:
    order = (await yard.report()).order
    await yard.act(order, "dispatcher", AcceptOrder())
    await yard.act(order, "dispatcher", SuspendOrder(reason="等泵", waits_for="supplier"))
    told = await timelines.show(yard.by["dispatcher"], order)
    assert isinstance(told, Timeline)
    assert [(each.kind, each.name, each.from_seq, each.until_seq) for each in told.holders] == [
        ("pool", "dispatcher", 1, 2),
        ("pool", "technician", 2, 3),
        ("supplier", "", 3, None),
    ]


async def test_each_of_many_orders_gets_its_own_answer(yard: Yard, bulk: BulkHandlers) -> None:
    fine, old, gone = [(await yard.report()) for _ in range(3)]
    await yard.act(old.order, "dispatcher", AmendOrder(urgency=1))
    await yard.act(gone.order, "dispatcher", CancelOrder(reason="x"))
    rows = (
        BulkOrder(fine.order, 1),
        BulkOrder(old.order, 1),
        BulkOrder(gone.order, 2),
        BulkOrder(new_id(), 1),
        BulkOrder(fine.order),
    )
    sent = msgspec.structs.replace(key("b"), route="POST /orders/bulk", status=200)
    who = yard.by["dispatcher"]
    answer = await bulk.run(who, rows, AcceptOrder(), sent)
    assert not isinstance(answer, Refused)
    told = [(row.ending, row.refused.code if row.refused else "") for row in answer]
    assert told == [
        ("done", ""),
        ("conflict", "order_changed_meanwhile"),
        ("refused", "flow_ended"),
        ("refused", "no_such_order"),
        ("refused", "if_match_missing"),
    ]
    assert await bulk.run(who, rows, AcceptOrder(), sent) == answer
    other = msgspec.structs.replace(sent, request_hash=b"b" * 32)
    reused = await bulk.run(who, rows, AcceptOrder(), other)
    assert isinstance(reused, Refused)
    assert reused.code == "idempotency_key_reused"


async def test_a_bulk_request_that_broke_off_does_the_rest_and_nothing_twice(
    yard: Yard, bulk: BulkHandlers
) -> None:
    orders = [(await yard.report()).order for _ in range(3)]
    sent = msgspec.structs.replace(key("half"), route="POST /orders/bulk", status=200)
    own = msgspec.structs.replace(sent, route=f"POST /orders/bulk/{orders[0]}")
    said = AddComment(text="停电通知")
    done = await yard.beside.act(yard.by["dispatcher"], orders[0], said, Sent(idempotency=own))
    assert isinstance(done, OrderDone)
    rows = tuple(BulkOrder(each) for each in orders)
    answer = await bulk.run(yard.by["dispatcher"], rows, said, sent)
    assert not isinstance(answer, Refused)
    assert [(row.ending, row.version) for row in answer] == [("done", 2)] * 3
