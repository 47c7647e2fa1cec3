"""What every command to a flow is: to the flow, or to one of its tokens."""

from msgspec import Struct


class FlowCommand(Struct, frozen=True, kw_only=True):
    """What somebody wants of the flow."""


class TokenCommand(FlowCommand, frozen=True, kw_only=True):
    """A command to one step: by token id, or node key, or neither when only one is open."""

    token: int = 0
    node: str = ""
