"""评论 关注 协办: who may be drawn in is whoever may read the order, and nobody else."""

from collections.abc import Iterable
from typing import assert_never
from uuid import UUID

from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.rooms.workorders.contract import (
    AddComment,
    AddHelper,
    AnyCompany,
    AnyCompanyEvent,
    CommentAdded,
    HelperAdded,
    HelperRemoved,
    OrderStatus,
    RemoveHelper,
    UnwatchOrder,
    WatcherAdded,
    WatcherRemoved,
    WatchOrder,
)
from gongdan.rooms.workorders.domain.facts import BesideFacts
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState

MOST_WATCHERS, MOST_HELPERS = 100, 20


def keep_company(
    state: OrderState, command: AnyCompany, facts: BesideFacts
) -> Accepted[AnyCompanyEvent] | Refused:
    """Decide on a comment, a watcher or a helper; what stands already changes nothing."""
    match command:
        case AddComment():
            return _comment(state, command, facts)
        case WatchOrder(who=who):
            return _watch(state, who or facts.actor, facts)
        case UnwatchOrder(who=who):
            gone = who or facts.actor
            known = gone is not None and gone in state.beside.watchers
            return Accepted((WatcherRemoved(who=gone),) if known and gone else ())
        case AddHelper():
            return _help(state, command, facts)
        case RemoveHelper(who=who, reason=reason):
            known = who in state.beside.helpers
            return Accepted((HelperRemoved(who=who, reason=reason),) if known else ())
        case _:
            assert_never(command)


def _comment(
    state: OrderState, command: AddComment, facts: BesideFacts
) -> Accepted[AnyCompanyEvent] | Refused:
    if not command.text.strip():
        return malformed(OrderCode.COMMENT_EMPTY, "/text")
    if command.internal and not facts.sees_internal:
        return Refused(OrderCode.INTERNAL_NOT_YOURS, RefusalKind.FORBIDDEN, {}, "/internal")
    for place, who in enumerate(command.mentions):
        if who not in facts.readers:
            return malformed(OrderCode.CANNOT_READ, f"/mentions/{place}")
    event = CommentAdded(
        text=command.text,
        internal=command.internal,
        mentions=tuple(dict.fromkeys(command.mentions)),
        told=tuple(_told(state, command, facts)),
    )
    return Accepted((event,))


def _told(state: OrderState, command: AddComment, facts: BesideFacts) -> Iterable[UUID]:
    """Return whom the comment concerns and who may read it, but for its writer."""
    concerned = (*command.mentions, state.holder, state.reporter, *state.beside.watchers)
    for who in dict.fromkeys(each for each in concerned if each):
        if who in facts.readers and who != facts.actor:
            yield who


def _watch(
    state: OrderState, who: UUID | None, facts: BesideFacts
) -> Accepted[AnyCompanyEvent] | Refused:
    if who is None:  # a client is nobody who could be told
        return malformed(OrderCode.CANNOT_READ, "/who")
    if who in state.beside.watchers:
        return Accepted(())
    if who not in facts.readers:
        return malformed(OrderCode.CANNOT_READ, "/who")
    if len(state.beside.watchers) >= MOST_WATCHERS:
        return malformed(OrderCode.TOO_MANY, "/who", most=MOST_WATCHERS)
    return Accepted((WatcherAdded(who=who),))


def _help(
    state: OrderState, command: AddHelper, facts: BesideFacts
) -> Accepted[AnyCompanyEvent] | Refused:
    if state.status not in (OrderStatus.OPEN, OrderStatus.SUSPENDED):
        return refuse(OrderCode.ORDER_ENDED, number=state.number)
    if command.who in state.beside.helpers:
        return Accepted(())
    if command.who not in facts.known_people:
        return malformed(OrderCode.ASSIGNEE_UNKNOWN, "/who")
    if command.who == state.holder:
        return refuse(OrderCode.HELPER_HOLDS, field="/who", number=state.number)
    if len(state.beside.helpers) >= MOST_HELPERS:
        return malformed(OrderCode.TOO_MANY, "/who", most=MOST_HELPERS)
    return Accepted((HelperAdded(who=command.who, reason=command.reason),))
