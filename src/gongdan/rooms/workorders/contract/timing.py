"""The timers of an order's flow, and when each fires.

The engine tells what is due (`PT4H`); at which instant that is, by the clock or in working time,
is reckoned once, when the timer is set, and stands in the event.
"""

from datetime import datetime

from msgspec import Struct


class TimerRuns(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A timer of the flow, and when it fires.

    `working`: reckoned in working time; `fixed`: a set instant, which a rest does not put off.
    `left` are the whole seconds (of working time, where it is `working`) that it has left while
    its order rests; `at` is then when it would have fired.
    """

    timer: int
    at: datetime
    working: bool = False
    fixed: bool = False
    left: int | None = None
