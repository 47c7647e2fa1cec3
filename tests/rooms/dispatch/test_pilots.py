"""What a pilot proves, for which orders a policy counts, and which orders teach: pure."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.rooms.dispatch.contract import Mode, Policy, Triage
from gongdan.rooms.dispatch.domain.pilots import (
    ASKED,
    SeenOrder,
    categories_of,
    enough,
    missing,
    right_at,
    shown,
    wilson,
)
from gongdan.rooms.dispatch.domain.policies import policy_for, told
from gongdan.rooms.dispatch.domain.pool import text_fault
from gongdan.rooms.dispatch.domain.scopes import drawn, in_scope

shares = st.integers(0, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def orders(*told_of: tuple[int, str, float, str]) -> list[SeenOrder]:
    """Return so many orders of each: predicted, how surely, and what a person said."""
    return [
        SeenOrder(UUID(int=at), None, predicted, sureness, said, stood=False)
        for count, predicted, sureness, said in told_of
        for at in range(count)
    ]


@given(shares)
def test_an_interval_holds_its_share_and_no_more_than_everything(share: tuple[int, int]) -> None:
    hits, of = share
    found = wilson(hits, of)
    assert 0 <= found.low <= (hits / of if of else 0.5) <= found.high + 1e-12
    assert found.high <= 1


def test_wilson_s_interval_is_the_published_one() -> None:
    found = wilson(400, 412)
    assert (round(found.low, 3), round(found.high, 3)) == (0.95, 0.983)


@given(shares)
def test_what_is_missing_is_enough_and_one_less_is_not(share: tuple[int, int]) -> None:
    hits, of = share
    more = missing(wilson(hits, of))
    assert enough(wilson(hits + more, of + more))
    assert more == 0 or not enough(wilson(hits + more - 1, of + more - 1))


def test_few_orders_prove_nothing_however_right_they_are() -> None:
    found = shown("hvac", orders((20, "hvac", 0.9, "hvac")))
    assert (found.advice.verdict, found.advice.missing) == ("more", 15)
    assert found.agreement.low < ASKED


def test_it_is_advised_from_the_lowest_sureness_that_is_right_often_enough() -> None:
    seen = orders((60, "hvac", 0.86, "hvac"), (20, "hvac", 0.6, "plumbing"))
    found = shown("hvac", seen)
    assert (found.advice.verdict, found.advice.threshold) == ("advisable", 0.7)
    at = next(each for each in found.at if each.threshold == 0.85)
    assert (at.right.hits, at.right.of, at.covered.hits, at.covered.of) == (60, 60, 60, 60)


def test_what_is_often_wrong_is_said_to_be_wrong() -> None:
    found = shown("hvac", orders((60, "hvac", 0.97, "hvac"), (40, "hvac", 0.97, "plumbing")))
    assert found.advice.verdict == "wrong"


def test_what_nobody_judged_counts_for_volume_and_coverage_alone() -> None:
    found = shown("hvac", orders((50, "hvac", 0.9, ""), (5, "hvac", 0.9, "hvac")))
    assert (found.orders, found.said, found.agreement.of) == (55, 5, 5)
    assert found.at[0].covered.hits == 55


def test_an_order_that_a_person_called_otherwise_belongs_there_and_counts_against_it() -> None:
    seen = orders((3, "hvac", 0.9, "plumbing"), (1, "hvac", 0.9, "hvac"))
    assert categories_of(seen) == ["plumbing", "hvac"]
    assert right_at("hvac", seen, 0.5).hits == 1
    assert shown("plumbing", seen).at[0].covered.hits == 0


@given(st.uuids(), st.integers(1, 100), st.integers(1, 100))
def test_a_larger_share_holds_every_order_of_a_smaller_one(
    order: UUID, one: int, other: int
) -> None:
    small, large = sorted((one, other))
    if in_scope(Policy(type_key="t", share=small), order, ()):
        assert in_scope(Policy(type_key="t", share=large), order, ())
    assert in_scope(Policy(type_key="t"), order, ())


def test_shares_are_about_what_they_say() -> None:
    taken = sum(drawn(UUID(int=at)) < 20 for at in range(10_000))
    assert 1_900 < taken < 2_100


def test_outside_its_unit_and_share_a_policy_counts_for_nothing() -> None:
    unit, order = UUID(int=1), UUID(int=7)
    pilot = Policy(type_key="t", category="hvac", mode=Mode.PILOT, unit=unit)
    whole = Policy(type_key="t", mode=Mode.POOL)
    found = [
        policy_for((pilot, whole), "t", "hvac", order=order, units=units).mode
        for units in ((unit,), (UUID(int=2),))
    ]
    assert found == [Mode.PILOT, Mode.POOL]


def test_a_pilot_tells_nobody_what_it_thinks_until_a_person_has_spoken() -> None:
    pilot = Policy(type_key="t", mode=Mode.PILOT)
    thought = Triage(label="hvac", confidence=0.9, verdict="route", origin="orders", model="m")
    silent = told(pilot, thought)
    assert (silent.category, silent.sureness, silent.verdict) == ("", 0.0, "silent")
    assert told(Policy(type_key="t"), thought) == thought


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "too_short"),
        ("门坏！", "too_short"),
        ("138 0013 8000", "personal_only"),
        ("李: li@example.com +86 138-0013-8000", "personal_only"),
        ("三楼空调漏水 13800138000", ""),
        ("P-101 is down", ""),
    ],
)
def test_a_text_that_says_nothing_teaches_nothing(text: str, why: str) -> None:
    assert text_fault(text) == why
