"""What each reader sees of which orders, and that a list neither leaves out nor repeats."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import msgspec

from gongdan.kernel.clock import utc_now
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import FieldView, Principal, View
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AddComment,
    AddHelper,
    AmendOrder,
    ClaimOrder,
    CompleteWork,
    ReportOrder,
    WatchOrder,
)
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.orders import list_orders
from gongdan.rooms.workorders.views.query import (
    Cursor,
    OrderFilter,
    Span,
    read_cursor,
    write_cursor,
)
from gongdan.rooms.workorders.views.seen import seen_orders
from gongdan.rooms.workorders.views.shown import OrderPage, OrderShown
from gongdan.rooms.workorders.views.timeline import TimelineViews
from tests.postgres_server import HouseDatabase
from tests.rooms.workorders.yard import CANARY, DONE, PUMP_REPORT, Yard, granted

Follow = Callable[[Yard], Awaitable[None]]
EVERYTHING = OrderFilter()


async def _page(
    database: HouseDatabase,
    yard: Yard,
    who: Principal,
    wanted: OrderFilter = EVERYTHING,
    words: str = "",
) -> OrderPage:
    page = await list_orders(database.app, yard.people, who, wanted, words=words)
    assert isinstance(page, OrderPage), page
    return page


async def _ids(
    database: HouseDatabase,
    yard: Yard,
    who: Principal,
    wanted: OrderFilter = EVERYTHING,
    words: str = "",
) -> list[UUID]:
    return [item.id for item in (await _page(database, yard, who, wanted, words)).items]


async def test_each_role_lists_what_it_may_see(database: HouseDatabase, yard: Yard) -> None:
    mine = (await yard.report()).order
    other = granted(await yard.orders.report(yard.hire("requester"), PUMP_REPORT, Sent())).order
    pool = (await yard.report()).order
    await yard.act(pool, "dispatcher", AcceptOrder())
    held = (await yard.report()).order
    technician = yard.by["technician"]
    await yard.act(held, "dispatcher", AcceptOrder(assignee=technician.user))
    expected = {
        "requester": [held, pool, mine],
        "technician": [held, pool],
        "dispatcher": [held, pool, other, mine],
        "supervisor": [held, pool, other, mine],
        "auditor": [held, pool, other, mine],
        "designer": [],
    }
    for role, orders in expected.items():
        assert await _ids(database, yard, yard.by[role]) == orders, role
        seen = await seen_orders(database.app, yard.by[role], [mine, other, pool, held])
        assert seen == set(orders)
    assert await _ids(database, yard, yard.hire("technician")) == [pool]
    elsewhere = yard.hire("supervisor", unit_path="/group/office/")
    assert await _ids(database, yard, elsewhere) == []
    foreign = msgspec.structs.replace(yard.by["dispatcher"], tenant=await database.make_tenant())
    assert await _ids(database, yard, foreign) == []


async def test_a_supervisor_who_claimed_a_verification_still_sees_it(
    database: HouseDatabase, yard: Yard
) -> None:
    done = await yard.report()
    technician = yard.by["technician"].user
    done = await yard.act(done.order, "dispatcher", AcceptOrder(assignee=technician))
    await yard.act(done.order, "technician", CompleteWork(data=DONE))
    outsider = yard.hire("supervisor", unit_path="/group/office/")
    assert await _ids(database, yard, outsider) == [done.order]
    granted(await yard.orders.act(outsider, done.order, ClaimOrder(), Sent()))
    assert await _ids(database, yard, outsider) == [done.order]
    assert await _ids(database, yard, yard.by["technician"]) == [done.order]


async def test_pages_have_neither_gaps_nor_doubles_while_orders_change(
    database: HouseDatabase, yard: Yard
) -> None:
    orders = [(await yard.report()).order for _ in range(25)]
    who, found = yard.by["requester"], list[UUID]()
    wanted = OrderFilter(limit=7, sort="reported")
    while True:
        page = await _page(database, yard, who, wanted)
        found += [item.id for item in page.items]
        if page.next is None:
            break
        await yard.act(found[-1], "requester", AmendOrder(urgency=1))
        await yard.act(orders[0], "requester", AmendOrder(title=f"v{len(found)}"))
        await yard.report()
        wanted = msgspec.structs.replace(wanted, cursor=page.next)
    assert found == orders[::-1]


async def test_by_change_what_stays_still_comes_exactly_once(
    database: HouseDatabase, yard: Yard
) -> None:
    orders = [(await yard.report()).order for _ in range(20)]
    technician, found = yard.by["technician"], list[UUID]()
    for order in orders:
        await yard.act(order, "dispatcher", AcceptOrder(assignee=technician.user))
    wanted = OrderFilter(limit=6)
    while True:
        page = await _page(database, yard, technician, wanted)
        found += [item.id for item in page.items]
        if page.next is None:
            break
        await yard.act(orders[len(found)], "requester", AmendOrder(urgency=1))
        wanted = msgspec.structs.replace(wanted, cursor=page.next)
    assert len(found) == len(set(found))
    assert set(orders) - set(found) <= {orders[6], orders[12], orders[18]}


async def test_filters_narrow_the_list(database: HouseDatabase, yard: Yard) -> None:
    here = (await yard.report(msgspec.structs.replace(PUMP_REPORT, asset=yard.people.asset))).order
    there = (await yard.report(ReportOrder(title="灯不亮", urgency=4))).order
    technician = yard.by["technician"].user
    await yard.act(there, "dispatcher", AcceptOrder(assignee=technician))
    who = yard.by["dispatcher"]
    for wanted, expected in [
        (OrderFilter(stage="accept"), [here]),
        (OrderFilter(stage="execute", status="open"), [there]),
        (OrderFilter(status="archived"), []),
        (OrderFilter(type="five_step"), [there, here]),
        (OrderFilter(type="other"), []),
        (OrderFilter(assignee=technician), [there]),
        (OrderFilter(reporter=yard.by["requester"].user, urgency=2), [here]),
        (OrderFilter(asset=yard.people.asset), [here]),
        (OrderFilter(unit_path="/group/plant/"), [there, here]),
        (OrderFilter(unit_path="/group/plan/"), []),
        (OrderFilter(unit_path="/group/"), [there, here]),
    ]:
        assert await _ids(database, yard, who, wanted) == expected, wanted


async def test_words_and_numbers_find_orders_in_both_languages(
    database: HouseDatabase, yard: Yard, follow: Follow
) -> None:
    pump = await yard.report()
    lamp = await yard.report(ReportOrder(title="Corridor lamp flickers", place="Hall 7"))
    await follow(yard)
    who = yard.by["dispatcher"]
    for words, expected in [
        ("水泵", [pump.order]),
        ("泵", [pump.order]),
        ("振动 异响", [pump.order]),
        ("CORRIDOR Lamp", [lamp.order]),
        ("hall", [lamp.order]),
        (pump.state.number.lower(), [pump.order]),
        ("电梯", []),
        ("\x01", []),
        (CANARY.phone, []),
        ("门禁码", []),
    ]:
        assert await _ids(database, yard, who, words=words) == expected, words
    await yard.act(lamp.order, "requester", AmendOrder(title="走廊灯闪烁"))
    await follow(yard)
    assert await _ids(database, yard, who, words="走廊") == [lamp.order]
    assert await _ids(database, yard, who, words="corridor") == []
    assert await _ids(database, yard, yard.by["technician"], words="走廊") == []
    assert await _ids(database, yard, yard.hire("requester"), words="走廊") == []


async def test_fields_filter_for_those_who_may_see_them(
    database: HouseDatabase, yard: Yard, follow: Follow
) -> None:
    done = await yard.report()
    technician = yard.by["technician"].user
    await yard.act(done.order, "dispatcher", AcceptOrder(assignee=technician))
    await yard.act(done.order, "technician", CompleteWork(data=DONE))
    await follow(yard)
    fixed = OrderFilter(fields={"result": "fixed", "fault_kind": "mechanical"})
    assert await _ids(database, yard, yard.by["technician"], fixed) == [done.order]
    broken = OrderFilter(fields={"result": "not_fixed"})
    assert await _ids(database, yard, yard.by["technician"], broken) == []
    refused = await list_orders(database.app, yard.people, yard.by["requester"], fixed)
    assert isinstance(refused, Refused)
    assert refused.code == "order_field_hidden"


async def _shown(views: OrderViews, who: Principal, order: UUID) -> OrderShown:
    shown = await views.show(who, order)
    assert isinstance(shown, OrderShown), shown
    return shown


async def test_personal_words_are_masked_but_for_whom_they_are_from(
    yard: Yard, views: OrderViews
) -> None:
    order = (await yard.report()).order
    await yard.act(order, "dispatcher", AcceptOrder(assignee=yard.by["technician"].user))

    full = await _shown(views, yard.by["requester"], order)
    assert full.contact is not None
    assert (full.contact.name, full.contact.phone) == (CANARY.name, CANARY.phone)
    assert full.location is not None
    assert full.location.address == "北京市朝阳区建国路88号"
    assert full.fields == {"access_note": "门禁码 4711"}, "internal fields are not for requesters"

    for role in ("technician", "dispatcher", "supervisor", "auditor"):
        masked = await _shown(views, yard.by[role], order)
        assert masked.contact is not None
        assert (masked.contact.name, masked.contact.phone) == ("欧阳*", "139****4321")
        assert masked.location is not None
        assert masked.location.address == "北京市朝阳区****"
        assert masked.fields["access_note"] == "****"
        assert CANARY.phone not in msgspec.json.encode(masked).decode()

    blind = msgspec.structs.replace(
        yard.by["auditor"], views=(FieldView("*", "internal", View.FULL),)
    )
    hidden = await _shown(views, blind, order)
    assert (hidden.contact, hidden.location) == (None, None)
    assert "access_note" not in hidden.fields
    assert CANARY.phone not in msgspec.json.encode(hidden).decode()


async def test_acts_are_offered_by_right_and_by_turn(yard: Yard, views: OrderViews) -> None:
    order = (await yard.report()).order
    await yard.act(order, "dispatcher", AcceptOrder(assignee=yard.by["technician"].user))

    async def acts(role: str) -> list[str]:
        return [each.act for each in (await _shown(views, yard.by[role], order)).acts]

    assert await acts("technician") == [
        *("complete", "transfer", "delegate", "add_sign", "reject", "sign", "suspend"),
    ]
    assert await acts("requester") == ["sign", "amend", "cancel", "remind"]
    assert await acts("auditor") == []
    (complete, *_) = (await _shown(views, yard.by["technician"], order)).acts
    assert complete.form is not None
    assert complete.form.schema["required"] == ["work_done", "result"]


async def test_what_may_not_be_read_does_not_exist(
    yard: Yard, views: OrderViews, database: HouseDatabase
) -> None:
    order = (await yard.report()).order
    foreign = msgspec.structs.replace(yard.by["dispatcher"], tenant=await database.make_tenant())
    for who in (yard.by["technician"], yard.hire("requester"), yard.by["designer"], foreign):
        refused = await views.show(who, order)
        assert isinstance(refused, Refused)
        assert refused.code == "no_such_order"


async def test_the_timeline_tells_who_did_what_in_order(yard: Yard, views: OrderViews) -> None:
    order = (await yard.report()).order
    technician = yard.by["technician"]
    await yard.act(order, "dispatcher", AcceptOrder(assignee=technician.user))
    await yard.act(order, "technician", CompleteWork(data=DONE))
    timelines = TimelineViews(
        views,
        yard.store,
        directory=yard.people,
        definitions=yard.definitions,
        clock=utc_now,
    )
    timeline = await timelines.show(technician, order)
    assert not isinstance(timeline, Refused)
    assert [(each.type, each.stage) for each in timeline.items] == [
        ("OrderReported", "report"),
        ("OrderAccepted", "accept"),
        ("WorkCompleted", "execute"),
    ]
    assert timeline.items[1].facts["assignee"] == yard.people.names[technician.user or new_id()]
    assert timeline.items[2].facts["data"] == DONE
    plain = await timelines.show(yard.by["requester"], order, after=2)
    assert not isinstance(plain, Refused)
    assert [each.facts.get("data") for each in plain.items] == [{}]
    assert CANARY.phone not in msgspec.json.encode(timeline).decode()


def test_a_cursor_that_we_did_not_write_is_refused() -> None:
    naive = msgspec.msgpack.encode(["2026-01-01T00:00:00", str(new_id())])
    for text in ("x", "!!", "", "AAAA", naive.hex()):
        assert isinstance(read_cursor(text), Refused), text
    cursor = Cursor(
        msgspec.convert("2026-01-01T00:00:00Z", type=Cursor.__annotations__["at"]), new_id()
    )
    assert read_cursor(write_cursor(cursor)) == cursor


async def test_a_word_with_one_mistake_is_found_where_nothing_has_it_as_typed(
    database: HouseDatabase, yard: Yard, follow: Follow
) -> None:
    pump = await yard.report(ReportOrder(title="Bearing of the Grundfos pump", tags=("Halle 7",)))
    other = await yard.report(ReportOrder(title="Baring of a soul"))
    await follow(yard)
    who = yard.by["dispatcher"]
    for typed in ("grundfoss", "grunfos", "gurndfos", "grundfox", "grundfos berring"):
        assert await _ids(database, yard, who, words=typed) == [pump.order], typed
    assert await _ids(database, yard, who, words="baring") == [other.order], "as typed comes first"
    for typed in ("grundfffos", "grundfos elevator", "pum 7 x"):
        assert await _ids(database, yard, who, words=typed) == [], typed


async def test_a_chinese_word_with_one_wrong_character_is_found_where_nothing_has_it_as_typed(
    database: HouseDatabase, yard: Yard, follow: Follow
) -> None:
    printer = await yard.report(ReportOrder(title="行政楼打印机卡纸，墨粉已换"))
    await yard.report(ReportOrder(title="会议室投影仪不亮"))
    await follow(yard)
    who = yard.by["dispatcher"]
    for typed in ("打印机卡指", "打引机卡纸", "打印机机卡纸", "打机卡纸", "墨粉 打印机卡指"):
        assert await _ids(database, yard, who, words=typed) == [printer.order], typed
    for typed in ("复印机卡指", "扫描仪", "卡指", "墨盒 打印机卡指"):
        assert await _ids(database, yard, who, words=typed) == [], typed


async def test_public_comments_are_found_and_internal_ones_by_nobody(
    database: HouseDatabase, yard: Yard, follow: Follow
) -> None:
    order = (await yard.report()).order
    await yard.say(order, "dispatcher", AddComment(text="钥匙在门卫室"))
    await yard.say(order, "dispatcher", AddComment(text="客户拖欠货款 secretword", internal=True))
    await yard.act(order, "dispatcher", AmendOrder(title="改名"))
    await follow(yard)
    for role in ("requester", "dispatcher"):
        assert await _ids(database, yard, yard.by[role], words="门卫室") == [order]
        for secret in ("拖欠", "secretword", "secretwort"):
            assert await _ids(database, yard, yard.by[role], words=secret) == []


async def test_any_part_of_an_order_is_a_filter(
    database: HouseDatabase, yard: Yard, follow: Follow
) -> None:
    who, helper = yard.by["dispatcher"], yard.hire("technician")
    order = (await yard.report()).order
    await yard.report(ReportOrder(title="另一张", impact=3))
    await yard.say(order, "dispatcher", AddHelper(who=helper.user or new_id()))
    await yard.say(order, "dispatcher", WatchOrder())
    await follow(yard)
    now = utc_now()
    wanted = {
        "helper": OrderFilter(helper=helper.user),
        "watcher": OrderFilter(watcher=who.user),
        "impact": OrderFilter(impact=2),
        "place": OrderFilter(place="3号水泵房"),
        "tag": OrderFilter(tag="振动"),
        "span": OrderFilter(impact=2, spans=(Span("reported", before=now, after=None),)),
    }
    for name, each in wanted.items():
        assert await _ids(database, yard, who, each) == [order], name
    later = OrderFilter(spans=(Span("updated", after=now + timedelta(hours=1)),))
    assert await _ids(database, yard, who, later) == []
    assert await _ids(database, yard, who, OrderFilter(imported=True)) == []
