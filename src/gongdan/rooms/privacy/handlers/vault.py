"""The vault: opens and seals for the other rooms, over a table of wrapped keys.

The path taken most (a known person, a warm key) costs no round trip and some microseconds a
value. Neither values nor plain keys are ever written, logged or put into an error's text.
"""

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from gongdan.kernel.ids import NewId, new_id
from gongdan.rooms.privacy.contract import (
    BlindKind,
    Envelope,
    Place,
    SealBrokenError,
    Sealed,
    SubjectDestroyedError,
)
from gongdan.rooms.privacy.domain import cipher
from gongdan.rooms.privacy.domain.keyring import Keyring
from gongdan.rooms.privacy.domain.normal import normal
from gongdan.rooms.privacy.ports import Identity, KeyEncryption, SubjectKey, SubjectKeys

Ciphers = dict[int, cipher.SubjectCipher]
"""A subject's ciphers by key version; empty: erased, or never known."""


class SubjectVault:
    """`contract.Vault` over a key port and a key table; one per process.

    `size` subjects are kept unwrapped for `lifetime` seconds: the longest time for which
    another process may still open values of a person who was erased here.
    """

    def __init__(
        self,
        keys: SubjectKeys,
        encryption: KeyEncryption,
        *,
        size: int = 10_000,
        lifetime: float = 60.0,
        ids: NewId = new_id,
        entropy: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._keys = keys
        self._encryption = encryption
        self._ring = Keyring(time.monotonic, size=size, lifetime=lifetime)
        self._blinding: dict[UUID, bytes] = {}
        self._ids = ids
        self._entropy = entropy

    async def subject_for(self, tenant: UUID, *, phone: str = "", email: str = "") -> UUID:
        """Return the person with that phone or mail, or a new one."""
        identities = await self._identities(tenant, phone, email)
        if identities:
            known = await self._keys.subject_of(tenant, identities, learn=True)
            if known is not None:
                return known.subject
        subject = self._ids()
        fresh = await self._fresh_key(tenant, subject)
        if not identities:
            return (await self._keys.add(tenant, fresh)).subject
        found = await self._keys.subject_of(tenant, identities, learn=True, new=fresh)
        return found.subject if found is not None else subject

    async def known_subject(self, tenant: UUID, *, phone: str = "", email: str = "") -> UUID | None:
        """Return the person with that phone or mail, if there is one."""
        identities = await self._identities(tenant, phone, email)
        known = await self._keys.subject_of(tenant, identities) if identities else None
        return known.subject if known is not None else None

    async def seal(
        self, tenant: UUID, subject: UUID, place: Place, fields: Mapping[str, str]
    ) -> dict[str, Sealed]:
        """Seal texts for one person at one place; raises `SubjectDestroyedError`."""
        ciphers = await self._ciphers_to_seal(tenant, subject)
        version = max(ciphers)
        binding = cipher.Binding(tenant, place, subject)
        return {
            field: binding.seal(
                ciphers[version],
                version,
                nonce=self._entropy(cipher.NONCE_BYTES),
                field=field,
                value=value,
            )
            for field, value in fields.items()
        }

    async def open(
        self,
        tenant: UUID,
        stream: UUID,
        values: Mapping[str, Sealed],
        *,
        event: UUID | None = None,
    ) -> dict[str, str]:
        """Open the values of one stream; fields of erased persons are missing."""
        return (await self.open_all(tenant, [Envelope(stream, values, event)]))[0]

    async def open_all(self, tenant: UUID, envelopes: Sequence[Envelope]) -> list[dict[str, str]]:
        """Open many at once, with at most one fetch of keys; raises `SealBrokenError`."""
        wanted = {sealed.subject for each in envelopes for sealed in each.values.values()}
        ciphers = await self._ciphers(tenant, wanted)
        return [_open_envelope(tenant, each, ciphers) for each in envelopes]

    async def blind(self, tenant: UUID, kind: BlindKind, value: str) -> bytes:
        """Return the digest by which a value is found exactly, without being readable."""
        return cipher.blind_digest(await self._blinding_key(tenant), kind, value)

    async def destroy(self, tenant: UUID, subject: UUID) -> None:
        """Erase a person: key and digests go for ever, ciphertexts and hashes stay."""
        self._ring.forget(tenant, subject)
        await self._keys.destroy(tenant, subject)
        self._ring.forget(tenant, subject)

    def forget(self, tenant: UUID, subject: UUID) -> None:
        """Drop a person's key from this process (another process destroyed it)."""
        self._ring.forget(tenant, subject)

    def forget_all(self) -> None:
        """Drop every key from this process: it may have missed that one was destroyed."""
        self._ring.clear()

    async def _ciphers(self, tenant: UUID, subjects: Iterable[UUID]) -> dict[UUID, Ciphers]:
        held = {subject: self._ring.get(tenant, subject) for subject in subjects}
        found: dict[UUID, Ciphers] = {s: c for s, c in held.items() if c is not None}
        missing = [subject for subject in held if subject not in found]
        if missing:
            generation = self._ring.generation
            rows = await self._keys.of(tenant, missing)
            for subject in missing:
                mine = [row for row in rows if row.subject == subject]
                found[subject] = await self._unwrapped(tenant, mine)
                self._ring.put(tenant, subject, found[subject], generation=generation)
        return found

    async def _ciphers_to_seal(self, tenant: UUID, subject: UUID) -> Ciphers:
        ciphers = (await self._ciphers(tenant, [subject]))[subject]
        if ciphers:
            return ciphers
        row = await self._keys.add(tenant, await self._fresh_key(tenant, subject))
        if row.key is None:
            raise SubjectDestroyedError(f"subject {subject} has been erased")
        return await self._unwrapped(tenant, [row])

    async def _unwrapped(self, tenant: UUID, rows: Iterable[SubjectKey]) -> Ciphers:
        ciphers: Ciphers = {}
        for row in rows:
            if row.key is not None:
                context = cipher.key_context(row.subject, row.version)
                key = await self._encryption.unwrap(tenant, row.key, context=context)
                ciphers[row.version] = cipher.subject_cipher(key)
        return ciphers

    async def _fresh_key(self, tenant: UUID, subject: UUID) -> SubjectKey:
        key = self._entropy(cipher.KEY_BYTES)
        context = cipher.key_context(subject, 1)
        return SubjectKey(subject, 1, await self._encryption.wrap(tenant, key, context=context))

    async def _identities(self, tenant: UUID, phone: str, email: str) -> list[Identity]:
        given = ((BlindKind.PHONE, phone), (BlindKind.EMAIL, email))
        return [
            (kind, await self.blind(tenant, kind, value))
            for kind, value in given
            if normal(kind, value)
        ]

    async def _blinding_key(self, tenant: UUID) -> bytes:
        key = self._blinding.get(tenant)
        if key is None:
            wrapped = await self._keys.blinding_key(tenant) or await self._keys.add_blinding_key(
                tenant,
                await self._encryption.wrap(
                    tenant, self._entropy(cipher.KEY_BYTES), context=cipher.BLINDING_CONTEXT
                ),
            )
            key = await self._encryption.unwrap(tenant, wrapped, context=cipher.BLINDING_CONTEXT)
            self._blinding[tenant] = key
        return key


def _open_envelope(
    tenant: UUID, envelope: Envelope, ciphers: Mapping[UUID, Ciphers]
) -> dict[str, str]:
    opened: dict[str, str] = {}
    for field, sealed in envelope.values.items():
        if envelope.event is not None and sealed.e != envelope.event:
            message = f"{field} of stream {envelope.stream} was sealed for another event"
            raise SealBrokenError(message)
        mine = ciphers[sealed.subject]
        if not mine:
            continue
        if sealed.k not in mine:
            message = f"{field} of stream {envelope.stream} names a key that never was"
            raise SealBrokenError(message)
        place = Place(envelope.stream, sealed.e)
        binding = cipher.Binding(tenant, place, sealed.subject)
        opened[field] = binding.open(mine[sealed.k], sealed, field)
    return opened
