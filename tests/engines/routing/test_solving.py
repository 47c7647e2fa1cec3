"""A plan keeps every rule of the day, and says why what is left out is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.engines.routing.checking import check
from gongdan.engines.routing.model import Day, Plan, Technician, Visit, distance_of
from gongdan.engines.routing.solving import solve
from tests.engines.routing.days import day, rounds, technician, visit
from tests.examples import tries

SKILLS = st.frozensets(st.sampled_from(["gas", "power", "lift"]), max_size=2)


def planned(of: Day, before: Plan | None = None) -> Plan:
    plan = solve(of, rounds(200), before=before)
    assert check(of, plan) == ()
    return plan


def who_does(plan: Plan) -> dict[str, str]:
    return {stop.visit: route.technician for route in plan.routes for stop in route.stops}


def test_the_way_along_a_line_is_gone_once() -> None:
    found = planned(day([visit("far", 9), visit("near", 3)], [technician("ann")]))
    assert [stop.visit for stop in found.routes[0].stops] in (["near", "far"], ["far", "near"])
    assert distance_of(day([], [technician("ann")]), found) == 180


def test_a_visit_goes_to_whoever_has_the_skill_even_if_it_is_farther() -> None:
    people = [technician("near"), technician("far", 9, skills=frozenset({"gas"}))]
    found = planned(day([visit("boiler", 1, skills=frozenset({"gas"}))], people))
    assert who_does(found) == {"boiler": "far"}


def test_a_visit_that_is_kept_for_somebody_goes_to_him() -> None:
    people = [technician("ann"), technician("bob"), technician("cid")]
    found = planned(day([visit("meter", 1, only=frozenset({"bob"}))], people))
    assert who_does(found) == {"meter": "bob"}


def test_a_tool_that_is_not_in_the_van_is_fetched_at_the_store() -> None:
    of = day([visit("drill", 9, tools=frozenset({"drill"}))], [technician("ann")], stores=(2,))
    (route,) = planned(of).routes
    assert [(stop.visit, stop.place) for stop in route.stops] == [("", 2), ("drill", 9)]


def test_parts_last_as_long_as_the_stock() -> None:
    filters = [visit(f"filter {n}", n, parts=(1,)) for n in (1, 2, 3)]
    found = planned(day(filters, [technician("ann", parts=(2,))]))
    assert len(found.unplanned) == 1
    assert found.unplanned[0].why == "no_room"


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"skills": frozenset({"gas"})}, "skills"),
        ({"tools": frozenset({"crane"})}, "tools"),
        ({"parts": (3,)}, "parts"),
        ({"opens": 0, "closes": 20}, "hours"),
        ({"only": frozenset({"nobody"})}, "reserved"),
    ],
)
def test_what_nobody_can_do_is_left_out_with_the_reason(
    wanted: dict[str, object], why: str
) -> None:
    found = planned(day([visit("hard", 9, **wanted), visit("easy", 1)], [technician("ann")]))
    assert [(each.visit, each.why) for each in found.unplanned] == [("hard", why)]


def test_a_visit_that_is_not_worth_the_way_is_left_out() -> None:
    far = visit("far", 9, must=False, worth=50)
    near = visit("near", 1, must=False, worth=50)
    found = planned(day([far, near], [technician("ann")]))
    assert [each.visit for each in found.unplanned] == ["far"]


def test_a_search_goes_on_from_the_plan_before() -> None:
    of = day([visit(f"v{n}", n) for n in range(1, 9)], [technician("ann"), technician("bob", 9)])
    before = planned(of)
    again = solve(of, rounds(1), before=before)
    assert distance_of(of, again) <= distance_of(of, before)


@given(
    visits=st.lists(
        st.builds(
            lambda place, opens, skills, parts: (place, opens, skills, parts),
            st.integers(0, 9),
            st.integers(0, 200),
            SKILLS,
            st.integers(0, 2),
        ),
        max_size=8,
    ),
    people=st.lists(st.tuples(st.integers(0, 9), SKILLS, st.integers(0, 4)), max_size=3),
    store=st.none() | st.integers(0, 9),
)
@settings(max_examples=tries(60), deadline=None)
def test_whatever_the_day_no_rule_is_broken(
    visits: list[tuple[int, int, frozenset[str], int]],
    people: list[tuple[int, frozenset[str], int]],
    store: int | None,
) -> None:
    asked: list[Visit] = [
        visit(f"v{n}", place, opens=opens, closes=opens + 100, skills=skills, parts=(parts,))
        for n, (place, opens, skills, parts) in enumerate(visits)
    ]
    crew: list[Technician] = [
        technician(f"t{n}", home, skills=skills, parts=(parts,), stops=250)
        for n, (home, skills, parts) in enumerate(people)
    ]
    of = day(asked, crew, () if store is None else (store,))
    assert check(of, solve(of, rounds(30))) == ()
