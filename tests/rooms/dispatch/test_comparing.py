"""A new triage model beside the live one: what orders must say before it speaks, and who stops it."""

import numpy as np
import pytest

from gongdan.kernel.messages import Refused
from gongdan.rooms.dispatch.domain.comparing import PRECISION, Comparison, TwoAnswers, compared
from gongdan.rooms.dispatch.domain.stages import Move, Standing, Step, settled, take_over
from tests.rooms.dispatch.test_trials import SINCE

TRIED = Step(2, "shadow", SINCE, None, "")
STANDING = Standing(1, 0, TRIED, SINCE)


def orders(
    count: int,
    *,
    live: float,
    new: float,
    said: str = "hvac",
    routed: bool = True,
    new_routed: bool = True,
    seed: int = 1,
) -> list[TwoAnswers]:
    """Return orders of a category that either model tells rightly with its chance."""
    chance = np.random.default_rng(seed)
    first, second = chance.random(count) < live, chance.random(count) < new
    return [
        TwoAnswers(said, said if a else "other", routed, said if b else "other", new_routed)
        for a, b in zip(first, second, strict=True)
    ]


def test_of_nothing_nothing_is_said() -> None:
    said = compared([])
    assert (said.finding, said.cases, said.categories) == ("too_few", 0, {})
    assert settled(TRIED, said.finding, overdue=False) is None


def test_a_better_model_takes_over_by_itself_once_enough_orders_say_so() -> None:
    assert compared(orders(59, live=0.6, new=0.95)).finding == "too_few"
    said = compared(orders(200, live=0.7, new=0.95))
    assert (said.finding, said.low > 0) == ("ready", True)
    assert settled(TRIED, said.finding, overdue=False) == (Move(2, "whole"), "better")


def test_a_model_that_says_the_same_stays_on_trial_and_goes_in_the_end() -> None:
    same = compared(orders(500, live=1.0, new=1.0))
    assert (same.finding, same.differ) == ("too_one_sided", 0)
    assert settled(TRIED, same.finding, overdue=False) is None
    assert settled(TRIED, same.finding, overdue=True) == (Move(2, "retired"), "no_gain")


def test_a_model_that_is_certainly_worse_goes_at_once() -> None:
    said = compared(orders(300, live=0.9, new=0.6))
    assert (said.finding, said.high < 0) == ("worse", True)
    assert settled(TRIED, said.finding, overdue=False) == (Move(2, "retired"), "worse")


def harming() -> Comparison:
    lift = orders(30, live=0.95, new=0.3, said="elevator", seed=2)
    return compared([*orders(400, live=0.6, new=0.95), *lift])


def test_no_category_pays_for_the_others() -> None:
    said = harming()
    assert (said.finding, said.harmed) == ("harms_group", "elevator")
    assert said.gain.mean > 0.2


def test_who_is_right_oftener_must_not_act_more_rashly() -> None:
    rash = orders(300, live=0.5, new=0.6, routed=False)
    sure = [
        TwoAnswers("hvac", "hvac", True, "hvac" if at % 4 else "other", True) for at in range(120)
    ]
    doubtful = [TwoAnswers("hvac", "other", False, "hvac", False)] * 120
    said = compared([*rash, *sure, *doubtful])
    assert (said.finding, said.harmed) == ("harms_group", PRECISION)
    assert said.routing.right == said.routing.count == 120


def test_a_person_may_be_sooner_than_the_figures_but_not_against_them() -> None:
    assert take_over(STANDING, 2, "too_few", "") == [Move(2, "whole")]
    assert take_over(STANDING, 2, "not_better", "") == [Move(2, "whole")]
    for finding, code in (
        ("worse", "dispatch_triage_worse"),
        ("harms_group", "dispatch_triage_harms"),
    ):
        refused = take_over(STANDING, 2, finding, "elevator")  # type: ignore[arg-type]  # a text of the table
        assert isinstance(refused, Refused)
        assert refused.code == code
    assert isinstance(take_over(STANDING, 3, "ready", ""), Refused)


@pytest.mark.parametrize("better", [0.0, 0.2])
def test_chance_hardly_ever_takes_over_and_a_better_model_mostly_does(better: float) -> None:
    """Forty trials of 400 orders, looked at after every twenty."""
    promoted = 0
    for seed in range(40):
        rows = orders(400, live=0.7, new=0.7 + better, seed=seed)
        promoted += any(compared(rows[:at]).finding == "ready" for at in range(60, 401, 20))
    assert promoted <= 3 if not better else promoted >= 36
