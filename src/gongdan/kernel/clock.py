"""The clock, as a port: the core receives `now` as a fact and never asks for it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the current instant, always in UTC."""


def utc_now() -> datetime:
    """Return the process clock's instant in UTC (the database's clock decides `recorded_at`)."""
    return datetime.now(UTC)
