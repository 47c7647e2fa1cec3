"""How long a login has to wait after failures: guessing slows down, a slip of the finger doesn't.

Five tries are free; then each further one waits twice as long, up to a quarter of an hour.
Nobody is locked out for good: a lock that lasts would be a gift to whoever wants to lock you out.
"""

from datetime import datetime, timedelta

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


def wait_after(failures: int) -> timedelta:
    """Return the wait that follows the n-th failure in a row."""
    if failures < FREE_TRIES:
        return timedelta(0)
    doublings = min(failures - FREE_TRIES, 10)  # 2 s * 2^10 is past the longest wait
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def seconds_left(failures: int, last_at: datetime, now: datetime) -> int:
    """Return for how many seconds the next try is refused (0: it may come now)."""
    wait = wait_after(failures)
    left = last_at + wait - now if wait else wait  # `now` may be a little older than `last_at`
    return max(0, -(-left // timedelta(seconds=1)))


def failures_so_far(failures: int, last_at: datetime, now: datetime) -> int:
    """Return the failures that still count: a day without one wipes the slate."""
    return 0 if now - last_at > FORGOTTEN_AFTER else failures
