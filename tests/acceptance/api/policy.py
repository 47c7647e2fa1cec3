"""What the shipped roles let somebody hear, read from the very file that ships them."""

from gongdan.kernel.http import SIGNED_IN
from gongdan.rooms.identity.contract import Action, Scope, View
from gongdan.rooms.identity.domain.roles import Role
from gongdan.rooms.identity.store.shipped_roles import SHIPPED_ROLES
from tests.acceptance.api.planting import Planted

_OF_THEIR_SENDER = {"upload", "file"}
_READ_WITH = {"customer": Action.CUSTOMER_READ, "person": Action.PERSON_READ}


def granted(role: str, action: str) -> bool:
    body = SHIPPED_ROLES[role].body
    return action == SIGNED_IN["action"] or any(each.action == action for each in body.grants)


def reaches_all(role: Role, action: str) -> bool:
    return any(each.action == action and each.scope is Scope.ALL for each in role.body.grants)


def sees(role: str, privacy_class: str) -> View:
    views = SHIPPED_ROLES[role].body.views
    return next((v.view for v in views if v.privacy_class == privacy_class), View.HIDDEN)


def own_words(planted: Planted) -> frozenset[str]:
    """Return what the requester wrote of himself, which is not hidden from him."""
    own = {name: word for name, word in planted.personal.items() if name.startswith("requester_")}
    return frozenset(own.values())


def seen_rows(planted: Planted, role: str) -> frozenset[str]:
    """Return the words in orders that a role reads."""
    if reaches_all(SHIPPED_ROLES[role], Action.ORDER_READ):
        return frozenset(planted.rows.values())
    return frozenset({planted.rows["requester"]} if role == "requester" else ())


def inside_words(planted: Planted, role: str) -> frozenset[str]:
    """Return the words of the house's own people that a role reads."""
    return frozenset(planted.internal.values() if sees(role, "internal") is View.FULL else ())


def kept_from(planted: Planted, role: str) -> frozenset[str]:
    """Return every canary that a role must never hear, wherever it looks."""
    sender = role == "requester"
    mine = _OF_THEIR_SENDER if sender else set()
    names = {
        word
        for name, word in planted.names.items()
        if name not in _OF_THEIR_SENDER - mine
        and (name not in _READ_WITH or granted(role, _READ_WITH[name]))
    }
    heard = names | seen_rows(planted, role) | inside_words(planted, role)
    return planted.all - heard - (own_words(planted) if sender else frozenset())
