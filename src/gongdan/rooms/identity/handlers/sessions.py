"""Ending sessions, and changing one's own password (which ends the other sessions)."""

from uuid import UUID

from gongdan.kernel.audit import Deed, DeedOutcome
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Command, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.domain.passwords import (
    check_new_password,
    is_hashable,
    normal_password,
)
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.tokens import login_hash, token_hash
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.ports import Busy
from gongdan.rooms.identity.store.attempts import (
    count_attempt,
    forgive_attempts,
    take_back_attempt,
)
from gongdan.rooms.identity.store.credentials import tell_revoked
from gongdan.rooms.identity.store.principals import load_principal
from gongdan.rooms.identity.store.sessions import end_session, end_sessions
from gongdan.rooms.identity.store.users import User, load_secret_of, load_user, set_password


class ChangePassword(Command, frozen=True):
    """A person replaces his own password."""

    old: str
    new: str


async def sign_out(means: Means, principal: Principal) -> Refused | None:
    """End the session by which the principal came."""
    if principal.session is None:
        return refuse(Refusal.SESSION_NOT_FOUND)
    return await close_session(means, principal, principal.session)


async def close_replaced(means: Means, token: str) -> None:
    """End the session whose cookie a new log-in replaces: no browser is left to end it from."""
    hashed = token_hash(token)
    known = hashed and await load_principal(means.database, hashed, means.clock())
    if known and known.principal.session is not None:
        await sign_out(means, known.principal)


async def close_session(means: Means, principal: Principal, session: UUID) -> Refused | None:
    """End one of one's own sessions, on this device or on another."""
    if principal.user is None or principal.session is None:
        return refuse(Refusal.SESSION_NOT_FOUND)
    async with means.database.writing(principal.tenant) as writer:
        if not await end_session(writer, principal.tenant, principal.user, session):
            return refuse(Refusal.SESSION_NOT_FOUND)
        await means.told(writer, principal, "session.close", Ref("session", session))
    return None


async def close_other_sessions(means: Means, principal: Principal) -> Refused | None:
    """Log out everywhere else: whoever left a session open somewhere ends it from here."""
    if principal.user is None or principal.session is None:
        return refuse(Refusal.SESSION_NOT_FOUND)
    tenant, user = principal.tenant, principal.user
    async with means.database.writing(tenant) as writer:
        await end_sessions(writer, tenant, user, but=principal.session)
        await means.told(writer, principal, "session.close_all", Ref("user", user))
    return None


async def change_password(
    means: Means, principal: Principal, command: ChangePassword
) -> Refused | None:
    """Replace one's own password; every other session of the user ends."""
    user = await _person(means, principal)
    if isinstance(user, Refused):
        return user
    if (fault := check_new_password(command.new, user.login, "/new")) is not None:
        return fault
    if (wrong := await _prove(means, principal, user.id, command.old)) is not None:
        return wrong
    hashed = await means.passwords.hash(normal_password(command.new))
    if isinstance(hashed, Busy):
        return refuse(Refusal.SIGN_IN_BUSY, retry_after=hashed.retry_after)
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        await set_password(writer, tenant, user.id, password_hash=hashed, now=means.clock())
        await end_sessions(writer, tenant, user.id, but=principal.session)
        await tell_revoked(writer, tenant, user.id)
        await means.told(writer, principal, "password.change", Ref("user", user.id))
    return None


async def _person(means: Means, principal: Principal) -> User | Refused:
    """Return the signed-in user; a key or a robot has no password to change."""
    if principal.user is None or principal.session is None:
        return refuse(Refusal.NOT_ALLOWED, action="password.change")
    async with means.database.reading(principal.tenant) as reader:
        user = await load_user(reader, principal.tenant, principal.user)
    return user or refuse(Refusal.USER_NOT_FOUND)


async def _prove(means: Means, principal: Principal, user: UUID, old: str) -> Refused | None:
    """Check the old password, with the same back-off as a log-in: a left desk is no oracle."""
    tenant = principal.tenant
    counted = login_hash(tenant.bytes, f"password of {user}")
    async with means.database.writing(tenant) as writer:
        if wait := await count_attempt(writer, tenant, counted, means.clock()):
            return refuse(Refusal.SIGN_IN_MUST_WAIT, retry_after=wait)
        secret = await load_secret_of(writer, tenant, user)
    stored = secret.password_hash if secret and is_hashable(old) else None
    verdict = await means.passwords.verify(normal_password(old) if stored else "", stored)
    async with means.database.writing(tenant) as writer:
        match verdict:
            case Busy(retry_after):
                await take_back_attempt(writer, tenant, counted)
                return refuse(Refusal.SIGN_IN_BUSY, retry_after=retry_after)
            case False:
                await means.trail.record(_wrong(principal, user), writer)
                return refuse(Refusal.PASSWORD_WRONG, field="/old")
            case True:
                await forgive_attempts(writer, tenant, counted)
    return None


def _wrong(principal: Principal, user: UUID) -> Deed:
    return Deed(
        tenant=principal.tenant,
        actor=principal.actor,
        act="password.change",
        object=Ref("user", user),
        outcome=DeedOutcome.FAILED,
        code=Refusal.PASSWORD_WRONG,
    )
