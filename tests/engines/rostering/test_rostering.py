"""Whatever is asked for, the law holds; what is missing is shown with what stands in the way."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongdan.engines.rostering.checking import check
from gongdan.engines.rostering.first import first_roster
from gongdan.engines.rostering.model import Period, Roster, Rules, Wish
from gongdan.engines.rostering.sense import senseless
from gongdan.engines.rostering.solving import Effort, changed, solve
from tests.engines.rostering.periods import (
    DAY_SHIFT,
    LATE,
    NIGHT,
    duty,
    need,
    period,
    person,
    rostered,
    short,
)
from tests.examples import tries

CREW = ["ann", "bob", "cid", "dan"]


def crew(*names: str) -> list:
    return [person(name) for name in names or CREW]


def test_a_need_that_can_be_met_is_met() -> None:
    found = rostered(period(crew("ann", "bob"), [need(7)]))
    assert found.gaps == ()
    assert found.bound == 0
    assert len(found.duties) == 7


def test_nobody_works_more_days_in_a_row_than_the_law_allows() -> None:
    found = rostered(period([person("ann", most_hours=80)], [need(7)]))
    assert len(found.duties) == 6
    (gap,) = found.gaps
    assert gap.blocked == {"days_in_row": 1}


def test_days_worked_before_the_period_count() -> None:
    found = rostered(period([person("ann", days_before=5)], [need(3)]))
    assert len(found.duties) == 2
    assert {each.day for each in found.duties} != {0, 1}


def test_hours_of_a_week_are_a_limit_and_the_gap_says_so() -> None:
    found = rostered(period([person("ann", most_hours=16)], [need(4)]))
    assert short(found) == 16
    assert {why for gap in found.gaps for why in gap.blocked} == {"week_hours"}


def test_between_two_duties_lies_the_rest() -> None:
    needs = [
        need(
            2,
            first=14,
            last=22,
        ),
        replace(need(2), skill="power"),
    ]
    both = person("ann", skills=frozenset({"gas", "power"}))
    found = rostered(period([both], needs, kinds=(DAY_SHIFT, LATE)))
    late = {each.day for each in found.duties if each.kind == "late"}
    early = {each.day for each in found.duties if each.kind == "day"}
    assert not {day + 1 for day in late} & early


def test_the_rest_after_the_last_duty_before_the_period_is_kept() -> None:
    found = rostered(period([person("ann", ended=0)], [need(1)]))
    assert found.gaps[0].blocked == {"rest": 1}


def test_who_is_away_is_not_on_duty_and_that_is_said() -> None:
    found = rostered(period([person("ann", absent=frozenset({1}))], [need(3)]))
    assert {each.day for each in found.duties} == {0, 2}
    assert found.gaps[0].blocked == {"absent": 1}


def test_a_night_that_would_end_on_a_day_of_absence_is_not_worked() -> None:
    away = person("ann", absent=frozenset({1}))
    found = rostered(period([away], [need(3, first=22, last=24)], kinds=(NIGHT,)))
    assert {each.day for each in found.duties} == {2}


def test_nobody_has_the_skill_and_that_is_said() -> None:
    found = rostered(period(crew("ann", "bob"), [replace(need(1), skill="lift")]))
    assert found.gaps[0].blocked == {"skill": 2}


def test_somebody_elsewhere_is_named_as_such() -> None:
    found = rostered(period(crew("ann"), [replace(need(1), place="south")]))
    assert found.gaps[0].blocked == {"place": 1}


def test_nights_are_shared() -> None:
    nights = need(8, first=22, last=24)
    found = rostered(period(crew("ann", "bob"), [nights], kinds=(NIGHT,)))
    shares = Counter(each.person for each in found.duties)
    assert shares["ann"] == shares["bob"] == 4


def test_who_had_more_nights_before_gets_fewer_now() -> None:
    people = [person("ann", nights=4), person("bob")]
    found = rostered(period(people, [need(4, first=22, last=24)], kinds=(NIGHT,)))
    assert Counter(each.person for each in found.duties)["bob"] == 4


def test_work_is_shared_out() -> None:
    found = rostered(period(crew("ann", "bob", "cid"), [need(5)]))
    shares = Counter(each.person for each in found.duties)
    assert sorted(shares.values()) == [1, 2, 2]


def test_half_of_the_hours_is_half_of_the_work() -> None:
    found = rostered(period([person("ann"), person("bob", most_hours=20)], [need(6)]))
    assert Counter(each.person for each in found.duties) == {"ann": 4, "bob": 2}


def test_nobody_works_for_the_sake_of_fairness() -> None:
    assert len(rostered(period(crew("ann", "bob", "cid"), [need(1)])).duties) == 1


def test_a_wish_is_granted_where_it_costs_nothing() -> None:
    off = person("ann", wishes=(Wish(0),))
    found = rostered(period([off, person("bob")], [need(1)]))
    assert [each.person for each in found.duties] == ["bob"]


def test_a_need_comes_before_a_wish() -> None:
    off = person("ann", wishes=(Wish(0, weight=3),))
    assert rostered(period([off], [need(1)])).gaps == ()


def test_a_fixed_duty_is_kept_even_where_it_serves_nothing() -> None:
    found = rostered(period(crew("ann"), [need(2, count=0)], fixed=(duty("ann", 1),)))
    assert found.duties == (duty("ann", 1),)


@pytest.mark.parametrize(
    ("who", "fixed", "why"),
    [
        (person("ann", absent=frozenset({0})), [duty("ann", 0)], "absent"),
        (person("ann", skills=frozenset()), [duty("ann", 0)], "skill"),
        (person("ann", most_hours=8), [duty("ann", 0), duty("ann", 1)], "week_hours"),
        (person("ann"), [duty("ann", 0, "night"), duty("ann", 1)], "rest"),
    ],
)
def test_of_fixed_duties_against_the_law_the_fewest_are_given_up(
    who: object, fixed: list, why: str
) -> None:
    of = period([who], [need(2)], kinds=(DAY_SHIFT, NIGHT), fixed=tuple(fixed))
    found = rostered(of)
    assert [(each.what, each.why) for each in found.relaxed] == [("fixed", why)]


def test_a_must_without_people_is_given_up_for_those_days_only() -> None:
    away = person("ann", absent=frozenset({1}))
    found = rostered(period([away], [need(3, must=True)]))
    assert [(each.what, each.day) for each in found.relaxed] == [("must", 1)]


def test_a_must_comes_before_all_other_needs() -> None:
    both = person("ann", skills=frozenset({"gas", "lift"}))
    needs = [replace(need(1), skill="lift"), need(1, must=True)]
    assert [each.skill for each in rostered(period([both], needs)).duties] == ["gas"]


def test_hours_owed_are_given_less_those_of_days_away() -> None:
    away = person("ann", least_hours=40, absent=frozenset({0, 1, 2}))
    found = rostered(period([away], [need(7, count=0)]))
    assert len(found.duties) == 3
    assert found.relaxed == ()


def test_hours_that_cannot_be_given_are_named() -> None:
    found = rostered(period([person("ann", least_hours=60)], [need(7)]))
    assert [(each.what, each.person) for each in found.relaxed] == [("least_hours", "ann")]


def test_when_one_falls_ill_few_duties_change() -> None:
    of = period(crew(), [need(7, count=2)])
    before = rostered(of)
    ill = before.duties[0].person
    lost = [each for each in before.duties if each.person == ill and each.day < 3]
    people = tuple(
        replace(who, absent=frozenset({0, 1, 2})) if who.id == ill else who for who in of.people
    )
    after = rostered(replace(of, people=people, before=before.duties))
    gone, new = changed(before.duties, after.duties)
    assert after.gaps == ()
    assert len(gone) == len(new) == len(lost)


def test_with_no_time_at_all_the_first_roster_stands() -> None:
    of = period(crew(), [need(7, count=2, must=True)], fixed=(duty("ann", 0),))
    found = solve(of, Effort(seconds=1e-6, threads=1))
    assert check(of, found) == ()
    assert duty("ann", 0) in found.duties
    assert found.bound == 1  # nothing is known of how much better one could be


@pytest.mark.parametrize(
    ("what", "duties"),
    [
        ("unknown", [duty("eve", 0)]),
        ("outside", [duty("ann", 9)]),
        ("skill", [replace(duty("ann", 0), skill="lift")]),
        ("place", [replace(duty("ann", 0), place="south")]),
        ("kind", [duty("bob", 0, "night")]),
        ("absent", [duty("cid", 0)]),
        ("two_a_day", [duty("ann", 0), duty("ann", 0, "night")]),
        ("rest", [duty("ann", 0, "night"), duty("ann", 1)]),
        ("rest", [duty("dan", 0)]),
        ("week_hours", [duty("bob", 0), duty("bob", 1)]),
        ("days_in_row", [duty("ann", day) for day in range(7)]),
        ("fixed_lost", []),
        ("must_short", []),
        ("least_hours", []),
    ],
)
def test_the_checker_finds_each_lie(what: str, duties: list) -> None:
    people = [
        person("ann", most_hours=99),
        person("bob", kinds=frozenset({"day"}), most_hours=8),
        person("cid", absent=frozenset({0}), least_hours=8),
        person("dan", ended=0),
    ]
    needs, kinds = [need(7, must=True)], (DAY_SHIFT, NIGHT)
    of = period(people, needs, kinds=kinds, fixed=(duty("ann", 6),))
    assert what in {each.what for each in check(of, Roster(tuple(duties)))}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"days": 0}, "days"),
        ({"days": 3}, "needs[0].hours"),
        ({"weekday": 7}, "weekday"),
        ({"kinds": (DAY_SHIFT, DAY_SHIFT)}, "kinds"),
        ({"kinds": (replace(NIGHT, begins=30),)}, "kinds[0]"),
        ({"people": (person("ann"), person("ann"))}, "people"),
        ({"people": (person("ann", ended=5),)}, "people[0]"),
        ({"fixed": (duty("eve", 0),)}, "fixed[0]"),
        ({"rules": Rules(rest=-1)}, "rules"),
    ],
)
def test_what_makes_no_sense_is_said_before(change: dict[str, object], where: str) -> None:
    of = replace(period(crew(), [need(2)]), **change)
    assert where in {each.where for each in senseless(of)}


@st.composite
def periods(draw: st.DrawFn) -> Period:
    days = draw(st.integers(1, 9))
    flags = st.frozensets(st.integers(0, days - 1), max_size=3)
    people = [
        person(
            name,
            skills=draw(st.frozensets(st.sampled_from(["gas", "lift"]))),
            most_hours=draw(st.integers(0, 50)),
            least_hours=draw(st.integers(0, 50)),
            absent=draw(flags),
            ended=draw(st.integers(-20, 0)),
            days_before=draw(st.integers(0, 8)),
        )
        for name in CREW[: draw(st.integers(0, 4))]
    ]
    needs = [
        need(days, draw(st.integers(0, 3)), must=draw(st.booleans())),
        replace(need(days, draw(st.integers(0, 2)), first=20, last=24), skill="lift"),
    ]
    fixed = [
        duty(draw(st.sampled_from(people)).id, draw(st.integers(0, days - 1)), "night")
        for _ in range(draw(st.integers(0, 3)) if people else 0)
    ]
    kinds = (DAY_SHIFT, LATE, NIGHT)
    return period(people, needs, kinds=kinds, fixed=tuple(fixed))


@given(of=periods())
@settings(max_examples=tries(40), deadline=None)
def test_whatever_the_period_no_law_is_broken(of: Period) -> None:
    assert check(of, solve(of, Effort(seconds=1, threads=1))) == ()
    lawful = {each.what for each in check(of, Roster(first_roster(of)))}
    assert lawful <= {"fixed_lost", "least_hours", "must_short"}
