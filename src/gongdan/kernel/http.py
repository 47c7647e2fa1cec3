"""The few words of HTTP that every room's `api.py` uses; the rest is the entrypoint's.

A route says which action it needs (`needs("order.read")`); a build test fails for one that
does not. A refusal leaves a route as `RefusedError` and becomes problem+json in one place.
"""

from contextlib import AbstractAsyncContextManager
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from gongdan.kernel.messages import RefusalKind, Refused

T = TypeVar("T")
AnyConnection: TypeAlias = ASGIConnection[Any, Any, Any, Any]

Given: TypeAlias = SkipValidation[NamedDependency[T]]
"""A route's argument that bootstrap plugged in; it is what it is, and is not validated again."""

PUBLIC: Final = {"action": "public"}
"""Route options: anybody may call it, signed in or not."""

SIGNED_IN: Final = {"action": "signed_in"}
"""Route options: whoever is signed in may call it, for himself."""


RATE: Final = "rate"
"""The route option that names a class of limits, where it is not the method's own."""

GUESSED: Final = {RATE: "guessed"}
"""Route options: who calls it says a secret that could be guessed; few calls are taken."""


class RefusedError(Exception):
    """Carries an expected "no" from a route to the one place that turns it into an answer."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.code)
        self.refused = refused


class Words(Protocol):
    """Says refusals in a language: for answers that hold several of them."""

    def said(self, refused: Refused, *, accepted: str, preferred: str) -> tuple[str, str]:
        """Return what happened and what to do; `accepted` is an Accept-Language value."""
        ...


class Guesses(Protocol):
    """Counts guesses at the secrets of a tenant, and lets few of them be looked at at once."""

    def guessing(self, connection: AnyConnection, tenant: str) -> AbstractAsyncContextManager[str]:
        """Count one and take a turn; raises `RefusedError` (`too_many_requests`).

        Lends a name of the caller's network if somebody of the tenant was let in from there
        before, else "". Leaving without a fault means that the guess was right.
        """
        ...


def needs(action: str) -> dict[str, str]:
    """Return the route options that name the action which the caller must have been granted."""
    return {"action": action}


def granted(result: T | Refused) -> T:
    """Return the result, or leave the route with the refusal.

    Raises `RefusedError`.
    """
    if isinstance(result, Refused):
        raise RefusedError(result)
    return result


def etag(version: int) -> str:
    """Return the strong entity tag of a version (RFC 9110, section 8.8.3)."""
    return f'"{version}"'


def expected_version(if_match: str | None) -> int:
    """Read the version that the caller saw from `If-Match`.

    Raises `RefusedError`: `if_match_missing` (428) without one, `if_match_malformed` (400)
    for anything but one tag of ours.
    """
    if if_match is None:
        raise RefusedError(Refused("if_match_missing", RefusalKind.PRECONDITION))
    text = if_match.strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise RefusedError(Refused("if_match_malformed", RefusalKind.MALFORMED))
    return int(text)
