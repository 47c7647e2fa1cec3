"""What of a change the trail keeps: how each field was and is, but no personal data.

The trail is never erased, so a person's name stands in it as "changed", without its letters.
"""

from collections.abc import Mapping

from gongdan.rooms.identity.domain.roles import Role, RoleBody

Facts = dict[str, str | int | list[str]]
"""What the trail keeps of an act beside who, what and when: ids and codes, no personal data."""

PERSONAL = frozenset({"name"})


def changed_facts(before: Mapping[str, object], after: Mapping[str, object]) -> Facts:
    """Return the fields that differ: their names, and unless personal both values."""
    names = [field for field in before if before[field] != after[field]]
    sides = {
        field: [_said(before[field]), _said(after[field])]
        for field in names
        if field not in PERSONAL
    }
    return {"changed": names, **sides}


def role_facts(before: RoleBody, after: Role) -> Facts:
    """Return what a role gains and loses: `action:scope` and `kind.class:view`."""
    old, new = _spelt(before), _spelt(after.body)
    return {
        "role": after.key,
        "added": sorted(new - old),
        "removed": sorted(old - new),
    }


def _spelt(body: RoleBody) -> set[str]:
    grants = {f"{g.action}:{g.scope}{_types(g.types)}" for g in body.grants}
    return grants | {f"{v.kind}.{v.privacy_class}:{v.view}" for v in body.views}


def _types(types: tuple[str, ...]) -> str:
    return f" ({', '.join(types)})" if types else ""


def _said(value: object) -> str:
    return "" if value is None else str(value)
