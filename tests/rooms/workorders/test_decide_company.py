"""评论 关注 协办 登记: what is said, who is drawn in, and what an order took."""

from decimal import Decimal
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.kernel.testing import Scene
from gongdan.rooms.workorders.contract import (
    AddComment,
    AddHelper,
    AnyOrderEvent,
    BookingAdded,
    BookingReversed,
    BookOrder,
    CommentAdded,
    HelperAdded,
    HelperRemoved,
    RemoveHelper,
    ReverseBooking,
    UnwatchOrder,
    WatcherAdded,
    WatcherRemoved,
    WatchOrder,
)
from gongdan.rooms.workorders.domain.bookings import MOST_BOOKINGS, book
from gongdan.rooms.workorders.domain.company import MOST_HELPERS, MOST_WATCHERS, keep_company
from gongdan.rooms.workorders.domain.facts import BesideFacts
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.totals import sums
from gongdan.rooms.workorders.handlers.beside import AnyBeside
from gongdan.rooms.workorders.store import ORDERS
from tests.examples import tries
from tests.rooms.workorders.loop import AT, LI, SUN, WANG, ZHAO

EVENT = UUID(int=77)
FACTS = BesideFacts(
    event=EVENT,
    actor=SUN,
    readers=frozenset({WANG, LI, SUN}),
    known_people=frozenset({WANG, LI, ZHAO, SUN}),
    sees_internal=True,
)
Told = Scene[OrderState, AnyBeside, AnyOrderEvent]


def told(**changed: object) -> Told:
    facts = msgspec.structs.replace(FACTS, **changed)

    def decide(state: OrderState, command: AnyBeside) -> Accepted[AnyOrderEvent] | Refused:
        if isinstance(command, BookOrder | ReverseBooking):
            return book(state, command, facts)
        return keep_company(state, command, facts)

    return Scene(ORDERS, decide)


def at(stage: str, **changed: object):  # noqa: ANN201 - as `Scene.given`
    return told(**changed).given(*AT[stage].events)


def test_a_comment_is_told_to_those_concerned_who_may_read_it() -> None:
    at("execute").when(AddComment(text="备件明天到", mentions=(WANG, WANG))).then(
        CommentAdded(text="备件明天到", mentions=(WANG,), told=(WANG, LI))
    )
    inside = at("execute", readers=frozenset({LI}))
    inside.when(AddComment(text="客户难缠", internal=True)).then(
        CommentAdded(text="客户难缠", internal=True, told=(LI,))
    )


def test_a_comment_says_something_to_people_who_may_read_it() -> None:
    refused = at("execute").when(AddComment(text=" \n ")).refused
    assert (refused.code, refused.field) == ("order_comment_empty", "/text")
    refused = at("execute").when(AddComment(text="@", mentions=(LI, ZHAO))).refused
    assert (refused.code, refused.field) == ("order_person_cannot_read", "/mentions/1")
    refused = at("execute", sees_internal=False).when(AddComment(text="x", internal=True)).refused
    assert (refused.code, refused.kind) == ("order_internal_not_yours", RefusalKind.FORBIDDEN)


@pytest.mark.parametrize("stage", ["accept", "archived"])
def test_one_watches_and_watches_no_longer_whatever_the_stage(stage: str) -> None:
    watched = at(stage).when(WatchOrder()).then(WatcherAdded(who=SUN))
    watched.when(WatchOrder(who=SUN)).then()
    watched.when(UnwatchOrder()).then(WatcherRemoved(who=SUN)).when(UnwatchOrder()).then()
    at(stage).when(WatchOrder(who=LI)).then(WatcherAdded(who=LI))
    at(stage).when(WatchOrder(who=ZHAO)).then("order_person_cannot_read")
    at(stage, actor=None).when(WatchOrder()).then("order_person_cannot_read")
    at(stage, actor=None).when(UnwatchOrder()).then()


def test_a_helper_works_along_and_the_step_stays_where_it_is() -> None:
    helped = (
        at("execute")
        .when(AddHelper(who=ZHAO, reason="搬重物"))
        .then(HelperAdded(who=ZHAO, reason="搬重物"))
    )
    assert (helped.state.holder, helped.state.beside.helpers) == (LI, (ZHAO,))
    helped.when(AddHelper(who=ZHAO)).then()
    helped.when(RemoveHelper(who=ZHAO)).then(HelperRemoved(who=ZHAO)).when(
        RemoveHelper(who=ZHAO)
    ).then()


def test_who_may_help_exists_holds_nothing_and_comes_before_the_end() -> None:
    at("execute").when(AddHelper(who=UUID(int=99))).then("order_assignee_unknown")
    at("execute").when(AddHelper(who=LI)).then("order_helper_holds_step")
    at("archived").when(AddHelper(who=ZHAO)).then("order_ended")


def test_there_are_limits_to_company() -> None:
    crowd = [UUID(int=1_000 + n) for n in range(MOST_WATCHERS)]
    full = told().given(
        *AT["execute"].events,
        *(WatcherAdded(who=each) for each in crowd),
        *(HelperAdded(who=each) for each in crowd[:MOST_HELPERS]),
    )
    full.when(WatchOrder()).then("order_too_many_items")
    full.when(AddHelper(who=ZHAO)).then("order_too_many_items")


def test_hours_money_and_parts_are_booked_as_exact_text() -> None:
    at("execute").when(BookOrder(kind="time", quantity=Decimal("1.50"))).then(
        BookingAdded(booking=EVENT, kind="time", quantity="1.50", unit="h", person=SUN)
    )
    part = BookOrder(
        kind="part", quantity=Decimal(2), unit="个", item="轴承 6204", amount=Decimal("96.40"),
        currency="CNY", person=LI,
    )  # fmt: skip
    at("execute").when(part).then(
        BookingAdded(
            booking=EVENT, kind="part", quantity="2", unit="个", item="轴承 6204", amount="96.40",
            currency="CNY", person=LI,
        )
    )  # fmt: skip
    cost = BookOrder(kind="cost", amount=Decimal(0), currency="EUR", note="Kulanz")
    at("execute").when(cost).then(
        BookingAdded(
            booking=EVENT, kind="cost", quantity="1", amount="0", currency="EUR", note="Kulanz"
        )
    )


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (BookOrder(kind="time", quantity=Decimal(0)), "order_number_out_of_range", "/quantity"),
        (BookOrder(kind="time", quantity=Decimal("NaN")), "order_number_out_of_range", "/quantity"),
        (BookOrder(kind="time", quantity=Decimal("1e999999")), "order_number_out_of_range", "/quantity"),
        (BookOrder(kind="time", quantity=Decimal("0.0000001")), "order_number_out_of_range", "/quantity"),
        (BookOrder(kind="cost", amount=Decimal(-1), currency="CNY"), "order_number_out_of_range", "/amount"),
        (BookOrder(kind="cost"), "order_amount_missing", "/amount"),
        (BookOrder(kind="part"), "order_item_missing", "/item"),
        (BookOrder(kind="time", amount=Decimal(5)), "order_currency_unusable", "/currency"),
        (BookOrder(kind="time", currency="CNY"), "order_currency_unusable", "/currency"),
        (BookOrder(kind="cost", amount=Decimal(5), currency="rmb"), "order_currency_unusable", "/currency"),
        (BookOrder(kind="time", person=UUID(int=99)), "order_assignee_unknown", "/person"),
    ],
)  # fmt: skip
def test_a_booking_that_cannot_be_kept_says_which_part(
    command: BookOrder, code: str, field: str
) -> None:
    refused = at("execute").when(command).refused
    assert (refused.code, refused.field) == (code, field)


def test_a_booking_is_corrected_by_its_reversal_alone() -> None:
    booked = (
        at("execute").when(BookOrder(kind="cost", amount=Decimal("120.5"), currency="CNY")).after
    )
    gone = booked.when(ReverseBooking(booking=EVENT, reason="记错")).then(
        BookingReversed(
            booking=EVENT,
            kind="cost",
            quantity="-1",
            amount="-120.5",
            currency="CNY",
            reason="记错",
        )
    )
    assert gone.state.beside.bookings == ()
    gone.when(ReverseBooking(booking=EVENT, reason="again")).then("order_booking_unknown")
    booked.when(ReverseBooking(booking=EVENT, reason=" ")).then("order_reason_missing")
    booked.when(ReverseBooking(booking=UUID(int=5), reason="x")).then("order_booking_unknown")


def test_after_the_end_nothing_is_booked_but_a_mistake_is_still_reversed() -> None:
    at("archived").when(BookOrder(kind="time")).then("order_ended")
    booked = BookingAdded(booking=EVENT, kind="time", quantity="1", unit="h")
    ended = told().given(
        *AT["execute"].events, booked, *AT["archived"].events[len(AT["execute"].events) :]
    )
    assert isinstance(ended.when(ReverseBooking(booking=EVENT, reason="x")).decision, Accepted)


def test_an_order_takes_so_many_bookings_and_no_more() -> None:
    many = (
        BookingAdded(booking=UUID(int=n), kind="time", quantity="1") for n in range(MOST_BOOKINGS)
    )
    told().given(*AT["execute"].events, *many).when(BookOrder(kind="time")).then(
        OrderCode.TOO_MANY.value
    )


AMOUNTS = st.decimals("0.000001", "999999999999", places=6)
BOOKINGS = st.lists(
    st.builds(
        BookOrder,
        kind=st.sampled_from(["time", "cost", "part"]),
        quantity=AMOUNTS,
        item=st.sampled_from(["轴承", "密封圈"]),
        amount=AMOUNTS,
        currency=st.sampled_from(["CNY", "EUR"]),
    ),
    max_size=12,
)


@settings(max_examples=tries(150), deadline=None)
@given(BOOKINGS, st.sets(st.integers(0, 11)))
def test_totals_are_those_of_the_bookings_that_were_not_reversed(
    wanted: list[BookOrder], reversed_: set[int]
) -> None:
    """The sum of all entries, reversals among them, is the sum of what stands: to the digit."""
    story = at("execute")
    for number, command in enumerate(wanted):
        decided = book(story.state, command, msgspec.structs.replace(FACTS, event=UUID(int=number)))
        assert isinstance(decided, Accepted)
        story = told().given(*story.events, *decided.events)
    for number in sorted(reversed_ & set(range(len(wanted)))):
        story = story.when(ReverseBooking(booking=UUID(int=number), reason="x")).after
    entries = [e for e in story.events if isinstance(e, BookingAdded | BookingReversed)]
    assert sums(entries) == sums(story.state.beside.bookings)
    kept = [each for number, each in enumerate(wanted) if number not in reversed_]
    hours = sum((each.quantity for each in kept if each.kind == "time"), Decimal(0))
    assert Decimal(sums(entries)[0]) == hours
    for currency in ("CNY", "EUR"):
        money = sum((each.amount or 0 for each in kept if each.currency == currency), Decimal(0))
        assert Decimal(sums(entries)[1].get(currency, "0")) == money
