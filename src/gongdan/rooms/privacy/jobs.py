"""Rotation of the key-encryption key: data keys are wrapped anew, stored values never change."""

from uuid import UUID

from msgspec.structs import replace

from gongdan.rooms.privacy.domain import cipher
from gongdan.rooms.privacy.ports import KeyEncryption, SubjectKeys

BATCH = 500
"""Keys wrapped anew in one transaction: short enough for no reader to notice."""


async def rewrap_keys(tenant: UUID, keys: SubjectKeys, encryption: KeyEncryption) -> int:
    """Wrap every key of a tenant under the current master; returns how many were moved.

    Safe to run again after a crash and beside readers: both wrappings open until the old
    master is retired, which must wait until this returned 0 for every tenant.
    """
    current = await encryption.current_version()
    moved = await _rewrap_blinding(tenant, current, keys, encryption)
    while stale := await keys.stale(tenant, current, BATCH):
        renewed = []
        for row in stale:
            if row.key is None:
                continue
            context = cipher.key_context(row.subject, row.version)
            plain = await encryption.unwrap(tenant, row.key, context=context)
            wrapped = await encryption.wrap(tenant, plain, context=context)
            renewed.append(replace(row, key=wrapped))
        await keys.rewrapped(tenant, renewed)
        moved += len(renewed)
    return moved


async def _rewrap_blinding(
    tenant: UUID, current: int, keys: SubjectKeys, encryption: KeyEncryption
) -> int:
    old = await keys.blinding_key(tenant)
    if old is None or old.kek_version >= current:
        return 0
    plain = await encryption.unwrap(tenant, old, context=cipher.BLINDING_CONTEXT)
    new = await encryption.wrap(tenant, plain, context=cipher.BLINDING_CONTEXT)
    await keys.rewrapped_blinding(tenant, new)
    return 1
