"""What a service outside may do wrong in a rehearsal, as the caller of connectors would tell it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

SERVICE_ANSWERS = "service_answers"
SERVICE_FAILS = "service_fails"
MESSAGE_COMES = "message_comes"
NO_ANSWER = "no_answer"
REPLIES = frozenset({SERVICE_ANSWERS, SERVICE_FAILS, MESSAGE_COMES})
"""Acts that make up a reply; nobody outside is asked."""


class Failure(Struct, frozen=True):
    """How a call ends badly: its error, the answer's status (0: none came).

    `passing`: it may come right by itself, so the call is made again.
    """

    error: str
    status: int
    passing: bool


FAILURES: Final[Mapping[str, Failure]] = MappingProxyType(
    {
        NO_ANSWER: Failure("timed_out", 0, passing=True),
        "unreachable": Failure("connection_failed", 0, passing=True),
        "busy": Failure("status_not_2xx", 503, passing=True),
        "declined": Failure("status_not_2xx", 422, passing=False),
        "unfit": Failure("answer_unfit", 200, passing=False),
    }
)
"""The kinds of failure that can be made up, by the key that a rehearsal keeps."""

MADE_UP = frozenset(
    {
        "answer_made_up",
        "answer_made_up_empty",
        "failure_passes",
        "failure_made_up",
        "message_made_up",
        "proved",
    }
)
"""Lines of the log that tell of something that nobody did, but who tries the draft."""
