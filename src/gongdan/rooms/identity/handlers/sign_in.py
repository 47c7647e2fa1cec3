"""Signing in: the same answer, and the same work, whether a login exists or not.

Order of things: count the try, verify the password (in a bounded pool, with no transaction
held open), then open the session. A try that the house was too busy to check doesn't count.
"""

import re
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import Deed, DeedOutcome
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, ActorKind, Command, Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.identity.domain.passwords import is_hashable, normal_password
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.tokens import login_hash, session_token, slug_hash
from gongdan.rooms.identity.domain.users import Login, clean_login
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.ports import Busy
from gongdan.rooms.identity.store.attempts import (
    count_attempt,
    forgive_attempts,
    take_back_attempt,
)
from gongdan.rooms.identity.store.credentials import tenant_behind
from gongdan.rooms.identity.store.sessions import Session, add_session
from gongdan.rooms.identity.store.tenants import load_tenant
from gongdan.rooms.identity.store.users import Secret, load_secret, renew_hash

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,38}")
_ANYBODY = Actor(ActorKind.PERSON)


class SignIn(Command, frozen=True):
    """Somebody says who he is.

    `agent` names the program that he uses; `place` the network that he comes from, if people
    of the tenant were let in from there before: failures elsewhere don't count against him then.
    """

    tenant: str
    login: str
    password: str
    agent: str = ""
    place: str = ""


class SignedIn(Struct, frozen=True):
    """An open session; its token is told here and never again."""

    session: UUID
    tenant: UUID
    user: UUID
    token: str
    expires_at: datetime


class _Try(Struct, frozen=True):
    """A counted try: where, under which hash, and what its password has to match."""

    tenant: UUID
    login: bytes
    secret: Secret | None


async def sign_in(means: Means, command: SignIn) -> SignedIn | Refused:
    """Open a session, or say no: `sign_in_failed`, `sign_in_must_wait`, `sign_in_busy`."""
    now = means.clock()
    tried = await _count(means, command, now)
    if isinstance(tried, Refused):
        return tried
    stored = tried.secret.password_hash if tried and tried.secret else None
    verdict = await means.passwords.verify(*_comparable(command.password, stored))
    if isinstance(verdict, Busy):
        return await _too_busy(means, tried, verdict)
    if tried is None:
        return refuse(Refusal.SIGN_IN_FAILED)
    if not verdict or tried.secret is None or tried.secret.disabled:
        return await _failed(means, tried)
    renewed = await _renewed(means, tried.secret, command.password)
    session = _new_session(means, tried.secret.user, command.agent)
    return await _open(means, tried, session, renewed=renewed)


async def _count(means: Means, command: SignIn, now: datetime) -> _Try | Refused | None:
    """Count the try; None where there is no such tenant."""
    slug = command.tenant.strip().lower()
    tenant = None
    if _SLUG.fullmatch(slug):
        tenant = await tenant_behind(means.database, slug_hash(slug))
    if tenant is None:
        return None
    login = clean_login(command.login)
    key = login.key if isinstance(login, Login) else ""
    counted = login_hash(tenant.bytes, key, command.place)
    async with means.database.writing(tenant) as writer:
        wait = await count_attempt(writer, tenant, counted, now)
        if wait:
            return refuse(Refusal.SIGN_IN_MUST_WAIT, retry_after=wait)
        return _Try(tenant, counted, await load_secret(writer, tenant, key))


def _comparable(password: str, stored: str | None) -> tuple[str, str | None]:
    """Return what is verified; what can't be a password is compared with nothing."""
    return (normal_password(password), stored) if is_hashable(password) else ("", None)


async def _too_busy(means: Means, tried: _Try | None, busy: Busy) -> Refused:
    if tried:
        async with means.database.writing(tried.tenant) as writer:
            await take_back_attempt(writer, tried.tenant, tried.login)
    return refuse(Refusal.SIGN_IN_BUSY, retry_after=busy.retry_after)


async def _failed(means: Means, tried: _Try) -> Refused:
    """Record the failure under nobody's name: who it was is just what is not known."""
    deed = Deed(
        tenant=tried.tenant,
        actor=_ANYBODY,
        act="session.open",
        object=Ref("user", tried.secret.user) if tried.secret else None,
        outcome=DeedOutcome.FAILED,
        code=Refusal.SIGN_IN_FAILED,
    )
    async with means.database.writing(tried.tenant) as writer:
        await means.trail.record(deed, writer)
    return refuse(Refusal.SIGN_IN_FAILED)


async def _renewed(means: Means, secret: Secret, password: str) -> str | None:
    """Return the password hashed with today's parameters, where the stored hash is older."""
    if not means.passwords.outdated(secret.password_hash):
        return None
    hashed = await means.passwords.hash(normal_password(password))
    return None if isinstance(hashed, Busy) else hashed


async def _open(means: Means, tried: _Try, session: Session, *, renewed: str | None) -> SignedIn:
    tenant, user = tried.tenant, session.user_id
    async with means.database.writing(tenant) as writer:
        slug = (await load_tenant(writer, tenant)).slug
        token = session_token(slug, means.entropy(32))
        await forgive_attempts(writer, tenant, tried.login)
        if renewed:
            await renew_hash(writer, tenant, user, renewed)
        await add_session(writer, tenant, session, token.hash)
        opened = Deed(
            tenant=tenant,
            actor=Actor(ActorKind.PERSON, user),
            act="session.open",
            object=Ref("session", session.id),
        )
        await means.trail.record(opened, writer)
    return SignedIn(session.id, tenant, user, token.text, session.expires_at)


def _new_session(means: Means, user: UUID, agent: str) -> Session:
    now, said = means.clock(), clean_line(agent, limit=200)
    return Session(
        id=means.ids(),
        user_id=user,
        agent="" if isinstance(said, TextFault) else said,
        created_at=now,
        expires_at=now + means.session_life,
    )
