"""A tenant's own roles: copied from another, changed, removed. Shipped ones stay as they are."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from gongdan.kernel.database import Writer
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Command, Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.domain.access import beyond_own_rights, forbidden
from gongdan.rooms.identity.domain.changes import Facts, role_facts
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.roles import (
    Role,
    RoleBody,
    administrating,
    check_role_body,
    check_role_key,
    role_id,
)
from gongdan.rooms.identity.domain.users import clean_name
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.store.credentials import tell_revoked
from gongdan.rooms.identity.store.roles import (
    active_holders,
    add_role,
    change_role,
    load_roles,
    remove_role,
)


class CopyRole(Command, frozen=True):
    """A new role with the rights of another, under which definitions still know its holders."""

    source: str
    key: str
    name_zh: str
    name_en: str


class ChangeRole(Command, frozen=True):
    """New names or rights of a tenant's own role; `seen` is the version that the caller saw."""

    key: str
    seen: int
    name_zh: str | UnsetType = UNSET
    name_en: str | UnsetType = UNSET
    body: RoleBody | UnsetType = UNSET


async def copy_role(means: Means, principal: Principal, command: CopyRole) -> Role | Refused:
    """Copy a role; the copy stands for the shipped one from which it descends."""
    async with means.database.writing(principal.tenant) as writer:
        roles = await load_roles(writer, principal.tenant)
        source = roles.get(command.source)
        if source is None:
            return refuse(Refusal.ROLE_NOT_FOUND, field="/source", roles=[command.source])
        fault = _out_of_reach(principal, source.body) or check_role_key(command.key, roles)
        named = _named(source, command.name_zh, command.name_en)
        if fault is not None or isinstance(named, Refused):
            return fault or named
        role = replace(
            named,
            key=command.key,
            copied_from=source.key,
            stands_for=source.key if source.shipped else source.stands_for,
            version=1,
        )
        if not await add_role(writer, principal.tenant, role):
            return refuse(Refusal.ROLE_KEY_TAKEN, field="/key", key=role.key)
        facts = {**role_facts(RoleBody(), role), "source": source.key}
        await _told(means, writer, principal, act="role.copy", role=role, facts=facts)
    return role


async def change_own_role(
    means: Means, principal: Principal, command: ChangeRole
) -> Role | Refused:
    """Change a tenant's own role; its holders' rights change at once."""
    async with means.database.writing(principal.tenant) as writer:
        before = await _own_role(writer, principal, command.key)
        if isinstance(before, Refused):
            return before
        after = _changed(principal, before, command)
        if isinstance(after, Refused):
            return after
        if (last := await _leaves_nobody(writer, principal, before, after)) is not None:
            return last
        if not await change_role(writer, principal.tenant, after):
            return refuse(Refusal.CHANGED_MEANWHILE)
        await tell_revoked(writer, principal.tenant)
        facts = role_facts(before.body, after)
        await _told(means, writer, principal, act="role.change", role=after, facts=facts)
    return replace(after, version=command.seen + 1)


async def remove_own_role(means: Means, principal: Principal, key: str) -> Refused | None:
    """Remove a tenant's own role that nobody holds."""
    async with means.database.writing(principal.tenant) as writer:
        role = await _own_role(writer, principal, key)
        if isinstance(role, Refused):
            return role
        if not await remove_role(writer, principal.tenant, key):
            return refuse(Refusal.ROLE_IN_USE, key=key)
        await _told(means, writer, principal, act="role.remove", role=role, facts={"role": key})
    return None


async def _own_role(writer: Writer, principal: Principal, key: str) -> Role | Refused:
    if (no := forbidden(principal, Action.ROLE_CHANGE)) is not None:
        return no
    role = (await load_roles(writer, principal.tenant)).get(key)
    if role is None:
        return refuse(Refusal.ROLE_NOT_FOUND, roles=[key])
    return refuse(Refusal.ROLE_IS_SHIPPED, key=key) if role.shipped else role


def _changed(principal: Principal, before: Role, command: ChangeRole) -> Role | Refused:
    body = before.body if command.body is UNSET else command.body
    fault = (
        _out_of_reach(principal, before.body)
        or _out_of_reach(principal, body)
        or check_role_body(body)
    )
    zh = before.name_zh if command.name_zh is UNSET else command.name_zh
    en = before.name_en if command.name_en is UNSET else command.name_en
    named = _named(before, zh, en)
    if fault is not None or isinstance(named, Refused):
        return fault or named
    return replace(named, body=body, version=command.seen)


def _named(role: Role, name_zh: str, name_en: str) -> Role | Refused:
    zh, en = clean_name(name_zh, "/name_zh"), clean_name(name_en, "/name_en")
    if isinstance(zh, Refused):
        return zh
    return en if isinstance(en, Refused) else replace(role, name_zh=zh, name_en=en)


def _out_of_reach(principal: Principal, body: RoleBody) -> Refused | None:
    return forbidden(principal, Action.ROLE_CHANGE) or beyond_own_rights(principal, body.grants)


async def _leaves_nobody(
    writer: Writer, principal: Principal, before: Role, after: Role
) -> Refused | None:
    """Return the refusal of a change that takes the last right to give rights, or None."""
    roles = await load_roles(writer, principal.tenant)
    changed = {**roles, after.key: after}
    if before.key not in administrating(roles) or after.key in administrating(changed):
        return None
    had = await active_holders(writer, principal.tenant, administrating(roles))
    left = await active_holders(writer, principal.tenant, administrating(changed))
    return refuse(Refusal.LAST_ADMINISTRATOR) if had and not left else None


async def _told(
    means: Means, writer: Writer, principal: Principal, *, act: str, role: Role, facts: Facts
) -> None:
    """Record the act, and whether it raised or lowered the rights of who acts."""
    own = int(role.key in principal.roles)
    thing = Ref("role", role_id(principal.tenant, role.key))
    await means.told(writer, principal, act, thing, facts={**facts, "own": own})
