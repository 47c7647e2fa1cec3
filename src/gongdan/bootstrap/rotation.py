"""Rotation of the master key: what makes a destroyed key unreadable in every old copy.

An erased key is gone from its table, but its wrapped form may stand in the write-ahead log and
in older dumps of the keys. It opens under the master that wrapped it: so a new master wraps
every key that is left, the old one is forgotten, and the copies open nothing (ADR 0010).
"""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from gongdan.adapters.file_keys import FileKeys
from gongdan.adapters.postgres.scrub import scrub
from gongdan.bootstrap.key_backups import refresh_key_backups
from gongdan.bootstrap.storage import Storage
from gongdan.kernel.clock import Clock
from gongdan.kernel.tenants import all_tenants
from gongdan.rooms.integration.jobs import rewrap_connectors, rewrap_inbounds, rewrap_secrets
from gongdan.rooms.privacy.jobs import rewrap_keys
from gongdan.rooms.privacy.store.keys import PostgresSubjectKeys
from gongdan.rooms.privacy.store.subjects import keys_gone, waiting_for_rotation
from gongdan.settings import Settings

Rewrap = Callable[[UUID], Awaitable[int]]

_GRACE = 2.0
"""Seconds in which another process may still write what it wrapped under the old master."""


class Rotation:
    """Rotates the master of a house. Whoever wraps with `FileKeys` has a line in `_rewraps`."""

    def __init__(self, storage: Storage, keys: FileKeys, settings: Settings, clock: Clock) -> None:
        self._storage = storage
        self._keys = keys
        self._settings = settings
        self._clock = clock

    async def is_due(self) -> bool:
        """Tell whether somebody was erased whose wrapped key could still be opened."""
        for tenant in await all_tenants(self._storage.worker):
            async with self._storage.app.reading(tenant) as reader:
                if await waiting_for_rotation(reader, tenant):
                    return True
        return False

    async def rotate(self) -> int:
        """Wrap everything anew, forget the old masters, refresh the key backups.

        Returns how many keys were wrapped anew. Safe to run again after a crash.
        """
        begun = self._clock()
        current = self._keys.add_version()
        moved = await self._rewrap_all(current)
        await asyncio.sleep(_GRACE)
        while again := await self._rewrap_all(current):
            moved += again
        for version in self._keys.versions():
            if version < current:
                self._keys.retire(version)
        await scrub(self._storage.urls.admin)
        await asyncio.to_thread(refresh_key_backups, self._settings, self._storage.urls.admin)
        now = self._clock()
        for tenant in await all_tenants(self._storage.worker):
            async with self._storage.app.writing(tenant) as writer:
                await keys_gone(writer, tenant, now, begun)
        return moved

    async def _rewrap_all(self, current: int) -> int:
        moved = 0
        for tenant in await all_tenants(self._storage.worker):
            for rewrap in self._rewraps(current):
                moved += await rewrap(tenant)
        return moved

    def _rewraps(self, current: int) -> tuple[Rewrap, ...]:
        app, keys = self._storage.app, self._keys
        subject_keys = PostgresSubjectKeys(app)
        return (
            lambda tenant: rewrap_keys(tenant, subject_keys, keys),
            lambda tenant: rewrap_secrets(tenant, app, keys, current),
            lambda tenant: rewrap_connectors(tenant, app, keys, current),
            lambda tenant: rewrap_inbounds(tenant, app, keys, current),
        )
