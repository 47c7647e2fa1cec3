"""Confidence rises with the margin, and thresholds keep what they promise."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.engines.triage.calibration import calibrate, scope_floor, threshold
from tests.examples import tries

PAIRS = st.lists(st.tuples(st.floats(-3, 3, width=32), st.booleans()), min_size=1, max_size=200)


@given(PAIRS)
@settings(max_examples=tries(60))
def test_a_longer_lead_is_never_less_confidence(pairs: list[tuple[float, bool]]) -> None:
    margins = np.array([[margin, -margin] for margin, _ in pairs], np.float32)
    truth = np.array([int((margin < 0) == right) for margin, right in pairs], np.int64)
    found = calibrate(margins, truth)
    leads = np.linspace(0, 1, 300, dtype=np.float32)
    confidence = found.confidence(np.stack([leads, 0 * leads], axis=1))
    assert np.all(np.diff(confidence) > 0)
    assert confidence[0] >= 0
    assert confidence[-1] <= 1


@given(PAIRS, st.floats(0.5, 0.99))
@settings(max_examples=tries(60))
def test_what_passes_the_threshold_was_right_often_enough(
    pairs: list[tuple[float, bool]], precision: float
) -> None:
    confidence = np.array([abs(margin) / 3 for margin, _ in pairs])
    right = np.array([each for _, each in pairs])
    taken = confidence >= threshold(confidence, right, precision)
    assert not taken.any() or right[taken].mean() >= precision


def test_too_few_held_out_texts_promise_little() -> None:
    found = calibrate(np.eye(3, dtype=np.float32), np.arange(3))
    assert found.confidence(np.array([[9, 0, -1]], np.float32))[0] < 0.65


def test_what_counts_is_the_lead_over_the_next_label_not_over_all() -> None:
    margins = np.repeat(np.array([[1, 0, -1, -1], [1, 0, 0, 0]], np.float32), 20, axis=0)
    near, far = calibrate(margins, np.zeros(40, np.int64)).confidence(margins[[0, -1]])
    assert near == far


def test_the_scope_floor_costs_what_was_allowed() -> None:
    best = np.arange(1_000, dtype=np.float32)
    floor = scope_floor(best, np.ones(1_000, bool), 0.02)
    assert (best < floor).sum() == 20
    assert scope_floor(best, np.zeros(1_000, bool), 0.02) == -np.inf
