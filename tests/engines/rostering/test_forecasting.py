"""What is expected lies between what was and what is usual, and the interval holds what it says."""

import numpy as np
import pytest

from gongdan.engines.rostering.forecasting import HOURS, forecast, needed

GAS, LIFT = ("north", "gas"), ("north", "lift")
RATES = 2.0 + np.sin(np.arange(HOURS) / 24 * 2 * np.pi) * 1.5


def weeks(count: int, seed: int) -> list[list[int]]:
    return np.random.default_rng(seed).poisson(RATES, size=(count, HOURS)).tolist()


def test_many_weeks_are_believed() -> None:
    found = forecast({GAS: weeks(400, 1)})[GAS]
    assert float(np.abs(found.mean - RATES).max()) < 0.4


def test_two_weeks_are_believed_less_than_what_is_usual_in_the_house() -> None:
    few, truth = weeks(2, 3), RATES
    found = forecast({GAS: few, LIFT: weeks(50, 4)})[GAS]
    naive = np.array(few).mean(axis=0)
    assert np.abs(found.mean - truth).mean() < 0.7 * np.abs(naive - truth).mean()


@pytest.mark.parametrize("count", [3, 12, 50])
def test_nine_of_ten_weeks_to_come_lie_inside_the_interval(count: int) -> None:
    found = forecast({GAS: weeks(count, 5)})[GAS]
    to_come = np.array(weeks(200, 6))
    inside = ((found.low <= to_come) & (to_come <= found.high)).mean()
    assert 0.88 <= inside <= 0.99


def test_without_a_week_nothing_is_expected_and_that_is_said() -> None:
    found = forecast({GAS: [], LIFT: weeks(3, 1)})[GAS]
    assert (found.weeks, float(found.mean.sum())) == (0, 0.0)


def test_a_house_without_orders_expects_none() -> None:
    found = forecast({GAS: [[0] * HOURS] * 3})[GAS]
    assert float(found.mean.max()) < 0.01


def test_work_that_takes_longer_than_an_hour_keeps_people_in_the_next_one() -> None:
    orders = [0.0] * HOURS
    orders[10] = 4.0
    found = needed(orders, hours_each=1.5, busy=1.0)
    assert found[9:13] == (0, 4, 2, 0)


def test_part_of_the_time_on_duty_is_kept_free() -> None:
    assert needed([8.0] * HOURS, hours_each=1.0, busy=0.8)[0] == 10


def test_nobody_is_asked_for_who_would_be_idle_almost_all_of_the_hour() -> None:
    found = needed([0.1, 0.3, 1.2, 0.0], hours_each=1.0, busy=1.0, idle=0.25)
    assert found == (0, 1, 1, 0)
