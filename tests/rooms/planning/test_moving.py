"""What a move means, and which rules it would break."""

from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.routing.checking import check
from gongdan.kernel.messages import Refused
from gongdan.rooms.planning.contract import Arrangement, Begun, Body, MoveStop
from gongdan.rooms.planning.domain.days import OVERTIME, day_of
from gongdan.rooms.planning.domain.leaving import left_of
from gongdan.rooms.planning.domain.moving import Moved, moved, options
from gongdan.rooms.planning.domain.steps import redone, undone, with_step
from gongdan.rooms.planning.domain.timeline import ground_of
from tests.rooms.planning.days import HOUR, LI, QIAN, ZHAO, due, facts, order, routes, work, worker

TWO = [worker(LI), worker(ZHAO)]


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def done(answer: Moved | Refused) -> Moved:
    assert isinstance(answer, Moved), answer
    return answer


def test_a_move_says_what_it_costs_before_it_is_done() -> None:
    ground = ground_of(facts([work(1), work(2), work(30)], TWO), routes(li=(1, 30), zhao=(2,)))
    found = done(moved(ground, MoveStop(order=order(30), to=ZHAO, at=1)))
    assert found.arrangement == routes(li=(1,), zhao=(2, 30))
    # Li turns back after a kilometre, and not after two
    assert (-300 < found.effects.travel < 0, found.effects.metres) == (True, -1903)
    assert found.effects.begins is not None
    assert (found.effects.overtime, found.effects.late) == ({}, {})


def test_overtime_and_lateness_are_told_and_left_to_a_person() -> None:
    full = [work(each) for each in range(1, 9)]
    late = work(9, due_at=due(10))
    ground = ground_of(facts([*full, late], TWO), routes(li=tuple(range(1, 9)), zhao=()))
    found = done(moved(ground, MoveStop(order=order(9), to=LI, at=8)))
    assert 0 < found.effects.overtime[LI] <= OVERTIME
    assert found.effects.late[order(9)] > 6 * HOUR


def test_more_than_two_hours_of_overtime_is_no_plan() -> None:
    works = [work(each) for each in range(1, 13)]
    ground = ground_of(facts(works, TWO), routes(li=tuple(range(1, 10)), zhao=(10, 11, 12)))
    full = ground.holds
    for number in (10, 11, 12):
        answer = moved(ground_of(ground.facts, full), MoveStop(order=order(number), to=LI, at=99))
        if isinstance(answer, Refused):
            assert answer.code == "plan_no_time"
            return
        full = answer.arrangement
    raise AssertionError("somebody works all night")


def test_a_skill_a_territory_and_an_absence_are_rules() -> None:
    people = [
        worker(LI, skills={"空调": 2}),
        worker(ZHAO, away="away", skills={"空调": 5}),
        worker(QIAN, skills={"空调": 5}, units=frozenset()),
    ]
    asked = work(1, skills={"空调": 3}, unit=order(77))
    ground = ground_of(facts([asked, work(2)], people), routes())
    assert code_of(moved(ground, MoveStop(order=order(1), to=LI))) == "plan_person_lacks_skill"
    assert code_of(moved(ground, MoveStop(order=order(1), to=ZHAO))) == "plan_person_away"
    assert code_of(moved(ground, MoveStop(order=order(1), to=QIAN))) == "plan_person_not_there"
    assert code_of(moved(ground, MoveStop(order=order(9), to=LI))) == "plan_order_unknown"
    assert code_of(moved(ground, MoveStop(order=order(2), to=order(5)))) == "plan_person_unknown"
    told = options(ground, order(1))
    assert not isinstance(told, Refused)
    assert {each.user: each.why.code for each in told if each.why} == {
        LI: "plan_person_lacks_skill",
        ZHAO: "plan_person_away",
        QIAN: "plan_person_not_there",
    }


def test_what_has_begun_or_is_locked_stays() -> None:
    begun = {LI: (Begun(order(1), 9 * HOUR, 9 * HOUR),)}
    ground = ground_of(
        facts([work(1, assignee=LI), work(2), work(3, started=True)], TWO, begun=begun),
        Arrangement({LI: (order(2),)}, (order(2),)),
    )
    assert code_of(moved(ground, MoveStop(order=order(1), to=ZHAO))) == "plan_stop_started"
    assert code_of(moved(ground, MoveStop(order=order(3), to=ZHAO))) == "plan_stop_started"
    assert code_of(moved(ground, MoveStop(order=order(2), to=ZHAO))) == "plan_stop_locked"
    assert ground.meaning.begins[order(1)] == 9 * HOUR
    assert ground.meaning.begins[order(2)] >= 10 * HOUR


def test_who_is_away_by_now_loses_his_stops_and_it_is_said_why() -> None:
    people = [worker(LI, away="away"), worker(ZHAO)]
    ground = ground_of(facts([work(1), work(2)], people), routes(li=(1,), zhao=(2,)))
    assert set(ground.meaning.who.values()) == {ZHAO}
    (left,) = left_of(ground)
    assert (left.order, left.why, left.user, left.over) == (order(1), "free", ZHAO, 0)


def test_why_an_order_is_with_nobody_and_what_would_help() -> None:
    works = [
        *(work(each) for each in range(1, 9)),
        work(20, skills={"电梯": 3}),
        work(21, unit=order(77)),
        work(22, priority=1),
    ]
    people = [worker(LI, skills={"电梯": 2}, units=frozenset())]
    left = left_of(ground_of(facts(works, people), routes(li=tuple(range(1, 9)))))
    assert [(each.order, each.why) for each in left] == [
        (order(22), "full"),
        (order(20), "skills"),
        (order(21), "territory"),
    ]
    assert (left[0].user, 0 < left[0].over < OVERTIME) == (LI, True)
    assert left[1].skills == ("电梯 3",)
    nobody = left_of(ground_of(facts([work(1)], [worker(LI, away="off")]), routes()))
    assert [each.why for each in nobody] == ["nobody"]


def test_steps_go_back_and_forth_and_a_new_one_ends_the_way_forth() -> None:
    body = with_step(with_step(Body(), routes(li=(1,))), routes(li=(2,)))
    back = undone(body)
    assert isinstance(back, Body)
    assert (back.holds, redone(back)) == (routes(li=(1,)), body)
    other = with_step(back, routes(zhao=(3,)))
    assert code_of(redone(other)) == "plan_nothing_to_redo"
    assert code_of(undone(Body())) == "plan_nothing_to_undo"


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.sampled_from([LI, ZHAO, None]), st.integers(0, 9)),
        max_size=12,
    )
)
def test_whatever_is_moved_the_day_holds_by_the_independent_checker(
    moves: list[tuple[int, object, int]],
) -> None:
    ground = ground_of(facts([work(each) for each in range(1, 9)], TWO), routes())
    for number, to, at in moves:
        answer = moved(ground, MoveStop(order=order(number), to=to, at=at))  # type: ignore[arg-type]  # whatever the test says
        if isinstance(answer, Moved):
            ground = ground_of(ground.facts, answer.arrangement)
            assert ground.meaning.begins.get(order(number)) == answer.effects.begins
    assert check(day_of(ground.facts), ground.plan) == ()
