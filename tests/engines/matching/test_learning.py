"""What came of decisions is judged fairly, chance opens no gate, and drift is heard soon."""

from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from gongdan.engines.matching.crowd import Record
from gongdan.engines.matching.drifting import SHIFTED, Watch, shift, watched
from gongdan.engines.matching.evaluating import (
    Estimate,
    Logged,
    doubly_robust,
    gain,
    inverse_propensity,
    self_normalised,
)
from gongdan.engines.matching.learning import LARGEST_STEP, Outcome, changes, learned, recorded
from gongdan.engines.matching.need import Weights
from gongdan.engines.matching.promoting import Demands, Kept, Promoted, judge

DECISIONS = 4_000


def logged(seed: int, *, better: float, model: float = 1.0) -> tuple[Logged, float]:
    """Return decisions between two people, and what always taking the second one would bring.

    The first one is taken four times of five and succeeds at 0.6, the second one `better` more
    often. `model` is how right the model of rewards is.
    """
    chance = np.random.default_rng(seed)
    second = chance.random(DECISIONS) < 0.2
    rates = np.where(second, 0.6 + better, 0.6)
    reward = (chance.random(DECISIONS) < rates).astype(np.float64)
    told = model * rates
    return (
        Logged(
            reward=reward,
            propensity=np.where(second, 0.2, 0.8),
            chance=second.astype(np.float64),
            expected=told,
            expected_there=np.full(DECISIONS, model * (0.6 + better)),
        ),
        0.6 + better,
    )


@pytest.mark.parametrize("estimate", [inverse_propensity, self_normalised, doubly_robust])
def test_estimates_of_a_policy_that_was_never_followed_cover_the_truth(
    estimate: object,
) -> None:
    inside = 0
    for seed in range(100):
        data, truth = logged(seed, better=0.15, model=0.5)
        found = estimate(data)  # type: ignore[operator] # one of three functions
        inside += found.low <= truth <= found.high
    assert inside >= 88  # 95 of 100 are to be expected


def test_a_model_of_rewards_makes_the_estimate_sharper() -> None:
    data, _ = logged(1, better=0.15)
    assert doubly_robust(data).error < inverse_propensity(data).error


def test_chance_opens_the_gate_in_less_than_one_of_twenty_null_experiments() -> None:
    promoted = 0
    for seed in range(200):
        data, _ = logged(seed, better=0.0)
        promoted += isinstance(judge("shadow", gain(data), DECISIONS, {}), Promoted)
    assert promoted <= 10


def test_a_challenger_that_is_better_goes_on_stage_by_stage() -> None:
    data, _ = logged(3, better=0.2)
    assert judge("shadow", gain(data), DECISIONS, {}) == Promoted("tenth")
    assert judge("tenth", gain(data), DECISIONS, {}) == Promoted("whole")


@pytest.mark.parametrize(
    ("found", "decisions", "groups", "why"),
    [
        (Estimate(0.2, 0.01, 900), 499, {}, Kept("too_few")),
        (Estimate(0.2, 0.01, 150), 900, {}, Kept("too_one_sided")),
        (Estimate(0.01, 0.01, 900), 900, {}, Kept("not_better")),
        (
            Estimate(0.2, 0.01, 900),
            900,
            {"night": Estimate(-0.1, 0.02, 300)},
            Kept("harms_group", "night"),
        ),
    ],
)
def test_the_gate_says_why_it_stays_shut(
    found: Estimate, decisions: int, groups: dict[str, Estimate], why: Kept
) -> None:
    assert judge("shadow", found, decisions, groups, demands=Demands()) == why


def test_a_loss_of_a_group_that_may_be_an_accident_does_not_count() -> None:
    groups = {"night": Estimate(-0.1, 0.2, 10)}
    assert isinstance(judge("tenth", Estimate(0.2, 0.01, 900), 900, groups), Promoted)


def test_the_reason_that_foretells_outcomes_gains_weight() -> None:
    chance = np.random.default_rng(5)
    parts = chance.random((2_000, 7))
    residuals = 0.4 * (parts[:, 3] - 0.5) + chance.normal(0, 0.3, 2_000)
    after = learned(Weights(), parts, residuals)
    gained = changes(Weights(), after)
    assert max(gained, key=lambda name: gained[name]) == "history"


@given(st.integers(0, 10_000), st.integers(2, 50))
def test_no_step_is_larger_than_a_fifth(seed: int, rows: int) -> None:
    chance = np.random.default_rng(seed)
    before = Weights()
    after = learned(before, chance.random((rows, 7)), chance.normal(0, 5, rows))
    for name in Weights.__struct_fields__:
        step = abs(getattr(after, name) / getattr(before, name) - 1)
        assert step <= LARGEST_STEP + 1e-9
    assert isclose(sum(asdict(after).values()), sum(asdict(before).values()))


def test_hard_orders_do_not_speak_against_whoever_takes_them() -> None:
    hard = recorded(Record(), Outcome(good=0.5, expected=0.3), usual=0.8)
    easy = recorded(Record(), Outcome(good=0.5, expected=0.9), usual=0.8)
    assert hard.good > easy.good
    assert recorded(Record(3, 2), Outcome(0, 0.9, blameless=True), usual=0.8) == Record(3, 2)


def test_a_swap_of_skills_is_heard_within_three_hundred_outcomes() -> None:
    chance = np.random.default_rng(7)
    watch = Watch()
    for _ in range(2_000):
        watch = watched(watch, float(chance.random() < 0.15))
    assert not watch.alarmed
    heard = 0
    while not watch.alarmed and heard < 1_000:
        watch, heard = watched(watch, float(chance.random() < 0.45)), heard + 1
    assert heard <= 300


def test_a_world_that_stays_alarms_nobody() -> None:
    alarms = 0
    for seed in range(50):
        chance = np.random.default_rng(seed)
        watch = Watch()
        for _ in range(3_000):
            watch = watched(watch, float(chance.random() < 0.2))
        alarms += watch.alarmed
    assert alarms <= 2


def test_a_mix_is_as_far_from_itself_as_nothing() -> None:
    mix = {"leak": 30.0, "outage": 70.0}
    assert isclose(shift(mix, {"leak": 3, "outage": 7}), 0, abs_tol=1e-12)
    assert shift(mix, {"leak": 70.0, "outage": 30.0}) > SHIFTED
    assert shift(mix, {"flood": 100.0}) > SHIFTED
