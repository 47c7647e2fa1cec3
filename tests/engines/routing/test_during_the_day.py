"""Breaks, what is begun, changes in the middle of the day, and days too large for one plan."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongdan.engines.routing.checking import check
from gongdan.engines.routing.dividing import divide, solve_divided
from gongdan.engines.routing.freezing import frozen, locked
from gongdan.engines.routing.inserting import insertions
from gongdan.engines.routing.model import Day, Plan, Rest, Route, Stop, Technician, Travel, Visit
from gongdan.engines.routing.replanning import changes, kept, replan
from gongdan.engines.routing.solving import solve
from gongdan.engines.routing.timing import timed
from tests.engines.routing.days import day, rounds, technician, visit
from tests.examples import tries

NOON = Rest(30, 100, 120)
GAS = frozenset({"gas"})


def planned(of: Day) -> Plan:
    plan = solve(of, rounds(200))
    assert check(of, plan) == ()
    return plan


def who_does(plan: Plan) -> dict[str, str]:
    return {stop.visit: route.technician for route in plan.routes for stop in route.stops}


def rests(routes: Iterable[Route]) -> list[tuple[int, int]]:
    return [(stop.begins, stop.rest) for route in routes for stop in route.stops if stop.rest]


def test_whoever_is_out_at_noon_has_his_break_then() -> None:
    long = [visit(f"v{n}", n, work=40) for n in (2, 4, 6, 8)]
    found = planned(day(long, [technician("ann", rests=(NOON,))]))
    ((begins, length),) = rests(found.routes)
    assert 100 <= begins <= 120
    assert length == 30


def test_whoever_is_back_before_noon_rests_at_home() -> None:
    found = planned(day([visit("near", 1)], [technician("ann", rests=(NOON,))]))
    assert rests(found.routes) == []


def test_a_visit_for_which_the_break_leaves_no_time_is_left_out_and_said() -> None:
    late = visit("late", 5, work=10, opens=90, closes=105)
    after = visit("after", 6, work=30, opens=110, closes=125)
    found = planned(day([late, after], [technician("ann", rests=(NOON,))]))
    assert [each.why for each in found.unplanned] == ["no_room"]


def test_a_break_can_be_had_while_waiting_for_a_window_to_open() -> None:
    of = day([visit("v", 9, opens=150, closes=150)], [technician("ann", rests=(NOON,))])
    route = timed(of, of.technicians[0], [(9, of.visits[0])])
    assert route is not None
    assert route.stops == (Stop(9, "", 90, 100, 30), Stop(9, "v", 130, 150))


@pytest.mark.parametrize(
    ("stops", "returns", "what"),
    [
        ((Stop(9, "v", 90, 110),), 205, {"rest_missed"}),
        ((Stop(9, "", 90, 90, 30), Stop(9, "v", 120, 120)), 215, {"rest_missed", "rest_outside"}),
        ((Stop(9, "", 90, 100, 20), Stop(9, "v", 120, 120)), 215, {"rest_missed", "rest_outside"}),
        ((Stop(9, "", 90, 100, 30), Stop(9, "v", 110, 110)), 215, {"too_fast"}),
        ((Stop(9, "", 90, 100, 30), Stop(9, "v", 130, 130)), 225, set()),
    ],
)
def test_the_checker_knows_breaks(stops: tuple[Stop, ...], returns: int, what: set[str]) -> None:
    of = day([visit("v", 9)], [technician("ann", rests=(NOON,))])
    assert {each.what for each in check(of, Plan((Route("ann", stops, 0, returns),)))} == what


MORNING = day(
    [visit(f"v{n}", n, work=20) for n in range(1, 9)],
    [technician("ann"), technician("bob", 9), technician("cid", 5)],
)


def test_what_is_begun_stays_as_it_is() -> None:
    before = planned(MORNING)
    now = frozen(MORNING, before, 45)
    begun = {who.id: who.begun for who in now.technicians if who.begun}
    assert begun
    after = planned(replace(now, visits=(*now.visits, visit("new", 7, closes=300))))
    routes = {route.technician: route for route in after.routes}
    assert all(routes[who].stops[: len(stops)] == stops for who, stops in begun.items())
    assert "new" in who_does(after)


def test_a_plan_that_changes_what_is_begun_is_wrong() -> None:
    before = planned(MORNING)
    now = frozen(MORNING, before, 45)
    who = next(each for each in now.technicians if each.begun)
    without = tuple(route for route in before.routes if route.technician != who.id)
    assert "begun_changed" in {each.what for each in check(now, Plan(without, before.unplanned))}


def test_nobody_leaves_before_now() -> None:
    now = frozen(MORNING, Plan(()), 77)
    assert all(route.leaves >= 77 for route in planned(now).routes)


def test_a_promised_visit_keeps_its_time_and_its_technician() -> None:
    before = planned(MORNING)
    (who, begins), *_ = [
        (route.technician, stop.begins)
        for route in before.routes
        for stop in route.stops
        if stop.visit == "v4"
    ]
    after = planned(locked(MORNING, before, {"v4"}))
    assert ("v4", who, begins) in [
        (stop.visit, route.technician, stop.begins)
        for route in after.routes
        for stop in route.stops
    ]


def test_an_order_more_moves_nobody_elses_visits() -> None:
    before = planned(MORNING)
    of = replace(MORNING, visits=(*MORNING.visits, visit("new", 9)))
    after = replan(of, before)
    assert check(of, after) == ()
    told = changes(before, after)
    assert (told.others, told.new, told.left) == ((), ("new",), ())


def test_when_one_falls_ill_only_his_visits_go_to_others() -> None:
    before = planned(MORNING)
    ill = before.routes[0].technician
    of = replace(MORNING, technicians=tuple(who for who in MORNING.technicians if who.id != ill))
    after = replan(of, before, rounds(200))
    assert check(of, after) == ()
    his = {visit for visit, who in who_does(before).items() if who == ill}
    assert set(changes(before, after).others) == his
    assert after.unplanned == ()


def test_a_search_moves_others_only_to_make_room() -> None:
    """Only bob can do gas, and he is full: one of his two visits must go to somebody else."""
    people = [technician("ann", stops=120), technician("bob", stops=115, skills=GAS)]
    of = day([visit("a", 3, work=20), visit("b", 1, work=30)], people)
    route = timed(of, people[1], [(1, of.visits[1]), (3, of.visits[0])])
    assert route is not None
    new = replace(of, visits=(*of.visits, visit("gas", 3, work=25, skills=GAS)))
    after = replan(new, Plan((route,)), rounds(300))
    assert check(new, after) == ()
    assert after.unplanned == ()
    assert len(changes(Plan((route,)), after).others) == 1


def spread(count: int, people: int, seed: int) -> Day:
    """Return visits and homes all over a square; half of the work needs a skill."""
    chance = np.random.default_rng(seed)
    points = chance.integers(0, 100, size=(count + people, 2))
    ways = np.abs(points[:, None, :] - points[None, :, :]).sum(axis=2).astype(np.int64)
    visits = tuple(
        visit(f"v{n}", n, work=10, skills=GAS if n % 2 else frozenset()) for n in range(count)
    )
    crew = tuple(
        technician(f"t{n}", count + n, skills=GAS if n % 3 else frozenset()) for n in range(people)
    )
    return Day(visits=visits, technicians=crew, travel=Travel(ways, ways))


def test_a_large_day_is_divided_and_every_visit_is_in_one_part() -> None:
    of = spread(60, 9, seed=3)
    parts = divide(of, 3)
    assert sorted(each.id for part in parts for each in part.visits) == sorted(
        each.id for each in of.visits
    )
    assert sorted(each.id for part in parts for each in part.technicians) == sorted(
        each.id for each in of.technicians
    )


def test_the_plan_of_a_divided_day_is_whole() -> None:
    of = spread(60, 9, seed=4)
    plan = solve_divided(of, lambda _part: rounds(100), most=20)
    assert check(of, plan) == ()
    assert plan.unplanned == ()


def test_whoever_has_nothing_ahead_has_his_break_before_the_long_way_home() -> None:
    rests = (Rest(27, 85, 125), Rest(23, 135, 175))
    of = day([visit("v0", 1, opens=80, closes=120)], [technician("t0", 9, stops=260, rests=rests)])
    before = solve(of, rounds(20))
    later = frozen(of, before, 90)
    again = replan(later, before, rounds(20))
    assert check(later, again) == ()
    assert [stop.rest for stop in again.routes[0].stops] == [0, 27, 23]


def test_a_day_where_all_live_in_one_place_is_divided_too() -> None:
    of = spread(60, 6, seed=5)
    home = of.technicians[1].home
    crew = tuple(replace(who, home=home, ends=home, skills=GAS) for who in of.technicians)
    plan = solve_divided(replace(of, technicians=crew), lambda _part: rounds(100), most=20)
    assert check(replace(of, technicians=crew), plan) == ()
    assert plan.unplanned == ()


@given(
    visits=st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 200), st.booleans(), st.integers(0, 1)),
        min_size=1,
        max_size=8,
    ),
    people=st.lists(
        st.tuples(
            st.integers(0, 9),
            st.booleans(),
            st.lists(st.tuples(st.integers(1, 40), st.integers(0, 200)), max_size=2),
        ),
        min_size=1,
        max_size=3,
    ),
    now=st.integers(0, 250),
    gone=st.integers(0, 2),
)
@settings(max_examples=tries(60), deadline=None)
def test_whatever_changes_in_the_day_no_rule_is_broken(
    visits: list[tuple[int, int, bool, int]],
    people: list[tuple[int, bool, list[tuple[int, int]]]],
    now: int,
    gone: int,
) -> None:
    asked: list[Visit] = [
        visit(
            f"v{n}",
            at,
            opens=opens,
            closes=opens + 100,
            skills=GAS if gas else frozenset(),
            parts=(parts,),
        )
        for n, (at, opens, gas, parts) in enumerate(visits)
    ]
    crew: list[Technician] = [
        technician(
            f"t{n}",
            home,
            skills=GAS if gas else frozenset(),
            parts=(2,),
            stops=260,
            rests=tuple(
                Rest(length, opens, opens + 40)
                for length, opens in sorted(breaks, key=lambda each: each[1])
            ),
        )
        for n, (home, gas, breaks) in enumerate(people)
    ]
    of = day(asked, crew, (4,))
    before = solve(of, rounds(20))
    assert check(of, before) == ()
    later = frozen(of, before, now)
    there = later.technicians
    there = tuple(who for n, who in enumerate(there) if who.begun or n != gone) or there
    later = replace(later, visits=(*later.visits, visit("new", 5)), technicians=there)
    again = replan(later, before, rounds(20))
    assert check(later, again) == ()
    for found in insertions(later, kept(later, before), visit("new", 5)):
        assert "new" in {stop.visit for stop in found.route.stops}
    assert check(later, solve(later, rounds(20), before=before, moving=30)) == ()
