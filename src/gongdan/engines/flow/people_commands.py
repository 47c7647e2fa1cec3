"""What people can want beside doing their step: lend it, have others sign, let others know."""

from typing import Literal

from gongdan.engines.flow.command import FlowCommand, TokenCommand


class Delegate(TokenCommand, frozen=True, kw_only=True):
    """The owner lets `to` work at the step and gets it back for the decision (委派)."""

    to: str


class HandBack(TokenCommand, frozen=True, kw_only=True):
    """A delegate has done his part: the step goes back to who delegated it."""


class AddSign(TokenCommand, frozen=True, kw_only=True):
    """The owner has others sign too (加签): in turn before or after him, or together with him."""

    people: tuple[str, ...]
    place: Literal["before", "after", "together"]


class RemoveSign(TokenCommand, frozen=True, kw_only=True):
    """Somebody entitled takes a member out of a countersign (减签)."""

    person: str


class Remind(TokenCommand, frozen=True, kw_only=True):
    """Say to whoever has the step that somebody waits (催办); nothing moves."""


class Copy(FlowCommand, frozen=True, kw_only=True):
    """Let people know (抄送); nothing moves."""

    people: tuple[str, ...]
    node: str = ""
