"""The checker finds each way in which a plan can lie."""

import pytest
from msgspec.structs import replace

from gongdan.engines.routing.checking import check
from gongdan.engines.routing.model import Plan, Route, Stop, Unplanned
from tests.engines.routing.days import day, technician, visit

DAY = day(
    [
        visit("a", 1, opens=10, closes=20),
        visit("b", 2, skills=frozenset({"gas"}), parts=(1,)),
        visit("c", 3, tools=frozenset({"drill"}), only=frozenset({"ann"})),
    ],
    [
        technician("ann", skills=frozenset({"gas"}), tools=frozenset({"drill"}), parts=(1,)),
        technician("bob", stops=60),
    ],
    stores=(5,),
)
STOPS = (Stop(1, "a", 10, 10), Stop(2, "b", 25, 25), Stop(3, "c", 40, 40))
RIGHT = Route("ann", STOPS, 0, 75)


def of(*stops: Stop, who: str = "ann", leaves: int = 0, returns: int = 999) -> Route:
    return Route(who, stops, leaves, returns)


def found(*routes: Route, left: tuple[str, ...] = ()) -> set[str]:
    plan = Plan(routes, tuple(Unplanned(each, "no_room") for each in left))
    return {each.what for each in check(DAY, plan)}


def test_a_right_plan_has_no_violation() -> None:
    assert found(RIGHT) == set()


@pytest.mark.parametrize(
    ("routes", "left", "what"),
    [
        ([], ("a", "b"), "visit_lost"),
        ([RIGHT], ("a",), "visit_twice"),
        ([RIGHT], ("x",), "unknown_visit"),
        ([replace(RIGHT, technician="eve")], (), "unknown_technician"),
        ([RIGHT, of()], (), "technician_twice"),
        ([of(Stop(9, "a", 90, 90))], ("b", "c"), "wrong_place"),
        ([of(Stop(4, "", 40, 40))], ("a", "b", "c"), "no_store"),
        ([of(Stop(1, "a", 5, 10), leaves=-5)], ("b", "c"), "leaves_early"),
        ([of(Stop(1, "a", 9, 10))], ("b", "c"), "too_fast"),
        ([of(Stop(1, "a", 12, 11))], ("b", "c"), "too_fast"),
        ([of(Stop(1, "a", 10, 25))], ("b", "c"), "begins_late"),
        ([of(Stop(1, "a", 10, 10), returns=20)], ("b", "c"), "returns_late"),
        ([of(Stop(1, "a", 10, 20), Stop(5, "", 65, 65), who="bob")], ("b", "c"), "returns_late"),
        ([of(Stop(2, "b", 20, 20), who="bob")], ("a", "c"), "skills"),
        ([of(Stop(2, "b", 20, 20), who="bob")], ("a", "c"), "parts"),
        ([of(Stop(3, "c", 30, 30), who="bob")], ("a", "b"), "reserved"),
        ([of(Stop(3, "c", 30, 30), who="bob")], ("a", "b"), "tools"),
    ],
)
def test_each_lie_is_found(routes: list[Route], left: tuple[str, ...], what: str) -> None:
    assert what in found(*routes, left=left)


def test_work_that_begins_before_its_window_is_found() -> None:
    early = day([visit("a", 1, opens=50)], [technician("ann")])
    plan = Plan((of(Stop(1, "a", 10, 10)),))
    assert [each.what for each in check(early, plan)] == ["begins_early"]


def test_after_a_call_at_a_store_nothing_is_missing() -> None:
    route = of(Stop(5, "", 50, 50), Stop(3, "c", 70, 70), who="bob")
    assert found(route, left=("a", "b")) == {"reserved", "returns_late"}
