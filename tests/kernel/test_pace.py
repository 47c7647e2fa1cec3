"""The pace: nobody gets more than his limit in any window, everybody gets his limit."""

from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel.pace import Limit, Pace

LIMITS = st.builds(Limit, rate=st.floats(0.1, 1000), burst=st.integers(1, 1000))
GAPS = st.lists(st.floats(0, 20), max_size=200)


@given(LIMITS, GAPS)
def test_in_no_window_is_more_taken_than_burst_and_rate_allow(
    limit: Limit, gaps: list[float]
) -> None:
    pace, now, taken = Pace(), 1000.0, []
    for gap in gaps:
        now += gap
        if pace.take("a", limit, now) == 0:
            taken.append(now)
    for first, begin in enumerate(taken):
        for last in range(first, len(taken)):
            allowed = limit.burst + (taken[last] - begin) * limit.rate
            assert last - first + 1 <= allowed + 1e-3


@given(LIMITS, st.floats(0, 1e6))
def test_a_whole_burst_is_given_at_once_and_after_the_stated_wait_there_is_one_more(
    limit: Limit, now: float
) -> None:
    pace = Pace()
    assert [pace.take("a", limit, now) for _ in range(limit.burst)] == [0] * limit.burst
    wait = pace.take("a", limit, now)
    assert wait == pace.wait("a", limit, now) > 0, "asking takes nothing"
    assert pace.take("a", limit, now + wait) == 0


def test_one_who_is_refused_again_and_again_waits_no_longer_for_it() -> None:
    pace, limit = Pace(), Limit(1, 1)
    assert pace.take("a", limit, 0) == 0
    assert {pace.take("a", limit, 0.5) for _ in range(1000)} == {0.5}
    assert pace.take("a", limit, 1) == 0


def test_one_key_does_not_slow_another() -> None:
    pace, limit = Pace(), Limit(1, 1)
    assert [pace.take(key, limit, 0) for key in ("a", "b", "a", "c")] == [0, 0, 1, 0]


def test_memory_is_bounded_and_the_most_active_are_remembered() -> None:
    pace, limit = Pace(size=100), Limit(0.001, 1)
    pace.take("flood", limit, 0)
    for number in range(10_000):
        pace.take(number, limit, 0)
        assert pace.take("flood", limit, 0) > 0
    assert len(pace) == 100
