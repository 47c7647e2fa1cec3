"""What happens inside groups, to signers, and to variables."""

from gongdan.engines.flow.happening import FlowHappening


class VariablesSet(FlowHappening, frozen=True, kw_only=True, tag=True):
    """Variables have new values: of the flow, or of the token `scope` that calls another."""

    values: dict[str, object]
    scope: int = 0


class MemberCounted(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A member of the group has ended, in favour or against, with its part of the result."""

    group: int
    favour: int = 0
    against: int = 0
    results: tuple[object, ...] = ()  # one, or none


class MembersChanged(FlowHappening, frozen=True, kw_only=True, tag=True):
    """The group at `node` (with the calls around it) has other members now; `begun` have begun."""

    group: int
    node: str
    members: tuple[object, ...]
    begun: int


class SignersChanged(FlowHappening, frozen=True, kw_only=True, tag=True):
    """Other people sign after the step's own one now."""

    token: int
    after: tuple[str, ...] = ()
