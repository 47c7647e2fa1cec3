"""Appointments, tools and parts in a day: rules for everybody, and a person's to let go of."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.routing.checking import check
from gongdan.engines.routing.replanning import replan
from gongdan.kernel.messages import Refused
from gongdan.rooms.planning.contract import Arrangement, MoveStop, Part
from gongdan.rooms.planning.domain.agreed import is_later
from gongdan.rooms.planning.domain.comparing import Standing, stale
from gongdan.rooms.planning.domain.days import day_of, firm_of, loosened
from gongdan.rooms.planning.domain.goingon import kept_day
from gongdan.rooms.planning.domain.leaving import left_of
from gongdan.rooms.planning.domain.loading import load_of
from gongdan.rooms.planning.domain.moving import Moved, moved, options
from gongdan.rooms.planning.domain.timeline import arranged, drawn, ground_of, meaning_of
from tests.rooms.planning.days import (
    HOUR,
    LI,
    MIDNIGHT,
    ZHAO,
    due,
    facts,
    order,
    routes,
    work,
    worker,
)

TWO = [worker(LI), worker(ZHAO)]


def between(begins: float, ends: float) -> tuple[datetime, datetime]:
    return due(begins), due(ends)


def test_whoever_is_early_for_an_appointment_waits() -> None:
    ground = ground_of(facts([work(1, agreed=between(10, 11))], TWO), routes(li=(1,)))
    assert ground.meaning.begins == {order(1): 10 * HOUR}
    (route,) = ground.plan.routes
    assert route.leaves > 9 * HOUR


def test_whoever_is_awaited_in_the_afternoon_has_the_break_at_home_before() -> None:
    late = worker(LI, rests=((HOUR, 11 * HOUR, 13 * HOUR),))
    ground = ground_of(facts([work(1, agreed=between(15, 16))], [late]), routes(li=(1,)))
    (route,) = ground.plan.routes
    assert (len(route.stops), route.leaves > 14 * HOUR) == (1, True)
    assert check(ground.day, ground.plan) == ()


def test_a_move_out_of_an_appointment_is_told_and_then_let_go_of() -> None:
    works = [work(1, agreed=between(8, 9.5)), work(2), work(3)]
    ground = ground_of(facts(works, TWO), routes(li=(1, 2), zhao=(3,)))
    behind = moved(ground, MoveStop(order=order(1), to=LI, at=1))
    assert isinstance(behind, Moved)
    assert behind.effects.missed == {}  # still in time
    late = moved(ground_of(ground.facts, routes(li=(2, 3, 1))), MoveStop(order=order(2), to=ZHAO))
    assert isinstance(late, Refused) or late.effects.missed == {}
    works = [work(1, agreed=between(8, 8.5)), work(2), work(3)]
    ground = ground_of(facts(works, TWO), routes(li=(1, 2), zhao=(3,)))
    behind = moved(ground, MoveStop(order=order(1), to=LI, at=1))
    assert isinstance(behind, Moved)
    assert HOUR // 2 < behind.effects.missed[order(1)] < HOUR
    assert behind.arrangement == Arrangement(routes(li=(2, 1), zhao=(3,)).routes, (), (order(1),))
    again = ground_of(ground.facts, behind.arrangement)
    assert set(again.meaning.missed) == {order(1)}
    back = moved(again, MoveStop(order=order(1), to=LI, at=0))
    assert isinstance(back, Moved)
    assert (back.effects.missed, back.arrangement.released) == ({}, ())


def test_an_order_put_before_an_appointment_pushes_it_and_says_so() -> None:
    works = [work(1, agreed=between(8, 8.5)), work(2, minutes=120)]
    ground = ground_of(facts(works, TWO), routes(li=(1,), zhao=(2,)))
    pushed = moved(ground, MoveStop(order=order(2), to=LI, at=0))
    assert isinstance(pushed, Moved)
    assert set(pushed.effects.missed) == {order(1)}


def test_where_the_appointment_is_taken_the_option_says_by_how_much_it_is_missed() -> None:
    one = [worker(LI)]
    works = [work(1, agreed=between(8, 8.5)), work(2, agreed=between(8, 8.5))]
    ground = ground_of(facts(works, one), routes(li=(1,)))
    (left,) = left_of(ground)
    assert (left.order, left.why) == (order(2), "appointment")
    told = options(ground, order(2))
    assert not isinstance(told, Refused)
    (option,) = told
    assert option.effects is not None
    assert option.effects.missed


def test_a_tool_is_a_rule_and_named_where_nobody_has_it() -> None:
    people = [worker(LI, tools=frozenset({"梯子"})), worker(ZHAO)]
    works = [work(1, tools=("梯子",)), work(2, tools=("红外测温仪",))]
    ground = ground_of(facts(works, people), routes(li=(1,)))
    refused = moved(ground, MoveStop(order=order(1), to=ZHAO))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.facts["tools"]) == ("plan_person_lacks_tool", ["梯子"])
    (left,) = left_of(ground)
    assert (left.why, left.tools) == ("tools", ("红外测温仪",))
    assert ground_of(ground.facts, routes(zhao=(1,))).meaning.begins == {}


def test_an_appointment_of_a_later_day_is_nobody_s_work_today_and_a_missed_one_soon() -> None:
    assert is_later(between(33, 35), MIDNIGHT)
    assert not is_later(between(9, 11), MIDNIGHT)
    assert not is_later(None, MIDNIGHT)
    missed = facts([work(1, agreed=between(8, 9))], TWO, since=10 * HOUR)
    assert firm_of(missed) == ()
    assert ground_of(missed, routes(li=(1,))).meaning.begins[order(1)] >= 10 * HOUR


def test_what_has_to_be_loaded_is_summed_by_part() -> None:
    carried = load_of(
        [
            work(1, parts=(Part("6204-2RS", "2"), Part("O-40", "0.5")), tools=("梯子",)),
            work(2, parts=(Part("6204-2rs", "1.25"),), tools=("梯子", "扳手")),
        ]
    )
    assert carried.parts == (Part("6204-2RS", "3.25"), Part("O-40", "0.5"))
    assert carried.tools == ("梯子", "扳手")


def test_what_is_said_of_the_work_after_it_was_planned_makes_the_plan_stale() -> None:
    planned = work(1, needs='{"minutes":30}')
    now = Standing(assignee=None, due=None, done=False, needs='{"minutes":90}')
    assert stale([planned], {order(1): now}, {}) == {order(1): "needs"}


@given(st.lists(st.tuples(st.integers(8, 15), st.integers(1, 3)), min_size=1, max_size=6))
def test_planned_anew_every_appointment_is_kept_or_nobody_goes(
    windows: list[tuple[int, int]],
) -> None:
    works = [
        work(number, agreed=between(opens, opens + wide))
        for number, (opens, wide) in enumerate(windows, 1)
    ]
    day = facts(works, TWO)
    before = ground_of(day, routes(li=tuple(range(1, len(works) + 1))))
    strict = kept_day(day_of(day, strict=True), day, before, before.holds)
    plan = replan(strict, drawn(loosened(strict, firm_of(day)), before.holds))
    assert check(loosened(strict, firm_of(day)), plan) == ()
    meant = meaning_of(day, strict, plan)
    assert meant.missed == {}
    assert arranged(plan, strict, before.holds, meant).released == ()
