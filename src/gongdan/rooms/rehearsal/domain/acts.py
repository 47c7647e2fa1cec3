"""What a stand-in does, as the command that a real person would send."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.rooms.rehearsal.contract import Deed, StandIn
from gongdan.rooms.rehearsal.domain.outside import REPLIES
from gongdan.rooms.rehearsal.domain.refusals import RehearsalCode, refuse
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AddSigners,
    AnyAct,
    AnyStep,
    ArchiveOrder,
    AssignOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    DelegateOrder,
    HandBackOrder,
    JumpOrder,
    RejectOrder,
    RemindOrder,
    RemoveSigner,
    ReopenOrder,
    ResubmitOrder,
    ResumeOrder,
    ReturnOrder,
    SuspendOrder,
    TakeBackStep,
    TransferOrder,
    VerifyOrder,
)

PROVE = "prove"
CHILD_ENDED = "child_ended"
CHILD_CANCELLED = "child_cancelled"
CHILDREN_END = frozenset({CHILD_ENDED, CHILD_CANCELLED})
APART = frozenset({PROVE, *CHILDREN_END, *REPLIES})
"""What is acted as if it came from outside, and is no command of the order's people."""

_STEPS: Final[Mapping[str, type[AnyStep]]] = MappingProxyType(
    {
        "resubmit": ResubmitOrder,
        "complete": CompleteWork,
        "verify": VerifyOrder,
        "archive": ArchiveOrder,
    }
)
_TO_SOMEBODY: Final[Mapping[str, Callable[[Deed, UUID], AnyAct]]] = MappingProxyType(
    {
        "assign": lambda deed, to: AssignOrder(to=to, node=deed.node, reason=deed.reason),
        "transfer": lambda deed, to: TransferOrder(to=to, node=deed.node, reason=deed.reason),
        "delegate": lambda deed, to: DelegateOrder(to=to, node=deed.node, reason=deed.reason),
        "add_sign": lambda deed, to: AddSigners(people=(to,), node=deed.node, reason=deed.reason),
        "remove_sign": lambda deed, to: RemoveSigner(person=to, node=deed.node, reason=deed.reason),
    }
)
_PLAIN: Final[Mapping[str, Callable[[Deed], AnyAct]]] = MappingProxyType(
    {
        "claim": lambda deed: ClaimOrder(node=deed.node),
        "hand_back": lambda deed: HandBackOrder(node=deed.node, reason=deed.reason),
        "reject": lambda deed: RejectOrder(to=deed.to, node=deed.node, reason=deed.reason),
        "return": lambda deed: ReturnOrder(node=deed.node, reason=deed.reason),
        "suspend": lambda deed: SuspendOrder(reason=deed.reason),
        "resume": lambda _: ResumeOrder(),
        "cancel": lambda deed: CancelOrder(reason=deed.reason),
        "reopen": lambda deed: ReopenOrder(reason=deed.reason),
        "take_back": lambda deed: TakeBackStep(reason=deed.reason),
        "jump": lambda deed: JumpOrder(to=deed.to, reason=deed.reason),
        "remind": lambda deed: RemindOrder(note=deed.reason),
    }
)
ACTS = frozenset({*_STEPS, "accept", *_TO_SOMEBODY, *_PLAIN, *APART})
"""Everything that a stand-in can be asked to do."""


def command_of(deed: Deed, cast: Mapping[str, StandIn]) -> AnyAct | Refused:
    """Return the command behind a deed; a person that it names must be a stand-in."""
    if deed.act in _PLAIN:
        return _PLAIN[deed.act](deed)
    to = cast.get(deed.to)
    if deed.act in _TO_SOMEBODY:
        if to is None:
            return refuse(RehearsalCode.STAND_IN_UNKNOWN, field="/to", who=deed.to)
        return _TO_SOMEBODY[deed.act](deed, to.user)
    if deed.act == "accept":
        return AcceptOrder(**_step_of(deed), assignee=to.user if to else None)
    step = _STEPS.get(deed.act)
    if step is None:
        return refuse(RehearsalCode.ACT_UNKNOWN, field="/act", act=deed.act)
    return step(**_step_of(deed))


def _step_of(deed: Deed) -> dict[str, Any]:
    return {name: getattr(deed, name) for name in ("node", "outcome", "data", "reason")}
