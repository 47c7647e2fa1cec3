"""Rehearsals: a draft is begun, played by stand-ins, wound back; nothing real is touched."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.rehearsal.contract import Begin, Deed, Entry, Trouble, Wait
from gongdan.rooms.rehearsal.domain.cast import RoleRights, cast_of
from gongdan.rooms.rehearsal.domain.refusals import RehearsalCode, refuse
from gongdan.rooms.rehearsal.domain.troubles import is_of_the_draft, standstill, unstaffed
from gongdan.rooms.rehearsal.handlers.course import next_instant
from gongdan.rooms.rehearsal.handlers.playing import play_through
from gongdan.rooms.rehearsal.ports import Bodies, Body, Outside, Plays, Roles
from gongdan.rooms.rehearsal.store import rehearsals as store
from gongdan.rooms.rehearsal.store.rehearsals import Rehearsal
from gongdan.rooms.rehearsal.views.standing import Playing, Scene

MOST_ENTRIES = 200
MOST_BYTES = 256 * 1024
"""Things that may be done in one rehearsal, and how much room they may take together."""

FARTHEST = timedelta(days=2 * 366)
"""So far the clock may be moved in all: working time is known for these years."""

KEPT = timedelta(hours=24)
"""A rehearsal is forgotten after so long without anything done."""


class Means(Struct, frozen=True, kw_only=True):
    """What rehearsals work with: the database as the app role, and the ports."""

    database: Database
    clock: Clock
    ids: NewId
    bodies: Bodies
    roles: Roles
    plays: Plays
    outside: Outside


class Sandbox:
    """One's own rehearsals; somebody else's are as if they were not there."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def begin(
        self, principal: Principal, key: str, version: int, begin: Begin
    ) -> Scene | Refused:
        """Report an order by a draft (or, above 0, a version) to stand-ins."""
        if principal.user is None:
            return refuse(RehearsalCode.NOBODY_SIGNED_IN)
        body = await self._body(principal.tenant, key, version)
        if isinstance(body, Refused):
            return body
        now = self._means.clock()
        made = Rehearsal(
            id=self._means.ids(),
            user=principal.user,
            key=key,
            version=version,
            sha256=body.sha256,
            body=body.content,
            script=(begin,),
            edition=1,
            begun_at=now,
            changed_at=now,
        )
        scene = await self._scene(principal.tenant, made, body)
        if (no := _input_fault(scene)) is not None:
            return no
        async with self._means.database.writing(principal.tenant) as writer:
            await store.add(writer, principal.tenant, made)
        return scene

    async def look(self, principal: Principal, rehearsal: UUID) -> Scene | Refused:
        """Return a rehearsal as it stands."""
        kept = await self._kept(principal, rehearsal)
        return kept if isinstance(kept, Refused) else await self._scene(principal.tenant, kept)

    async def act(self, principal: Principal, rehearsal: UUID, deed: Deed) -> Scene | Refused:
        """Let a stand-in do something."""
        kept = await self._kept(principal, rehearsal)
        if isinstance(kept, Refused):
            return kept
        return await self._next(principal, kept, deed)

    async def wait(
        self, principal: Principal, rehearsal: UUID, seconds: int | None
    ) -> Scene | Refused:
        """Move the clock on by seconds, or (None) up to when the next timer fires."""
        scene = await self.look(principal, rehearsal)
        if isinstance(scene, Refused):
            return scene
        clock = scene.playing.clock
        until = (
            next_instant(scene.playing) if seconds is None else clock + timedelta(seconds=seconds)
        )
        if until is None:
            return refuse(RehearsalCode.NO_TIMER)
        if until > scene.kept.begun_at + FARTHEST:
            return refuse(RehearsalCode.TOO_FAR, field="/seconds", days=FARTHEST.days)
        return await self._next(principal, scene.kept, Wait(until=max(until, clock)))

    async def undo(self, principal: Principal, rehearsal: UUID) -> Scene | Refused:
        """Leave out what was done last."""
        kept = await self._kept(principal, rehearsal)
        if isinstance(kept, Refused):
            return kept
        if len(kept.script) < 2:
            return refuse(RehearsalCode.NOTHING_TO_UNDO)
        return await self._changed(principal, kept, replace(kept, script=kept.script[:-1]))

    async def restart(
        self, principal: Principal, rehearsal: UUID, *, newest: bool, keep: bool
    ) -> Scene | Refused:
        """Begin anew, if wished by the draft as it is now, and up to where it was (`keep`)."""
        kept = await self._kept(principal, rehearsal)
        if isinstance(kept, Refused):
            return kept
        body = self._means.bodies.read(kept.body)
        if newest:
            body = await self._body(principal.tenant, kept.key, kept.version)
        if isinstance(body, Refused):
            return body
        script = kept.script if keep else kept.script[:1]
        begun_at = kept.begun_at if keep else self._means.clock()
        fresh = replace(
            kept, sha256=body.sha256, body=body.content, script=script, begun_at=begun_at
        )
        return await self._changed(principal, kept, fresh)

    async def forget(self, principal: Principal, rehearsal: UUID) -> None:
        """Forget a rehearsal now."""
        if principal.user is None:
            return
        async with self._means.database.writing(principal.tenant) as writer:
            await store.forget(writer, principal.tenant, rehearsal, principal.user)

    async def sweep(self, tenant: UUID) -> None:
        """Forget what rested for a day."""
        then = self._means.clock() - KEPT
        async with self._means.database.writing(tenant) as writer:
            await store.forget_before(writer, tenant, then)

    async def _next(self, principal: Principal, kept: Rehearsal, entry: Entry) -> Scene | Refused:
        """Do one thing more; what somebody entered wrongly is refused, and nothing is kept of it.

        What the draft refuses is kept, so that it can be looked at until something else is done.
        """
        before = await self._scene(principal.tenant, kept)
        done = kept.script[: len(kept.script) - before.left_out]
        script = (*done, entry)
        if len(script) > MOST_ENTRIES or len(store.script_bytes(script)) > MOST_BYTES:
            return refuse(RehearsalCode.TOO_LONG, most=MOST_ENTRIES)
        return await self._changed(principal, kept, replace(kept, script=script), fresh=True)

    async def _changed(
        self, principal: Principal, kept: Rehearsal, wanted: Rehearsal, *, fresh: bool = False
    ) -> Scene | Refused:
        changed = replace(wanted, changed_at=self._means.clock(), edition=kept.edition + 1)
        scene = await self._scene(principal.tenant, changed)
        if fresh and (no := _input_fault(scene)) is not None:
            return no
        async with self._means.database.writing(principal.tenant) as writer:
            if not await store.change(writer, principal.tenant, kept.edition, changed):
                return refuse(RehearsalCode.CHANGED)
        return scene

    async def _scene(self, tenant: UUID, kept: Rehearsal, body: Body | None = None) -> Scene:
        found = body or self._means.bodies.read(kept.body)
        if isinstance(found, Refused):
            raise TypeError(f"a kept body can't be read: {found.code}")
        roles = await self._means.roles.of(tenant)
        cast = cast_of(tenant, kept.id, found.bundle.flow, roles)
        play = await self._means.plays.open(tenant, found, cast, kept.begun_at)
        playing = Playing(play=play, outside=self._means.outside, clock=kept.begun_at)
        done = play_through(playing, kept.script, cast)
        return Scene(
            kept=kept,
            body=found,
            cast=cast,
            playing=playing,
            troubles=_troubles(playing, roles),
            newer=kept.version == 0 and await self._is_newer(tenant, kept),
            left_out=len(kept.script) - done,
        )

    async def _is_newer(self, tenant: UUID, kept: Rehearsal) -> bool:
        now = await self._means.bodies.draft(tenant, kept.key)
        return not isinstance(now, Refused) and now.sha256 != kept.sha256

    async def _kept(self, principal: Principal, rehearsal: UUID) -> Rehearsal | Refused:
        if principal.user is None:
            return refuse(RehearsalCode.NOBODY_SIGNED_IN)
        async with self._means.database.reading(principal.tenant) as reader:
            found = await store.load(reader, principal.tenant, principal.user, rehearsal)
        return found or refuse(RehearsalCode.NOT_FOUND)

    async def _body(self, tenant: UUID, key: str, version: int) -> Body | Refused:
        bodies = self._means.bodies
        return await (
            bodies.version(tenant, key, version) if version else bodies.draft(tenant, key)
        )


def _input_fault(scene: Scene) -> Refused | None:
    """Return why the last entry was refused, where it is not the draft that is to be mended."""
    no = scene.playing.no
    return None if no is None or is_of_the_draft(no) else no


def _troubles(playing: Playing, roles: Mapping[str, RoleRights]) -> tuple[Trouble, ...]:
    play = playing.play
    found = [*playing.troubles, *unstaffed(play.flow, roles)]
    still = standstill(play.drawn, play.flow)
    return (*found, *([still] if still else []))
