"""What a link allows: one order and no more, by the rights of who asked for the work."""

from datetime import datetime, timedelta
from uuid import UUID

from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.identity.contract import Action, Bound, FieldView, Grant, Principal, Scope, View
from gongdan.rooms.portal.contract import LIFETIME, LONGEST_DAYS, IssueLink, Link, Purpose
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse

LOCALES = ("zh", "en")
ACTOR_NAME = "customer_link"
"""By this name the timeline knows who came by a link; whose it is stands with the link."""

_ACTIONS: dict[Purpose, tuple[str, ...]] = {
    Purpose.FOLLOW: (
        Action.ORDER_READ,
        Action.ORDER_VERIFY,
        Action.ORDER_SIGN,
        Action.ORDER_EVIDENCE,
        Action.ORDER_REMIND,
        Action.ORDER_COMMENT,
        Action.ORDER_CANCEL,
        Action.ORDER_AMEND,
        Action.ORDER_REPORT,  # to hand in again what was returned; new orders are refused
    ),
    Purpose.LOOK: (Action.ORDER_READ,),
    Purpose.CHECK: (Action.PORTAL_CHECK,),
    Purpose.VISIT: (Action.PORTAL_REPORT,),
}
_VIEWS = (FieldView("*", "public", View.FULL), FieldView("*", "personal", View.MASKED))
_ROLES = ("requester",)


def principal_of(tenant: UUID, link: Link) -> Principal:
    """Return who comes by a link: nobody with an account, bound to the link's one order."""
    return Principal(
        tenant=tenant,
        actor=Actor(ActorKind.PERSON, link.id, ACTOR_NAME),
        roles=_ROLES if link.purpose is Purpose.FOLLOW else (),
        grants=tuple(Grant(action, Scope.OWN) for action in _ACTIONS[link.purpose]),
        views=_VIEWS,
        locale=link.locale,
        bound=Bound(link.order_number, link.party_id),
    )


def stranger(tenant: UUID) -> Principal:
    """Return who stands before the door without a link: he may see what a visitor may see."""
    actor = Actor(ActorKind.PERSON, name=ACTOR_NAME)
    return Principal(tenant=tenant, actor=actor, views=_VIEWS, bound=Bound("", None))


def reporting(visitor: Principal) -> Principal:
    """Return the visitor with the one right more that a report needs, once it was let in."""
    return _with(visitor, Action.ORDER_REPORT, bound=visitor.bound)


def proving(visitor: Principal, number: str) -> Principal:
    """Return the visitor as he adds pictures to the one order that he has just reported."""
    bound = Bound(number, visitor.bound.party if visitor.bound else None)
    return _with(visitor, Action.ORDER_READ, Action.ORDER_EVIDENCE, bound=bound)


def _with(visitor: Principal, *actions: str, bound: Bound | None) -> Principal:
    return Principal(
        tenant=visitor.tenant,
        actor=visitor.actor,
        grants=(*visitor.grants, *(Grant(action, Scope.OWN) for action in actions)),
        views=visitor.views,
        locale=visitor.locale,
        bound=bound,
    )


def end_of(command: IssueLink, now: datetime, usual_days: int) -> datetime | Refused:
    """Return until when a new link lives, or why it can't be issued so."""
    if command.purpose not in (Purpose.FOLLOW, Purpose.LOOK):
        return refuse(PortalCode.LINK_PURPOSE_UNUSABLE, field="/purpose")
    if command.locale not in LOCALES:
        return refuse(PortalCode.LOCALE_UNKNOWN, field="/locale")
    days = usual_days if command.days is None else command.days
    if not 1 <= days <= LONGEST_DAYS:
        return refuse(PortalCode.LINK_LIFETIME_UNUSABLE, field="/days", longest_days=LONGEST_DAYS)
    return now + timedelta(days=days)


def visit_end(now: datetime) -> datetime:
    """Return until when a visit that begins now lasts."""
    return now + LIFETIME[Purpose.VISIT]
