"""The door of identity: who acts, what they may do, and how much they may see.

Authorisation is one pure question with three answers. `decide_access` says on which rows an
action is allowed (a predicate, for one row or for a list), `field_view` says how much of each
privacy class is shown, and `may` says whether there is any row at all. What is not granted
is refused; what is not named is hidden.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Actor
from gongdan.kernel.predicate import (
    Always,
    Equals,
    Never,
    OneOf,
    Overlaps,
    Predicate,
    Under,
    all_of,
    any_of,
)
from gongdan.rooms.identity.contract.actions import OF_GUESTS as OF_GUESTS
from gongdan.rooms.identity.contract.actions import Action as Action

SESSIONS_CHANNEL = "gongdan_sessions"
"""NOTIFY channel on which revoked rights are told: `<tenant>` or `<tenant> <user>`."""

SESSION_COOKIE = "gongdan_session"
"""Name of the cookie that carries a session's token."""


class Scope(StrEnum):
    """On which rows a grant holds."""

    OWN = "own"  # what I reported, or what is mine
    ASSIGNED = "assigned"  # what I hold, or what my roles may claim
    UNIT = "unit"  # what belongs to my unit or to one below it
    ALL = "all"  # the whole tenant


class View(StrEnum):
    """How a field is shown, from least to most."""

    HIDDEN = "hidden"
    MASKED = "masked"
    FULL = "full"


class Grant(Struct, frozen=True, forbid_unknown_fields=True):
    """One permission: an action on the rows of a scope, if wished of these order types only."""

    action: str
    scope: Scope
    types: tuple[str, ...] = ()


class FieldView(Struct, frozen=True, forbid_unknown_fields=True):
    """How fields of one privacy class are shown on one kind of thing.

    `*` is each kind; `own` is whatever the reader reported or is himself, of any kind.
    """

    kind: str
    privacy_class: str
    view: View


class Bound(Struct, frozen=True, cache_hash=True):
    """How far a customer's link reaches: one order, by its number ("": none yet).

    `party` is as whom its holder speaks in the order's flow (who reported it, as a rule).
    """

    order: str = ""
    party: UUID | None = None


class Principal(Struct, frozen=True, kw_only=True, cache_hash=True):
    """Who asks: the tenant, the user behind it (if any), and everything that was granted.

    `roles` are the keys under which definitions know them: a role that was copied from a
    shipped one stands for that one too. `unit_path` is "" for somebody without a unit.
    `former_paths` are those that this unit, and units below it, had before they moved: what was
    filed under them stays in reach. Whoever `must_change_password` may do nothing else before.
    `scopes` is None for a session; an API key acts on the intersection of its scopes with
    the grants of its owner. `session` is None for whoever did not sign in. `bound` stands for
    whoever came by a customer's link: `own` means that one order to him, and nothing else.
    """

    tenant: UUID
    actor: Actor
    user: UUID | None = None
    roles: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    views: tuple[FieldView, ...] = ()
    unit_path: str = ""
    former_paths: tuple[str, ...] = ()
    locale: str = "zh"
    zone: str = "Asia/Shanghai"
    scopes: tuple[str, ...] | None = None
    session: UUID | None = None
    must_change_password: bool = False
    bound: Bound | None = None


class Known(Struct, frozen=True):
    """A principal, and until when its token stands."""

    principal: Principal
    expires_at: datetime


OWN = "own"
"""The kind under which a role says how much people see of what is their own."""

_OWNER: Mapping[str, str] = MappingProxyType({"order": "reporter_id", "user": "id"})
_FOR_HELPERS = frozenset({"order.read", "order.comment", "order.watch", "order.book"})
PRIVACY_CLASSES = ("public", "internal", "personal", "sensitive")
_ANSWERS_KEPT = 20_000
"""A pure answer stands for ever: one principal is asked the same some ten times a request."""

_ORDER_OF_VIEWS = (View.HIDDEN, View.MASKED, View.FULL)


@lru_cache(maxsize=_ANSWERS_KEPT)
def decide_access(principal: Principal, action: str, kind: str) -> Predicate:
    """Return the rows of a kind on which the principal may do the action.

    The predicate speaks of `reporter_id` (orders), `id` (users) or `owner_id` (all else) for
    `own` (of an order's `number` for a customer's link); of `assignee_id`, `holder_id` (who
    holds the open step) and the array `candidate_roles` (filled while a step waits to be
    claimed) for `assigned`, of the array `awaited_ids` (all who hold a step, where several do),
    and for what helpers may of the array `helper_ids`; of `unit_path` for `unit`; of `type_key`.
    """
    if not _in_scope(principal, action):
        return Never()
    grants = [grant for grant in principal.grants if grant.action == action]
    return any_of(*(all_of(_rows(principal, g, kind), _of_types(g)) for g in grants))


def robot(tenant: UUID, actor: Actor, actions: Iterable[str]) -> Principal:
    """Return somebody without an account: the command line, an import, a timer, a rule.

    It may do these actions on all rows of the tenant, and sees every field.
    """
    return Principal(
        tenant=tenant,
        actor=actor,
        grants=tuple(Grant(action, Scope.ALL) for action in actions),
        views=tuple(FieldView("*", each, View.FULL) for each in PRIVACY_CLASSES),
    )


def may(principal: Principal, action: str) -> bool:
    """Tell whether the principal may do the action at all, on whichever rows."""
    granted = any(grant.action == action for grant in principal.grants)
    return granted and _in_scope(principal, action)


def allowed_actions(principal: Principal) -> tuple[str, ...]:
    """Return every action that the principal may do on some rows, sorted."""
    granted = {grant.action for grant in principal.grants}
    return tuple(sorted(action for action in granted if _in_scope(principal, action)))


@lru_cache(maxsize=_ANSWERS_KEPT)
def field_view(principal: Principal, kind: str, *, own: bool = False) -> Mapping[str, View]:
    """Return how each privacy class is shown on a kind: the most that any role allows.

    `own`: of a thing that the reader reported himself. A class that is missing is hidden.
    """
    shown: dict[str, View] = {}
    kinds = {kind, "*", OWN} if own else {kind, "*"}
    for granted in principal.views:
        if granted.kind in kinds:
            best = max(shown.get(granted.privacy_class, View.HIDDEN), granted.view, key=_rank)
            shown[granted.privacy_class] = best
    return MappingProxyType(shown)


def _in_scope(principal: Principal, action: str) -> bool:
    return principal.scopes is None or action in principal.scopes


def _rows(principal: Principal, grant: Grant, kind: str) -> Predicate:
    match grant.scope:
        case Scope.ALL:
            return Always()
        case Scope.UNIT:
            paths = (principal.unit_path, *principal.former_paths) if principal.unit_path else ()
            return any_of(*(Under("unit_path", path) for path in paths))
        case Scope.ASSIGNED:
            pool = Overlaps("candidate_roles", principal.roles) if principal.roles else Never()
            held = _mine(principal, "holder_id")
            who = principal.user if grant.action in _FOR_HELPERS else None
            helped = Overlaps("helper_ids", (who,)) if who else Never()
            awaited = Overlaps("awaited_ids", (principal.user,)) if principal.user else Never()
            return any_of(_mine(principal, "assignee_id"), held, pool, helped, awaited)
        case Scope.OWN if principal.bound is not None:
            number = principal.bound.order
            return Equals("number", number) if kind == "order" and number else Never()
        case Scope.OWN:
            return _mine(principal, _OWNER.get(kind, "owner_id"))


def _mine(principal: Principal, attribute: str) -> Predicate:
    return Never() if principal.user is None else Equals(attribute, principal.user)


def _of_types(grant: Grant) -> Predicate:
    return OneOf("type_key", grant.types) if grant.types else Always()


def _rank(view: View) -> int:
    return _ORDER_OF_VIEWS.index(view)
