"""Power over other people's accounts: their roles, their way in, their password.

Nobody does these to himself: whoever can still give rights is somebody else than who lost them.
"""

from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Command, Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.domain.access import beyond_own_rights
from gongdan.rooms.identity.domain.passwords import check_new_password, normal_password
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.roles import rights_of, unknown_roles
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.targets import load_other
from gongdan.rooms.identity.ports import Busy
from gongdan.rooms.identity.store.credentials import tell_revoked
from gongdan.rooms.identity.store.roles import load_roles, set_user_roles
from gongdan.rooms.identity.store.sessions import end_sessions
from gongdan.rooms.identity.store.users import User, change_user, set_password


class SetRoles(Command, frozen=True):
    """The user has exactly these roles from now on."""

    user: UUID
    roles: tuple[str, ...]


class SetDisabled(Command, frozen=True):
    """The user may not (or may again) come in; his name and his acts stay."""

    user: UUID
    disabled: bool


class SetPassword(Command, frozen=True):
    """The user's password is this from now on; all his sessions end."""

    user: UUID
    password: str


async def set_roles(means: Means, principal: Principal, command: SetRoles) -> User | Refused:
    """Give a user exactly these roles; his rights change at once, everywhere."""
    tenant, keys = principal.tenant, tuple(sorted(set(command.roles)))
    async with means.database.writing(tenant) as writer:
        user = await load_other(writer, principal, command.user, Action.USER_GRANT)
        if isinstance(user, Refused):
            return user
        roles = await load_roles(writer, tenant)
        fault = unknown_roles(keys, roles) or beyond_own_rights(
            principal, rights_of([roles[key] for key in keys if key in roles]).grants
        )
        if fault is not None:
            return fault
        await set_user_roles(writer, tenant, user.id, keys)
        await tell_revoked(writer, tenant, user.id)
        thing, facts = Ref("user", user.id), {"before": list(user.roles), "after": list(keys)}
        await means.told(writer, principal, "user.grant", thing, facts={**facts})
    return replace(user, roles=keys)


async def set_disabled(means: Means, principal: Principal, command: SetDisabled) -> User | Refused:
    """Shut a user out (his sessions end), or let him in again."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        user = await load_other(writer, principal, command.user, Action.USER_DISABLE)
        if isinstance(user, Refused) or (user.disabled_at is not None) == command.disabled:
            return user
        changed = replace(user, disabled_at=means.clock() if command.disabled else None)
        if not await change_user(writer, tenant, changed):
            return refuse(Refusal.CHANGED_MEANWHILE)
        await end_sessions(writer, tenant, user.id)
        await tell_revoked(writer, tenant, user.id)
        act = "user.disable" if command.disabled else "user.enable"
        await means.told(writer, principal, act, Ref("user", user.id))
    return replace(changed, version=user.version + 1)


async def reset_password(
    means: Means, principal: Principal, command: SetPassword
) -> Refused | None:
    """Set somebody else's password; one's own is changed with the old one at hand."""
    tenant = principal.tenant
    async with means.database.reading(tenant) as reader:
        user = await load_other(reader, principal, command.user, Action.USER_CHANGE)
    if isinstance(user, Refused):
        return user
    if (fault := check_new_password(command.password, user.login)) is not None:
        return fault
    hashed = await means.passwords.hash(normal_password(command.password))
    if isinstance(hashed, Busy):
        return refuse(Refusal.SIGN_IN_BUSY, retry_after=hashed.retry_after)
    async with means.database.writing(tenant) as writer:
        await set_password(writer, tenant, user.id, password_hash=hashed, now=means.clock())
        await end_sessions(writer, tenant, user.id)
        await means.told(writer, principal, "password.reset", Ref("user", user.id))
    return None
