"""会签: several people sign one step; who has signed how while the others are awaited."""

from msgspec import Struct

from gongdan.engines.flow.model import FlowEvent, FlowState, Token, TokenTaken


class Signed(Struct, frozen=True, omit_defaults=True):
    """Somebody signed in the group (its token) that still waits for others."""

    group: int
    who: str
    outcome: str = ""


def group_of(flow: FlowState, token: Token) -> Token | None:
    """Return the token of those who sign together with this one, None where he signs alone."""
    if not token.scope:
        return None
    around = (each for each in flow.tokens if each.id == token.scope)
    return next((each for each in around if each.group is not None), None)


def has_group(flow: FlowState, node: str) -> bool:
    """Tell whether several people sign a step (any step, where no node is named)."""
    return any(each.group is not None and node in ("", each.node) for each in flow.tokens)


def signed_after(
    signed: tuple[Signed, ...], before: FlowState, moves: tuple[FlowEvent, ...], after: FlowState
) -> tuple[Signed, ...]:
    """Return who has signed after some moves: of the groups that still wait for others."""
    groups = {each.id for each in after.tokens if each.group is not None}
    if not groups:
        return ()
    inside = {each.id: each for each in before.tokens if each.scope in groups}
    new = (
        Signed(inside[move.token].scope, move.by or inside[move.token].owner, move.outcome)
        for move in moves
        if isinstance(move, TokenTaken) and move.token in inside
    )
    return tuple(each for each in (*signed, *new) if each.group in groups)
