"""The shipped roles, read once from the data file beside this one."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

import msgspec
from msgspec import Struct

from gongdan.rooms.identity.contract import Action, FieldView, Grant, Scope, View
from gongdan.rooms.identity.domain.roles import Role, RoleBody


class _Entry(Struct, frozen=True, forbid_unknown_fields=True):
    zh: str
    en: str
    views: dict[str, dict[str, View]]
    own: list[Action] = []
    assigned: list[Action] = []
    unit: list[Action] = []
    all: list[Action] = []


def read_shipped_roles(text: str) -> Mapping[str, Role]:
    """Read roles by key; raises `msgspec.ValidationError` for an action or view not known."""
    entries = msgspec.convert(tomllib.loads(text), dict[str, _Entry])
    return MappingProxyType({key: _role(key, entry) for key, entry in entries.items()})


def _role(key: str, entry: _Entry) -> Role:
    scoped = {
        Scope.OWN: entry.own,
        Scope.ASSIGNED: entry.assigned,
        Scope.UNIT: entry.unit,
        Scope.ALL: entry.all,
    }
    grants = tuple(
        Grant(action.value, scope) for scope, actions in scoped.items() for action in actions
    )
    views = tuple(
        FieldView(kind, privacy_class, view)
        for kind, classes in entry.views.items()
        for privacy_class, view in classes.items()
    )
    return Role(key=key, name_zh=entry.zh, name_en=entry.en, body=RoleBody(grants, views))


SHIPPED_ROLES = read_shipped_roles(
    files(__package__).joinpath("shipped_roles.toml").read_text("utf-8")
)
"""The originals by key, in the order of the file."""
