"""Two people on one draft: what both did is saved, or neither is overwritten."""

from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database, Reader
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef
from gongdan.rooms.lowcode.contract.publishing import SaveDraft
from gongdan.rooms.lowcode.contract.telling import Saying
from gongdan.rooms.lowcode.domain.bundle import body_of, parse, sha256_of
from gongdan.rooms.lowcode.domain.merge import Clash, Merged, Plain, Side, merge
from gongdan.rooms.lowcode.domain.places import place_name
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.shelves import Shelves, edition_of, unreadable
from gongdan.rooms.lowcode.store.definitions import load_body, load_draft, newest_version
from gongdan.rooms.lowcode.store.editions import (
    Edition,
    LaidAside,
    authors_since,
    drop_aside,
    lay_aside,
    load_aside,
    load_edition,
)

_LAST_EDITION = 2**31 - 1
"""The highest number that an edition can have."""

_TRIES = 5
"""How often a merge is tried anew where others save at the same moment."""


class MergedDraft(Struct, frozen=True):
    """A draft that holds what several people did; `others` saved since the edition that I saw."""

    edition: int
    body: bytes
    from_theirs: tuple[str, ...]
    from_mine: tuple[str, ...]
    others: tuple[UUID, ...]


class AsideNow(Struct, frozen=True):
    """What I could not save, and where it stands against the draft as it is now.

    `names` say how the places of the clashes are called.
    """

    aside: LaidAside
    edition: int
    clashes: tuple[Clash, ...] = ()
    names: tuple[Saying, ...] = ()


class Mine(Struct, frozen=True, kw_only=True):
    """What I want to save: made from the edition `seen`, with my choice for clashing places."""

    key: str
    body: bytes
    seen: int
    choices: dict[str, Side] = {}


class _Sides(Struct, frozen=True):
    """What a merge starts from; `edition` is 0 where the draft has ended meanwhile."""

    base: bytes
    theirs: bytes
    edition: int
    others: tuple[UUID, ...]


class Merging:
    """Merges drafts, and keeps what could not be saved."""

    def __init__(self, database: Database, trail: AuditTrail) -> None:
        self._database = database
        self._shelves = Shelves(database, trail)

    async def save(self, by: By, mine: Mine) -> MergedDraft | Refused:
        """Save a body with what others did since.

        Where both changed the same place, and no choice says whose it shall be, nothing is
        saved: my body is laid aside, to be read again with the places.
        """
        bundle = parse(mine.body)
        if isinstance(bundle, tuple):
            return unreadable(bundle)
        if bundle.key != mine.key:
            return refuse(DefinitionCode.KEY_DIFFERS, RefusalKind.MALFORMED, key=bundle.key[:80])
        seen = min(mine.seen, _LAST_EDITION)
        wanted = msgspec.structs.replace(mine, body=body_of(bundle), seen=seen)
        done = await self._tried(by, wanted)
        for _ in range(_TRIES):
            if not (isinstance(done, Refused) and done.code == DefinitionCode.DRAFT_STALE):
                break
            done = await self._tried(by, wanted)
        if isinstance(done, Refused) and done.kind is RefusalKind.STALE:
            await self._lay_aside(by, wanted)
        return done

    async def aside(self, by: By, key: str) -> AsideNow | Refused:
        """Return what was laid aside for me, and the places to decide."""
        async with self._database.reading(by.tenant) as reader:
            aside = by.actor.id and await load_aside(reader, by.tenant, key, by.actor.id)
            if not aside:
                return refuse(DefinitionCode.ASIDE_MISSING, RefusalKind.NOT_FOUND, key=key)
            sides = await _sides(reader, by.tenant, key, aside.seen)
        if isinstance(sides, Refused):
            return AsideNow(aside, 0)
        mine = _plain(aside.body)
        found = merge(_plain(sides.base), _plain(sides.theirs), mine)
        if isinstance(found, Merged):
            return AsideNow(aside, sides.edition)
        names = tuple(place_name(mine, clash.place) for clash in found.clashes)
        return AsideNow(aside, sides.edition, found.clashes, names)

    async def forget_aside(self, by: By, key: str) -> Refused | None:
        """Forget what was laid aside for me."""
        async with self._database.writing(by.tenant) as writer:
            if by.actor.id and await drop_aside(writer, by.tenant, key, by.actor.id):
                return None
        return refuse(DefinitionCode.ASIDE_MISSING, RefusalKind.NOT_FOUND, key=key)

    async def _tried(self, by: By, mine: Mine) -> MergedDraft | Refused:
        async with self._database.reading(by.tenant) as reader:
            sides = await _sides(reader, by.tenant, mine.key, mine.seen)
        if isinstance(sides, Refused):
            return sides
        found = merge(_plain(sides.base), _plain(sides.theirs), _plain(mine.body), mine.choices)
        if not isinstance(found, Merged):
            places = [clash.place for clash in found.clashes][:20]
            return refuse(DefinitionCode.DRAFT_OVERLAPS, RefusalKind.STALE, places=places)
        bundle = parse(msgspec.json.encode(found.body))
        if isinstance(bundle, tuple):
            return unreadable(bundle)
        return await self._saved(by, bundle, sides, found)

    async def _saved(
        self, by: By, bundle: Bundle, sides: _Sides, found: Merged
    ) -> MergedDraft | Refused:
        body, key = body_of(bundle), bundle.key
        command = SaveDraft(key=key, sha256=sha256_of(body), edition=sides.edition)
        done = await self._shelves.do(by, command, bundle, body)
        if isinstance(done, Refused):
            return done
        await self.forget_aside(by, key)
        edition = edition_of(done) or sides.edition
        others = tuple(other for other in sides.others if other != by.actor.id)
        return MergedDraft(edition, body, found.from_theirs, found.from_mine, others)

    async def _lay_aside(self, by: By, mine: Mine) -> None:
        if by.actor.id is None:
            return
        async with self._database.writing(by.tenant) as writer:
            edition = Edition(mine.key, mine.seen, mine.body, by.actor.id)
            await lay_aside(writer, by.tenant, edition)


async def _sides(reader: Reader, tenant: UUID, key: str, seen: int) -> _Sides | Refused:
    draft = await load_draft(reader, tenant, key)
    base = await load_edition(reader, tenant, key, seen)
    others = tuple(await authors_since(reader, tenant, key, seen))
    if draft is not None and (draft.edition == seen or base is not None):
        return _Sides(base or draft.body, draft.body, draft.edition, others)
    if draft is not None:
        edition = draft.edition
        return refuse(DefinitionCode.BASE_GONE, RefusalKind.STALE, key=key, edition=edition)
    # the draft was published, or thrown away, while I worked on it
    version = await newest_version(reader, tenant, key)
    published = version and await load_body(reader, tenant, DefinitionRef(key, version))
    if base is None or not published:
        return refuse(DefinitionCode.DRAFT_MISSING, RefusalKind.NOT_FOUND, key=key)
    return _Sides(base, published, 0, others)


def _plain(body: bytes) -> dict[str, Plain]:
    return msgspec.json.decode(body, type=dict[str, Plain])
