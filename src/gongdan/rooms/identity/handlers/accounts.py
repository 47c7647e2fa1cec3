"""Power over other people's accounts: their roles, their way in, their password.

Nobody does these to himself: whoever can still give rights is somebody else than who lost them.
"""

from collections.abc import Mapping
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.database import Writer
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Command, Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.domain.access import beyond_own_rights
from gongdan.rooms.identity.domain.passwords import (
    ONE_TIME_BYTES,
    check_new_password,
    normal_password,
    one_time_password,
)
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.roles import Role, administrating, rights_of, unknown_roles
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.targets import load_other, load_target
from gongdan.rooms.identity.ports import Busy
from gongdan.rooms.identity.store.credentials import tell_revoked
from gongdan.rooms.identity.store.roles import active_holders, load_roles, set_user_roles
from gongdan.rooms.identity.store.sessions import end_session, end_sessions
from gongdan.rooms.identity.store.users import User, change_user, set_password


class SetRoles(Command, frozen=True):
    """The user has exactly these roles from now on; `seen` is the version that the caller saw."""

    user: UUID
    roles: tuple[str, ...]
    seen: int | None = None


class SetDisabled(Command, frozen=True):
    """The user may not (or may again) come in; his name and his acts stay."""

    user: UUID
    disabled: bool
    seen: int | None = None


class SetPassword(Command, frozen=True):
    """The user's password is this from now on; all his sessions end."""

    user: UUID
    password: str
    one_time: bool = False


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
        fault = fault or stale(user, command.seen)
        if fault is None and not set(administrating(roles)).intersection(keys):
            fault = await last_administrator(writer, tenant, user.id, roles)
        if fault is not None:
            return fault
        if not await change_user(writer, tenant, user):
            return refuse(Refusal.CHANGED_MEANWHILE)
        await set_user_roles(writer, tenant, user.id, keys)
        await tell_revoked(writer, tenant, user.id)
        thing, facts = Ref("user", user.id), {"before": list(user.roles), "after": list(keys)}
        await means.told(writer, principal, "user.grant", thing, facts={**facts})
    return replace(user, roles=keys, version=user.version + 1)


async def set_disabled(means: Means, principal: Principal, command: SetDisabled) -> User | Refused:
    """Shut a user out (his sessions end), or let him in again."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        user = await load_other(writer, principal, command.user, Action.USER_DISABLE)
        if isinstance(user, Refused) or (user.disabled_at is not None) == command.disabled:
            return user
        fault = stale(user, command.seen)
        if fault is None and command.disabled:
            roles = await load_roles(writer, tenant)
            fault = await last_administrator(writer, tenant, user.id, roles)
        if fault is not None:
            return fault
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
    weak = None if command.one_time else check_new_password(command.password, user.login)
    if weak is not None:
        return weak
    hashed = await means.passwords.hash(normal_password(command.password))
    if isinstance(hashed, Busy):
        return refuse(Refusal.SIGN_IN_BUSY, retry_after=hashed.retry_after)
    now, must = means.clock(), command.one_time
    async with means.database.writing(tenant) as writer:
        await set_password(writer, tenant, user.id, password_hash=hashed, now=now, must_change=must)
        await end_sessions(writer, tenant, user.id)
        await means.told(writer, principal, "password.reset", Ref("user", user.id))
    return None


async def give_one_time_password(means: Means, principal: Principal, user: UUID) -> str | Refused:
    """Draw a password that the user has to change at his next log-in; it is told here only."""
    password = one_time_password(means.entropy(ONE_TIME_BYTES))
    refused = await reset_password(means, principal, SetPassword(user, password, one_time=True))
    return refused or password


async def end_sessions_of(
    means: Means, principal: Principal, user: UUID, session: UUID | None = None
) -> Refused | None:
    """End one session of a user, or all of them (None): he has to log in again."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        found = await load_target(writer, principal, user, Action.USER_CHANGE)
        if isinstance(found, Refused):
            return found
        if session is None:
            await end_sessions(writer, tenant, user, but=principal.session)
            await means.told(writer, principal, "session.close_all", Ref("user", user))
        elif await end_session(writer, tenant, user, session):
            await means.told(writer, principal, "session.close", Ref("user", user))
        else:
            return refuse(Refusal.SESSION_NOT_FOUND)
    return None


def stale(user: User, seen: int | None) -> Refused | None:
    """Return the refusal of a change that was decided on an older version, or None."""
    return None if seen in {None, user.version} else refuse(Refusal.CHANGED_MEANWHILE)


async def last_administrator(
    writer: Writer, tenant: UUID, user: UUID, roles: Mapping[str, Role]
) -> Refused | None:
    """Return the refusal of taking from the only one who can give rights to everybody."""
    left = await active_holders(writer, tenant, administrating(roles))
    return refuse(Refusal.LAST_ADMINISTRATOR) if left == {user} else None
