"""Roles: named sets of grants and field views; shipped originals, and a tenant's own copies.

A shipped role is part of the program: it can be copied, never changed. A copy stands for its
original (unless told otherwise), so that "technician" in a definition also reaches those who
hold "technician-night"; its rights are its own.
"""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Action, FieldView, Grant, Scope
from gongdan.rooms.identity.domain.refusals import Refusal, refuse

_KEY = re.compile(r"[a-z][a-z0-9-]{1,38}")
_CATALOGUE = frozenset(Action)


class RoleBody(Struct, frozen=True):
    """What a role allows and shows."""

    grants: tuple[Grant, ...] = ()
    views: tuple[FieldView, ...] = ()


class Role(Struct, frozen=True, kw_only=True):
    """A role; `version` 0 marks a shipped one."""

    key: str
    name_zh: str
    name_en: str
    body: RoleBody
    stands_for: str | None = None
    copied_from: str | None = None
    version: int = 0

    @property
    def shipped(self) -> bool:
        """Tell whether the role is an original, part of the program."""
        return self.version == 0


class Rights(Struct, frozen=True):
    """What a person's roles give together."""

    roles: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    views: tuple[FieldView, ...] = ()


def rights_of(roles: Sequence[Role]) -> Rights:
    """Join roles: every grant and view of each, under every key that a role stands for."""
    keys = dict.fromkeys(key for role in roles for key in (role.key, role.stands_for) if key)
    grants = dict.fromkeys(grant for role in roles for grant in role.body.grants)
    views = dict.fromkeys(view for role in roles for view in role.body.views)
    return Rights(tuple(keys), tuple(grants), tuple(views))


def administrating(roles: Mapping[str, Role]) -> tuple[str, ...]:
    """Return the keys of roles whose holders can give rights to everybody."""
    return tuple(
        key
        for key, role in roles.items()
        if Grant(Action.USER_GRANT, Scope.ALL) in role.body.grants
    )


def role_id(tenant: UUID, key: str) -> UUID:
    """Return the id under which the trail knows a role, which has a key of its own only."""
    return uuid5(tenant, f"role:{key}")


def check_role_key(key: str, existing: Mapping[str, Role]) -> Refused | None:
    """Return why a new role can't have this key, or None."""
    if not _KEY.fullmatch(key):
        return refuse(Refusal.ROLE_KEY_UNUSABLE, field="/key")
    if key in existing:
        return refuse(Refusal.ROLE_KEY_TAKEN, field="/key", key=key)
    return None


def check_role_body(body: RoleBody) -> Refused | None:
    """Return why a body can't be taken: an action that nothing knows would never be refused."""
    unknown = sorted({grant.action for grant in body.grants} - _CATALOGUE)
    if unknown:
        return refuse(Refusal.ACTION_UNKNOWN, field="/grants", actions=unknown)
    return None


def unknown_roles(keys: Sequence[str], existing: Mapping[str, Role]) -> Refused | None:
    """Return the refusal of role keys that the tenant does not have, or None."""
    missing = sorted(set(keys) - existing.keys())
    return refuse(Refusal.ROLE_NOT_FOUND, field="/roles", roles=missing) if missing else None
