"""What arrays say of a crowd is what reckoning person by person says."""

from math import asin, cos, erf, inf, isclose, isnan, radians, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongdan.engines.matching import scoring
from gongdan.engines.matching.crowd import NOWHERE, Crowd, Person, Record
from gongdan.engines.matching.need import Need, Roads, Weights
from gongdan.engines.matching.ranking import Ranking, rank
from gongdan.engines.matching.rules import Barred, barred
from tests.examples import tries

SKILLS, KINDS, GROUNDS = ("gas", "power", "lift"), ("leak", "outage"), ("north", "south")
DEGREES = st.one_of(st.just(NOWHERE), st.sampled_from([31.2, 31.3]), st.floats(-90, 90))
WEIGHTS = Weights()


PERSONS = st.builds(
    Person,
    id=st.just(""),
    skills=st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 5)),
    latitude=DEGREES,
    longitude=DEGREES,
    territories=st.frozensets(st.sampled_from(GROUNDS)),
    on_shift=st.sampled_from([True, True, True, False]),
    until=st.sampled_from([inf, 100.0, 200.0]),
    free_at=st.sampled_from([0.0, 90.0]),
    open=st.integers(0, 9),
    share=st.sampled_from([0.0, 0.5, 3.0]),
    standing=st.sampled_from([-1.0, 0.0, 2.0]),
    records=st.dictionaries(st.sampled_from(KINDS), st.just(Record(20, 15))),
)
NEEDS = st.builds(
    Need,
    skills=st.dictionaries(st.sampled_from([*SKILLS, "unheard of"]), st.integers(0, 4), max_size=2),
    category=st.sampled_from([*KINDS, ""]),
    latitude=st.just(31.2),
    longitude=st.sampled_from([121.4, NOWHERE]),
    territory=st.sampled_from(["", *GROUNDS]),
    now=st.just(60.0),
    minutes=st.sampled_from([0.0, 30.0]),
    deadline=st.sampled_from([inf, 75.0, 120.0]),
    only=st.sampled_from([frozenset[str](), frozenset({"0", "2"})]),
    never=st.sampled_from([frozenset[str](), frozenset({"1"})]),
)


def minutes_between(person: Person, need: Need) -> float:
    """Return minutes of travel by the haversine, NaN where a place is not known."""
    one, two = radians(person.latitude), radians(need.latitude)
    turn = radians(person.longitude - need.longitude)
    chord = sin((one - two) / 2) ** 2 + cos(one) * cos(two) * sin(turn / 2) ** 2
    return 2 * 6_371.0088 * asin(sqrt(chord)) / 25.7 * 60


def rule_of(person: Person, need: Need) -> Barred:
    minutes = minutes_between(person, need)
    begins = max(person.free_at, need.now) + (0 if isnan(minutes) else minutes)
    checks = {
        Barred.OFF_SHIFT: not person.on_shift,
        Barred.EXCLUDED: person.id in need.never,
        Barred.NOT_NAMED: bool(need.only) and person.id not in need.only,
        Barred.TERRITORY: bool(need.territory) and need.territory not in person.territories,
        Barred.SKILL: any(
            person.skills.get(k, 0) < max(least, 1) for k, least in need.skills.items()
        ),
        Barred.FULL: person.open >= person.capacity,
        Barred.SHIFT_ENDS: begins + need.minutes > person.until,
    }
    return next((rule for rule, bars in checks.items() if bars), Barred.NO)


def points_of(person: Person, need: Need) -> list[float]:
    minutes = minutes_between(person, need)
    away = 0.0 if isnan(minutes) else minutes
    begins = max(person.free_at, need.now) + away
    over = min([person.skills[k] - least + 1 for k, least in need.skills.items()], default=5)
    late = (need.deadline - begins) / (0.45 * away + 5)
    record = person.records.get(need.category, Record())
    return [
        10 * min(max(over / 5, 0), 1),
        25 * (0.5 if isnan(minutes) else 60 / (60 + away)),
        15 * (1 - person.open / person.capacity),
        25 * (record.good + 8) / (record.tries + 10),
        15 * (1.0 if need.deadline == inf else (1 + erf(late / sqrt(2))) / 2),
        5 * min(max(1 - person.share / 2, 0), 1),
        5 * (min(max(person.standing, -1), 1) + 1) / 2,
    ]


def ranked(people: list[Person], need: Need, most: int, block: int) -> tuple[Crowd, Ranking]:
    crowd = Crowd(SKILLS, KINDS)
    for person in people:
        crowd.put(person)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "BLOCK", block)
        return crowd, rank(crowd, need, WEIGHTS, most=most)


@given(st.lists(PERSONS, max_size=8), NEEDS, st.integers(1, 6), st.integers(2, 9))
@settings(deadline=None, max_examples=tries(100))
def test_arrays_say_what_reckoning_person_by_person_says(
    drawn: list[Person], need: Need, most: int, block: int
) -> None:
    # everybody has a twin, so that there are ties
    people = [replace(each, id=str(at)) for at, each in enumerate([*drawn, *drawn])]
    crowd, found = ranked(people, need, most, block)

    rules = [rule_of(each, need) for each in people]
    assert barred(crowd, need, Roads()).tolist() == rules
    assert found.barred == {rule: rules.count(rule) for rule in Barred if rule and rule in rules}
    fits = {each.id: points_of(each, need) for each in people if not rule_of(each, need)}
    assert found.fitting == len(fits)

    for each in found.best:
        assert list(each.points.values()) == pytest.approx(fits[each.person], abs=1e-6)
        assert isclose(sum(each.points.values()), each.score, abs_tol=1e-6)
    best = [each.person for each in found.best]
    assert len(best) == min(most, len(fits))
    held = [(-each.score, people[int(each.person)].open, int(each.person)) for each in found.best]
    assert held == sorted(held)
    left_out = [sum(points) for who, points in fits.items() if who not in best]
    assert not left_out or max(left_out) <= found.best[-1].score + 1e-6
    assert not any(str(int(who) - len(drawn)) in fits.keys() - best for who in best)
