"""The right person is found, with reasons that sum to the score, and a why-not for the others."""

from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.engines.matching.batch import assign
from gongdan.engines.matching.choosing import Exploring, choose
from gongdan.engines.matching.crowd import Crowd, Person, Record
from gongdan.engines.matching.need import Need, Weights
from gongdan.engines.matching.ranking import Candidate, rank, why_not
from gongdan.engines.matching.rules import Barred
from tests.examples import tries

SKILLS = ("gas", "power", "lift")
HERE = {"latitude": 31.23, "longitude": 121.47}
WEIGHTS = Weights()


def crowd(*people: Person) -> Crowd:
    made = Crowd(SKILLS, ("leak", "outage"))
    for person in people:
        made.put(person)
    return made


def somebody(name: str, **more: object) -> Person:
    return Person(**{"id": name, "skills": {"gas": 3}, **HERE, **more})


NEED = Need(skills={"gas": 2}, category="leak", **HERE)


def first(people: Crowd, need: Need = NEED) -> str:
    return rank(people, need, WEIGHTS).best[0].person


@pytest.mark.parametrize(
    "better",
    [
        {"skills": {"gas": 5}},
        {"open": 1},
        {"records": {"leak": Record(40, 39)}},
        {"share": 0.2},
        {"standing": 0.5},
    ],
)
def test_each_reason_can_decide(better: dict[str, object]) -> None:
    usual = {"open": 3, "records": {"leak": Record(40, 30)}}
    people = crowd(somebody("usual", **usual), somebody("better", **{**usual, **better}))
    assert first(people) == "better"


def test_who_is_nearer_comes_first() -> None:
    people = crowd(somebody("far", latitude=31.5), somebody("near", latitude=31.24))
    assert first(people) == "near"


def test_who_can_be_there_in_time_comes_before_who_is_nearer_but_busy() -> None:
    need = Need(skills={"gas": 1}, category="leak", deadline=60.0, **HERE)
    people = crowd(somebody("busy", free_at=180.0), somebody("free", latitude=31.3))
    assert first(people, need) == "free"


def test_a_perfect_record_of_two_orders_counts_less_than_a_good_one_of_fifty() -> None:
    people = crowd(
        somebody("new", records={"leak": Record(2, 2)}),
        somebody("old", records={"leak": Record(50, 48)}),
    )
    assert first(people) == "old"


@pytest.mark.parametrize(
    ("who", "need", "rule"),
    [
        ({"on_shift": False}, {}, Barred.OFF_SHIFT),
        ({"skills": {"gas": 1}}, {}, Barred.SKILL),
        ({"skills": {}}, {}, Barred.SKILL),
        ({}, {"skills": {"unheard_of": 1}}, Barred.SKILL),
        ({"open": 8}, {}, Barred.FULL),
        ({"capacity": 0}, {}, Barred.FULL),
        ({"until": 30.0}, {"minutes": 45.0}, Barred.SHIFT_ENDS),
        ({}, {"never": frozenset({"he"})}, Barred.EXCLUDED),
        ({}, {"only": frozenset({"she"})}, Barred.NOT_NAMED),
        ({"territories": frozenset({"north"})}, {"territory": "south"}, Barred.TERRITORY),
    ],
)
def test_a_rule_bars_and_says_which(
    who: dict[str, object], need: dict[str, object], rule: Barred
) -> None:
    wanted = Need(**{"skills": {"gas": 2}, "category": "leak", **HERE, **need})
    people = crowd(somebody("he", **who))
    assert why_not(people, wanted, "he") is rule
    found = rank(people, wanted, WEIGHTS)
    assert (found.best, found.barred, found.fitting) == ((), {rule: 1}, 0)


def test_somebody_whose_place_is_not_known_is_neither_near_nor_far_and_stays_visible() -> None:
    people = crowd(Person(id="hidden", skills={"gas": 3}), somebody("far", latitude=40.0))
    best = rank(people, NEED, WEIGHTS).best
    assert [each.person for each in best] == ["hidden", "far"]
    assert "km" not in best[0].facts


def test_who_is_brought_up_to_date_keeps_one_row() -> None:
    people = crowd(somebody("he", open=8))
    people.put(somebody("he", open=0))
    assert len(people) == 1
    assert first(people) == "he"
    people.take_out("he")
    assert why_not(people, NEED, "he") is Barred.OFF_SHIFT


def test_a_crowd_grows_and_forgets_nobody() -> None:
    people = crowd(*(somebody(f"p{n}", open=n % 8) for n in range(100)))
    assert len(people) == 100
    assert rank(people, NEED, WEIGHTS, most=100).fitting == 100


PEOPLE = st.lists(
    st.builds(
        lambda lat, level, busy, share, tries: {
            "latitude": lat,
            "skills": {"gas": level},
            "open": busy,
            "share": share,
            "records": {"leak": Record(tries, tries / 2)},
        },
        st.floats(-80, 80),
        st.integers(0, 5),
        st.integers(0, 9),
        st.floats(0, 5),
        st.floats(0, 500),
    ),
    min_size=1,
    max_size=30,
)


@given(PEOPLE, st.integers(1, 7))
@settings(deadline=None)
def test_points_sum_to_the_score_and_the_best_are_the_best(
    several: list[dict[str, object]], most: int
) -> None:
    people = crowd(*(somebody(f"p{n}", **each) for n, each in enumerate(several)))
    everybody = rank(people, NEED, WEIGHTS, most=len(several))
    for each in everybody.best:
        assert isclose(sum(each.points.values()), each.score, abs_tol=1e-6)
        assert 0 <= each.score <= 100
    scores = [each.score for each in everybody.best]
    assert scores == sorted(scores, reverse=True)
    assert rank(people, NEED, WEIGHTS, most=most).best == everybody.best[:most]
    assert everybody.fitting + sum(everybody.barred.values()) == len(several)


@given(PEOPLE, st.integers(1, 4))
@settings(deadline=None, max_examples=tries(50))
def test_an_assignment_gives_nobody_two_orders_and_none_to_who_is_barred(
    several: list[dict[str, object]], orders: int
) -> None:
    people = crowd(*(somebody(f"p{n}", **each) for n, each in enumerate(several)))
    pairs = assign(people, [NEED] * orders, WEIGHTS)
    given_to = [each.person for each in pairs]
    assert len(set(given_to)) == len(given_to)
    assert len(pairs) == min(orders, rank(people, NEED, WEIGHTS).fitting)
    assert all(why_not(people, NEED, who) is Barred.NO for who in given_to)


def candidate(name: str, points: float) -> Candidate:
    return Candidate(name, points, {}, {})


BEST = [candidate("a", 80), candidate("b", 78), candidate("c", 60)]


def test_chance_reaches_near_ties_only() -> None:
    half = Exploring(within=3.0, often=0.5)
    chosen = [choose(BEST, draw / 100, half, critical=False) for draw in range(100)]
    names = [each.person for each in chosen if each]
    assert (names.count("a"), names.count("b"), names.count("c")) == (75, 25, 0)
    assert all(each and isclose(sum(each.propensities.values()), 1) for each in chosen)


def test_nothing_critical_is_left_to_chance() -> None:
    found = choose(BEST, 0.99, Exploring(often=0.9), critical=True)
    assert found is not None
    assert (found.person, found.propensity) == ("a", 1.0)


def test_of_nobody_nobody_is_chosen() -> None:
    assert choose([], 0.5, Exploring(), critical=False) is None
