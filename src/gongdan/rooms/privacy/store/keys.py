"""The tables of wrapped keys, in PostgreSQL and (for tests) in memory."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record
from msgspec.structs import replace

from gongdan.kernel.database import Database, Reader
from gongdan.rooms.privacy.contract import WrappedKey
from gongdan.rooms.privacy.ports import Identity, SubjectKey


class PostgresSubjectKeys:
    """`ports.SubjectKeys` over PostgreSQL; the reads of every page take one round trip."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant: UUID, subjects: Sequence[UUID]) -> Sequence[SubjectKey]:
        """Return the keys of these subjects, destroyed ones with `key` None."""
        async with self._database.untenanted() as connection:
            rows = await connection.fetch(
                "SELECT * FROM subject_keys_v1($1, $2)", tenant, list(subjects)
            )
        return [_subject_key(row) for row in rows]

    async def add(self, tenant: UUID, key: SubjectKey) -> SubjectKey:
        """Store a new subject's key; returns the newest row that stands, mine or a twin's."""
        wrapped = _of(key)
        async with self._database.untenanted() as connection:
            row = await connection.fetchrow(
                "SELECT * FROM add_subject_v1($1, $2, $3, $4)",
                tenant,
                key.subject,
                wrapped.wrapped,
                wrapped.kek_version,
            )
        return _subject_key(row)

    async def subject_of(
        self,
        tenant: UUID,
        identities: Sequence[Identity],
        *,
        learn: bool = False,
        new: SubjectKey | None = None,
    ) -> SubjectKey | None:
        """Return the newest key of the subject behind the identities (`new`, if none was)."""
        wrapped = _of(new) if new is not None else None
        async with self._database.untenanted() as connection:
            row = await connection.fetchrow(
                "SELECT * FROM subject_of_v1($1, $2, $3, $4, $5, $6, $7)",
                tenant,
                [kind.value for kind, _ in identities],
                [digest for _, digest in identities],
                learn,
                new.subject if new is not None else None,
                wrapped.wrapped if wrapped is not None else None,
                wrapped.kek_version if wrapped is not None else None,
            )
        return _subject_key(row) if row is not None else None

    async def destroy(self, tenant: UUID, subject: UUID) -> None:
        """Destroy a subject's keys and digests, for ever, and tell the other processes."""
        async with self._database.untenanted() as connection:
            await connection.execute("SELECT destroy_subject_v1($1, $2)", tenant, subject)

    async def blinding_key(self, tenant: UUID) -> WrappedKey | None:
        """Return the tenant's wrapped blinding key, if there is one yet."""
        async with self._database.reading(tenant) as reader:
            return await _blinding_key(reader, tenant)

    async def add_blinding_key(self, tenant: UUID, key: WrappedKey) -> WrappedKey:
        """Store the tenant's first blinding key; returns the one that stands, mine or a twin's."""
        async with self._database.writing(tenant) as writer:
            await writer.execute(
                "INSERT INTO blinding_key (tenant_id, wrapped, kek_version)"
                " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                tenant,
                key.wrapped,
                key.kek_version,
            )
            return await _blinding_key(writer, tenant) or key

    async def stale(self, tenant: UUID, kek_version: int, limit: int) -> Sequence[SubjectKey]:
        """Return some keys that an older master than `kek_version` wrapped."""
        async with self._database.reading(tenant) as reader:
            rows = await reader.fetch(
                "SELECT subject_id, version, wrapped, kek_version FROM subject_key"
                " WHERE tenant_id = $1 AND kek_version < $2 AND wrapped IS NOT NULL"
                " ORDER BY kek_version, subject_id LIMIT $3",
                tenant,
                kek_version,
                limit,
            )
        return [_subject_key(row) for row in rows]

    async def rewrapped(self, tenant: UUID, keys: Sequence[SubjectKey]) -> None:
        """Store new wrappings, except where a key was destroyed meanwhile."""
        wrapped = [_of(key) for key in keys]
        async with self._database.writing(tenant) as writer:
            await writer.execute(
                "UPDATE subject_key k SET wrapped = n.wrapped, kek_version = n.kek_version"
                " FROM unnest($2::uuid[], $3::smallint[], $4::bytea[], $5::integer[])"
                " AS n (subject_id, version, wrapped, kek_version)"
                " WHERE k.tenant_id = $1 AND k.subject_id = n.subject_id"
                " AND k.version = n.version AND k.wrapped IS NOT NULL",
                tenant,
                [key.subject for key in keys],
                [key.version for key in keys],
                [key.wrapped for key in wrapped],
                [key.kek_version for key in wrapped],
            )

    async def rewrapped_blinding(self, tenant: UUID, key: WrappedKey) -> None:
        """Store the blinding key's new wrapping."""
        async with self._database.writing(tenant) as writer:
            await writer.execute(
                "UPDATE blinding_key SET wrapped = $2, kek_version = $3 WHERE tenant_id = $1",
                tenant,
                key.wrapped,
                key.kek_version,
            )


class MemorySubjectKeys:
    """`ports.SubjectKeys` in memory: the twin for tests of those who seal, one process only."""

    def __init__(self) -> None:
        self._keys: dict[tuple[UUID, UUID], list[SubjectKey]] = {}
        self._identities: dict[tuple[UUID, Identity], UUID] = {}
        self._blinding: dict[UUID, WrappedKey] = {}

    async def of(self, tenant: UUID, subjects: Sequence[UUID]) -> Sequence[SubjectKey]:
        """Return the keys of these subjects, destroyed ones with `key` None."""
        return [key for subject in subjects for key in self._keys.get((tenant, subject), [])]

    async def add(self, tenant: UUID, key: SubjectKey) -> SubjectKey:
        """Store a new subject's key; returns the newest row that stands."""
        return self._keys.setdefault((tenant, key.subject), [key])[-1]

    async def subject_of(
        self,
        tenant: UUID,
        identities: Sequence[Identity],
        *,
        learn: bool = False,
        new: SubjectKey | None = None,
    ) -> SubjectKey | None:
        """Return the newest key of the subject behind the identities (`new`, if none was)."""
        known = [self._identities.get((tenant, identity)) for identity in identities]
        subject = next(filter(None, known), new.subject if new is not None else None)
        if subject is None:
            return None
        if learn:
            for identity in identities:
                self._identities.setdefault((tenant, identity), subject)
        if new is not None and subject == new.subject:
            return await self.add(tenant, new)
        return self._keys[tenant, subject][-1]

    async def destroy(self, tenant: UUID, subject: UUID) -> None:
        """Destroy a subject's keys and digests, for ever."""
        held = self._keys.get((tenant, subject)) or [SubjectKey(subject, 1, None)]
        self._keys[tenant, subject] = [replace(key, key=None) for key in held]
        for place in [place for place, owner in self._identities.items() if owner == subject]:
            del self._identities[place]

    async def blinding_key(self, tenant: UUID) -> WrappedKey | None:
        """Return the tenant's wrapped blinding key, if there is one yet."""
        return self._blinding.get(tenant)

    async def add_blinding_key(self, tenant: UUID, key: WrappedKey) -> WrappedKey:
        """Store the tenant's first blinding key; returns the one that stands."""
        return self._blinding.setdefault(tenant, key)

    async def stale(self, tenant: UUID, kek_version: int, limit: int) -> Sequence[SubjectKey]:
        """Return some keys that an older master than `kek_version` wrapped."""
        held = [key for (owner, _), keys in self._keys.items() if owner == tenant for key in keys]
        return [key for key in held if key.key and key.key.kek_version < kek_version][:limit]

    async def rewrapped(self, tenant: UUID, keys: Sequence[SubjectKey]) -> None:
        """Store new wrappings, except where a key was destroyed meanwhile."""
        for new in keys:
            place = (tenant, new.subject)
            self._keys[place] = [
                new if old.version == new.version and old.key else old for old in self._keys[place]
            ]

    async def rewrapped_blinding(self, tenant: UUID, key: WrappedKey) -> None:
        """Store the blinding key's new wrapping."""
        self._blinding[tenant] = key


async def _blinding_key(reader: Reader, tenant: UUID) -> WrappedKey | None:
    row = await reader.fetchrow(
        "SELECT kek_version, wrapped FROM blinding_key WHERE tenant_id = $1", tenant
    )
    return WrappedKey(row["kek_version"], row["wrapped"]) if row is not None else None


def _subject_key(row: Record) -> SubjectKey:
    wrapped = row["wrapped"]
    key = WrappedKey(row["kek_version"], wrapped) if wrapped is not None else None
    return SubjectKey(row["subject_id"], row["version"], key)


def _of(key: SubjectKey) -> WrappedKey:
    if key.key is None:
        raise ValueError("a destroyed key is never stored anew")
    return key.key
