"""A trace id for each request: in its log lines, in its answer, in the problem that it may get.

Logs hold codes, ids and durations; never a body, a query, a name or a header's value.
"""

import logging
import sys
import traceback
from contextvars import ContextVar
from pathlib import Path

import structlog

from gongdan.kernel.ids import new_id
from gongdan.settings import LogSettings

_trace: ContextVar[str] = ContextVar("trace", default="")
log: structlog.stdlib.BoundLogger = structlog.get_logger("gongdan")


def begin_trace() -> str:
    """Give the current request an id of its own and return it."""
    trace = new_id().hex
    _trace.set(trace)
    return trace


def current_trace() -> str:
    """Return the current request's id ("" outside of one)."""
    return _trace.get()


def set_up_logging(settings: LogSettings) -> None:
    """Write structured lines to standard error, each with the trace of its request."""
    renderer = (
        structlog.processors.JSONRenderer()
        if settings.format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_trace,
            _with_place_of_fault,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[settings.level.upper()]
        ),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    # asyncpg's pool shows a trace for each try while the database is away: we say it in a line
    logging.getLogger("asyncpg").setLevel(logging.CRITICAL)


def _with_place_of_fault(
    _logger: object, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Say which fault it was and where it rose; never its message, never a variable's value."""
    fault = event.pop("exc_info", None)
    if fault is True:
        fault = sys.exc_info()[1]
    if isinstance(fault, BaseException):
        frames = traceback.extract_tb(fault.__traceback__)[-12:]
        event["fault"] = type(fault).__name__
        event["at"] = [f"{Path(f.filename).stem}.{f.name}:{f.lineno}" for f in frames]
    return event


def _with_trace(
    _logger: object, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    if trace := current_trace():
        event["trace"] = trace
    return event
