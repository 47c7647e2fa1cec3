"""Replays: begun by somebody, worked off by the worker, looked at while they run."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.rehearsal.domain.refusals import RehearsalCode, refuse
from gongdan.rooms.rehearsal.ports import Bodies, Body, Follows, Past, Readers, Roles
from gongdan.rooms.rehearsal.store import replays as store
from gongdan.rooms.rehearsal.store.replays import Replay, Wanted

KEPT = timedelta(days=7)
"""A replay is forgotten after so long."""

MOST_ACTIVITIES = 200


class Means(Struct, frozen=True, kw_only=True):
    """What replays work with: the database as the app role, and the ports."""

    database: Database
    clock: Clock
    ids: NewId
    bodies: Bodies
    roles: Roles
    past: Past
    follows: Follows
    readers: Readers


class Beside(Struct, frozen=True, kw_only=True):
    """What a replay is said with: its body, the draft's hash now ("": none), titles of roles."""

    body: Body
    newest: str
    roles: dict[str, dict[str, str]]


class Replays:
    """One's own replays; somebody else's are as if they were not there."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def begin(
        self, principal: Principal, key: str, version: int, wanted: Wanted
    ) -> Replay | Refused:
        """Have the orders of a span put through a draft (or, above 0, a version)."""
        means, tenant = self._means, principal.tenant
        if principal.user is None:
            return refuse(RehearsalCode.NOBODY_SIGNED_IN)
        if not means.past.allowed(principal):
            return refuse(RehearsalCode.REPLAY_NOT_ALLOWED)
        if wanted.after >= wanted.before or len(wanted.activities) > MOST_ACTIVITIES:
            return refuse(RehearsalCode.SPAN_UNUSABLE, field="/after")
        bodies = means.bodies
        found = bodies.version(tenant, key, version) if version else bodies.draft(tenant, key)
        body = await found
        if isinstance(body, Refused):
            return body
        now, past = means.clock(), wanted.orders_of or key
        begun = Replay(
            id=means.ids(),
            user=principal.user,
            key=key,
            version=version,
            sha256=body.sha256,
            body=body.content,
            wanted=wanted,
            state="running",
            total=await means.past.count(principal, past, wanted.after, wanted.before),
            begun_at=now,
            changed_at=now,
        )
        async with means.database.writing(tenant) as writer:
            await store.begin(writer, tenant, begun)
        return begun

    async def get(self, principal: Principal, replay: UUID) -> Replay | Refused:
        """Return one's own replay."""
        async with self._means.database.reading(principal.tenant) as reader:
            found = await store.load(reader, principal.tenant, replay)
        if found is None or found.user != principal.user:
            return refuse(RehearsalCode.REPLAY_NOT_FOUND)
        return found

    async def newest(self, principal: Principal, key: str) -> Sequence[Replay]:
        """Return one's newest replays of a definition."""
        user = principal.user or UUID(int=0)
        async with self._means.database.reading(principal.tenant) as reader:
            return await store.newest(reader, principal.tenant, user, key)

    async def stop(self, principal: Principal, replay: UUID) -> Replay | Refused:
        """Stop a replay where it is; what was found so far stays."""
        found = await self.get(principal, replay)
        if isinstance(found, Refused) or found.state != "running":
            return found
        stopped = replace(found, state="stopped", changed_at=self._means.clock())
        async with self._means.database.writing(principal.tenant) as writer:
            await store.advance(writer, principal.tenant, stopped)
        return stopped

    async def beside(self, principal: Principal, replay: Replay) -> Beside | Refused:
        """Return what a replay is said with, or that its body can't be read any more."""
        means, tenant = self._means, principal.tenant
        body = means.bodies.read(replay.body)
        if isinstance(body, Refused):
            return refuse(RehearsalCode.REPLAY_UNREADABLE, key=replay.key)
        now = await means.bodies.draft(tenant, replay.key)
        roles = await means.roles.of(tenant)
        return Beside(
            body=body,
            newest="" if isinstance(now, Refused) else now.sha256,
            roles={key: role.title for key, role in roles.items()},
        )

    async def sweep(self, tenant: UUID) -> None:
        """Forget what rested for a week."""
        async with self._means.database.writing(tenant) as writer:
            await store.forget_before(writer, tenant, self._means.clock() - KEPT)
