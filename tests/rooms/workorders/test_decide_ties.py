"""关联 合并 拆分: what two orders decide together, and that a merge can be taken back."""

from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AmendOrder,
    AnyPairing,
    ArchiveOrder,
    AssignOrder,
    CancelOrder,
    ChildMade,
    ChildWanted,
    CompleteWork,
    DuplicateMerged,
    DuplicateReleased,
    LinkOrder,
    MergeOrder,
    OrderLinked,
    OrderSplit,
    OrderStatus,
    OrderUnlinked,
    ResumeOrder,
    SplitOrder,
    SuspendOrder,
    UnlinkOrder,
    UnmergeOrder,
)
from gongdan.rooms.workorders.domain.beside import Other
from gongdan.rooms.workorders.domain.decide import decide
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.ties import (
    MOST_CHILDREN,
    MOST_LINKS,
    WAY_BACK,
    Agreed,
    Side,
    pair,
    split,
)
from gongdan.rooms.workorders.store import ORDERS
from tests.examples import tries
from tests.rooms.workorders.loop import AT, FACTS, LI, ZHAO, History, orders
from tests.rooms.workorders.yard import DONE

HERE, THERE = Other(UUID(int=1), "WO-1"), Other(UUID(int=2), "WO-2")


def agree(
    here: OrderState, there: OrderState, command: AnyPairing, *, same: bool = False
) -> Agreed | Refused:
    return pair(Side(HERE, here), Side(HERE if same else THERE, there), command, FACTS)


def agreed(
    here: OrderState, there: OrderState, command: AnyPairing
) -> tuple[OrderState, OrderState]:
    """Both states after an agreement."""
    found = agree(here, there, command)
    assert isinstance(found, Agreed), found
    for event in found.here:
        here = ORDERS.evolve(here, event)
    for event in found.there:
        there = ORDERS.evolve(there, event)
    return here, there


def code(found: Agreed | Refused) -> str:
    assert isinstance(found, Refused), found
    return found.code


@pytest.mark.parametrize(("kind", "back"), WAY_BACK.items())
def test_a_link_is_read_from_both_ends_and_taken_away_from_either(kind: str, back: str) -> None:
    assert WAY_BACK[back] == kind  # type: ignore[index] # a kind of link
    here, there = AT["execute"].state, AT["archived"].state
    command = LinkOrder(to=THERE.order, kind=kind)  # type: ignore[arg-type] # a kind of link
    found = agree(here, there, command)
    assert found == Agreed(
        (OrderLinked(order=THERE.order, number="WO-2", kind=kind),),  # type: ignore[arg-type]
        (OrderLinked(order=HERE.order, number="WO-1", kind=back),),  # type: ignore[arg-type]
    )
    linked, other = agreed(here, there, command)
    assert agree(linked, other, command) == Agreed()
    gone = UnlinkOrder(to=THERE.order, kind=kind)  # type: ignore[arg-type] # a kind of link
    again, _ = agreed(linked, other, gone)
    assert again == here
    assert code(agree(again, there, gone)) == "order_link_unknown"


def test_an_order_is_not_tied_to_itself_nor_to_none_nor_without_end() -> None:
    state = AT["execute"].state
    assert code(agree(state, state, LinkOrder(to=HERE.order), same=True)) == "order_tied_to_itself"
    assert code(agree(state, ORDERS.initial, LinkOrder(to=THERE.order))) == "no_such_order"
    full = state
    for number in range(MOST_LINKS):
        link = OrderLinked(order=UUID(int=99 + number), number=f"WO-{number}", kind="relates")
        full = ORDERS.evolve(full, link)
    assert code(agree(full, state, LinkOrder(to=THERE.order))) == "order_too_many_items"
    assert code(agree(state, full, LinkOrder(to=THERE.order))) == "order_too_many_items"


def test_a_duplicate_rests_and_the_other_order_knows_it() -> None:
    found = agree(
        AT["accept"].state, AT["execute"].state, MergeOrder(into=THERE.order, reason="同一台泵")
    )
    assert isinstance(found, Agreed)
    assert found.there == (DuplicateMerged(order=HERE.order, number="WO-1", reason="同一台泵"),)
    merged, kept = agreed(
        AT["accept"].state, AT["execute"].state, MergeOrder(into=THERE.order, reason="同一台泵")
    )
    assert (merged.status, merged.stage, merged.beside.merged_into) == ("merged", "accept", THERE)
    assert (kept.status, kept.stage, kept.beside.duplicates) == ("open", "execute", (HERE,))


@pytest.mark.parametrize(
    "command",
    [
        AcceptOrder(),
        AmendOrder(title="x"),
        ResumeOrder(),
        CancelOrder(reason="x"),
        SuspendOrder(reason="x"),
    ],
)
def test_nothing_of_the_loop_is_done_to_a_merged_order(command: object) -> None:
    merged, _ = agreed(AT["accept"].state, AT["execute"].state, MergeOrder(into=THERE.order))
    refused = decide(merged, command, FACTS)  # type: ignore[arg-type] # commands of an order
    assert isinstance(refused, Refused)
    assert (refused.code, refused.facts["into"]) == ("order_is_merged", "WO-2")


def test_what_has_ended_or_is_merged_already_is_not_merged() -> None:
    merged, kept = agreed(AT["accept"].state, AT["execute"].state, MergeOrder(into=THERE.order))
    fresh, command = AT["accept"].state, MergeOrder(into=THERE.order)
    assert code(agree(merged, fresh, command)) == "order_is_merged"
    assert code(agree(fresh, merged, command)) == "order_merge_chain"
    assert code(agree(kept, fresh, command)) == "order_merge_chain"
    assert code(agree(AT["archived"].state, fresh, command)) == "order_ended"
    assert code(agree(fresh, AT["archived"].state, command)) == "order_ended"


def test_a_merge_is_undone_with_a_reason_and_only_where_there_is_one() -> None:
    merged, kept = agreed(AT["accept"].state, AT["execute"].state, MergeOrder(into=THERE.order))
    assert code(agree(merged, kept, UnmergeOrder(reason=""))) == "order_reason_missing"
    assert code(agree(AT["accept"].state, kept, UnmergeOrder(reason="x"))) == "order_not_merged"
    found = agree(merged, kept, UnmergeOrder(reason="不是同一台"))
    assert isinstance(found, Agreed)
    assert found.there == (DuplicateReleased(order=HERE.order, number="WO-1", reason="不是同一台"),)


STAGES = st.sampled_from(["accept", "execute", "verify", "archive"])
BESIDES = st.sampled_from([None, AssignOrder(to=ZHAO), AssignOrder(to=LI), AmendOrder(urgency=1)])


@settings(max_examples=tries(120), deadline=None)
@given(STAGES, STAGES, BESIDES, st.booleans())
def test_a_merge_is_taken_back_to_the_digit_until_the_kept_order_moves(
    here: str, there: str, beside: AssignOrder | AmendOrder | None, rests: bool
) -> None:
    first = AT[here].when(SuspendOrder(reason="等")).state if rests else AT[here].state
    merged, kept = agreed(first, AT[there].state, MergeOrder(into=THERE.order, reason="x"))
    told = decide(kept, beside, FACTS) if beside else None
    for event in told.events if isinstance(told, Accepted) else ():
        kept = ORDERS.evolve(kept, event)  # in other hands, or other words: it has not moved
    back, released = agreed(merged, kept, UnmergeOrder(reason="x"))
    assert back == first
    assert released.beside == AT[there].state.beside
    moved = _moved(orders().given(*AT[there].events))
    onward = msgspec.structs.replace(moved.state, beside=kept.beside)
    assert code(agree(merged, onward, UnmergeOrder(reason="x"))) == "order_moved_since_merge"


def _moved(history: History) -> History:
    """The same order, one step further."""
    steps = {
        "accept": AcceptOrder(assignee=LI),
        "execute": CompleteWork(data=DONE),
    }
    command = steps.get(str(history.state.stage), CancelOrder(reason="x"))
    return history.when(command).after


PARTS = (ChildWanted(title="电气部分"), ChildWanted(title="机械部分"))
MADE = tuple(ChildMade(UUID(int=n), f"WO-{n}", part.title) for n, part in enumerate(PARTS, 10))


def test_an_order_is_split_into_parts_and_is_not_archived_before_them() -> None:
    state = AT["archive"].state
    found = split(state, SplitOrder(children=PARTS, reason="两个班组"), MADE)
    assert found == Accepted((OrderSplit(children=MADE, reason="两个班组"),))
    assert isinstance(found, Accepted)
    parent = ORDERS.evolve(state, found.events[0])
    assert (parent.stage, parent.beside.children) == (state.stage, MADE)
    scene = orders(open_children=("WO-10",))
    refused = scene.given(*AT["archive"].events).when(ArchiveOrder()).refused
    assert (refused.code, refused.facts["children"]) == ("order_children_open", ["WO-10"])


def test_a_split_names_parts_of_a_living_order() -> None:
    def no(state: OrderState, command: SplitOrder) -> str:
        found = split(state, command, MADE)
        assert isinstance(found, Refused)
        return found.code

    merged, _ = agreed(AT["accept"].state, AT["execute"].state, MergeOrder(into=THERE.order))
    assert no(AT["execute"].state, SplitOrder(children=())) == "order_no_children"
    assert no(AT["archived"].state, SplitOrder(children=PARTS)) == "order_ended"
    assert no(merged, SplitOrder(children=PARTS)) == "order_is_merged"
    many = SplitOrder(children=PARTS * (MOST_CHILDREN // 2 + 1))
    assert no(AT["execute"].state, many) == "order_too_many_items"
    assert AT["execute"].state.status is OrderStatus.OPEN


def test_an_unlink_is_told_to_both() -> None:
    linked, other = agreed(AT["execute"].state, AT["accept"].state, LinkOrder(to=THERE.order))
    found = agree(linked, other, UnlinkOrder(to=THERE.order))
    assert isinstance(found, Agreed)
    assert [type(event) for event in (*found.here, *found.there)] == [OrderUnlinked, OrderUnlinked]
