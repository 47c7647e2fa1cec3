"""Trying again: how long to wait, when to give up, and how a fault is written down.

A dead letter, a log line and a metric may be seen by people who must not see the data. So a
fault is described by its type and the places in the code that it passed, never by its
message: messages of exceptions carry values.
"""

import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import PurePath

import asyncpg
from msgspec import Struct

from gongdan.kernel.database import DATABASE_AWAY

_BROKEN_PIPE: tuple[type[BaseException], ...] = (
    *DATABASE_AWAY,
    asyncpg.OperatorInterventionError,
    asyncpg.TransactionRollbackError,
)
_PLACES = 3

OnFault = Callable[[str, BaseException], None]
"""Hears what was being done in the background, and the fault; bootstrap plugs the log."""


def pass_over(_doing: str, _fault: BaseException) -> None:
    """Say nothing: where nobody plugged a log."""


class Retry(Struct, frozen=True):
    """Give up after `attempts`; wait `first`, then twice as long each time, at most `longest`."""

    attempts: int = 8
    first: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(minutes=15)

    def delay(self, attempt: int) -> timedelta | None:
        """Return the wait after the failed attempt number `attempt` (from 1); None: give up.

        >>> Retry(attempts=3).delay(2)
        datetime.timedelta(seconds=2)
        """
        if attempt >= self.attempts:
            return None
        factor: int = 1 << min(attempt - 1, 30)
        return min(self.longest, self.first * factor)


def is_broken_pipe(fault: BaseException) -> bool:
    """Tell whether the database was away or busy: the work is not to blame, and is not counted."""
    return isinstance(fault, _BROKEN_PIPE)


def describe(fault: BaseException) -> str:
    """Name a fault by its type and the innermost places it passed; holds no personal data.

    >>> try:
    ...     {}["Li Lei"]
    ... except KeyError as fault:
    ...     describe(fault)
    'KeyError at <doctest gongdan.kernel.retry.describe[0]>:2 <module>'
    """
    kind = type(fault)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    state = f" (SQLSTATE {fault.sqlstate})" if isinstance(fault, asyncpg.PostgresError) else ""
    frames = traceback.extract_tb(fault.__traceback__)[-_PLACES:]
    places = " < ".join(
        f"{_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    return f"{name}{state} at {places}" if places else f"{name}{state}"


def _module(filename: str) -> str:
    """Shorten a file's path to what follows the source folder: no path of the machine."""
    parts = PurePath(filename).parts
    return "/".join(parts[-3:]) if len(parts) > 1 else filename
