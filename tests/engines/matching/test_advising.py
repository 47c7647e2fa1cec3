"""A plugged-in model's word is one more reason: bounded, summed like the others, from a closed list."""

from math import isclose, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.matching.advising import MODEL, MOST_POINTS, advised, place, points_of
from gongdan.engines.matching.choosing import Exploring
from gongdan.engines.matching.crowd import Crowd, Person, Record
from gongdan.engines.matching.features import FEATURES, MOST_DUE, features
from gongdan.engines.matching.need import Need, Weights
from gongdan.engines.matching.ranking import Ranking, rank

HERE = {"latitude": 31.23, "longitude": 121.47}
NEED = Need(skills={"gas": 2}, category="leak", now=1_000.0, deadline=1_090.0, **HERE)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def crowd() -> Crowd:
    made = Crowd(("gas",), ("leak",))
    near = {"latitude": 31.24, "longitude": 121.47}
    made.put(Person(id="ann", skills={"gas": 5}, records={"leak": Record(40, 38)}, open=2, **near))
    made.put(Person(id="bob", skills={"gas": 2}, open=4, capacity=8, until=1_200.0))
    made.put(Person(id="cat", skills={"gas": 3}, capacity=0))
    return made


def found() -> Ranking:
    return rank(crowd(), NEED, Weights())


def of(person: str) -> dict[str, float]:
    best = found().best
    at = [each.person for each in best].index(person)
    return dict(zip(FEATURES, features(crowd(), NEED, best, 2)[at], strict=True))


@given(st.lists(NUMBERS, min_size=1))
def test_whatever_a_model_says_its_points_go_as_far_as_chance_does(said: list[float]) -> None:
    points = points_of(said)
    assert all(0 <= each <= MOST_POINTS == Exploring().within for each in points)
    for one, its in zip(said, points, strict=True):
        assert all(its <= more for other, more in zip(said, points, strict=True) if one <= other)


def test_a_model_that_says_the_same_of_all_says_nothing() -> None:
    assert points_of([7.0, 7.0]) == points_of([7.0, 7.000001]) == (0.0, 0.0)
    assert points_of([7.0, 7.1]) == (0.0, MOST_POINTS)


def test_its_points_are_a_term_of_the_sum_and_may_change_who_stands_first() -> None:
    best = found().best
    gap = best[0].score - best[1].score
    assert gap > 0
    after = advised(best, {best[0].person: 0.0, best[1].person: MOST_POINTS})
    assert {each.person: each.points[MODEL] for each in after} == {"ann": 0.0, "bob": 3.0}
    assert all(isclose(sum(each.points.values()), each.score, abs_tol=1e-6) for each in after)
    assert after[0].person == ("bob" if gap < MOST_POINTS else "ann")
    close = advised(best, {best[0].person: 0.0, best[1].person: gap + 0.5})
    assert [each.person for each in close] == ["bob", "ann"]


def test_who_is_alike_stays_where_our_own_score_put_him() -> None:
    best = found().best
    gap = best[0].score - best[1].score
    same = advised(best, {best[0].person: 0.0, best[1].person: gap})
    assert [each.person for each in same] == ["ann", "bob"]


def test_a_place_counts_those_before_and_is_none_for_who_was_not_asked_about() -> None:
    assert [place([5.0, 9.0, 5.0], at) for at in (0, 1, 2, None)] == [2, 1, 3, 0]


def test_features_tell_what_our_own_score_knows() -> None:
    ann, bob = of("ann"), of("bob")
    assert ann["skill_margin"] == pytest.approx(4 / 5)
    assert (ann["open_orders"], ann["capacity"], ann["load"]) == (2.0, 8.0, 0.25)
    assert (ann["history_tries"], round(ann["history_rate"], 2)) == (40.0, 0.92)
    assert (ann["travel_known"], ann["due_known"], ann["priority"]) == (1.0, 1.0, 2.0)
    assert ann["due_minutes"] == 90.0
    assert ann["slack_minutes"] == pytest.approx(90 - ann["travel_minutes"])
    assert 0 < ann["travel_minutes"] < 10
    assert (bob["travel_known"], bob["travel_minutes"]) == (0.0, 60.0)
    assert (bob["shift_minutes"], ann["shift_minutes"]) == (200.0, 1440.0)


def test_what_is_not_known_is_told_as_a_number_never_as_none() -> None:
    need = Need(category="outage", now=1_000.0)
    people = rank(crowd(), need, Weights()).best
    rows = features(crowd(), need, people, 3)
    assert not any(isnan(each) for row in rows for each in row)
    told = dict(zip(FEATURES, rows[0], strict=True))
    assert (told["due_minutes"], told["due_known"]) == (MOST_DUE, 0.0)


def test_nothing_protected_can_be_asked_for() -> None:
    known = " ".join(FEATURES)
    for word in ("age", "sex", "gender", "birth", "origin", "health", "name", "place", "standing"):
        assert word not in known.split("_")
    assert {"latitude", "longitude", "person", "standing"}.isdisjoint(FEATURES)
