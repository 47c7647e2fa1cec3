"""From a token to a principal, remembered for a few seconds.

What was looked up stands for at most five seconds; a revocation is told by NOTIFY and is
forgotten at once. An answer that was on its way while something was revoked is not kept.
"""

import time
from collections.abc import Callable

from msgspec import Struct

from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Known, Principal
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.tokens import is_guest, token_hash
from gongdan.rooms.identity.ports import Guests
from gongdan.rooms.identity.store.principals import load_principal


class _Kept(Struct, frozen=True):
    known: Known
    until: float


class Authentication:
    """Knows whom tokens stand for; one per process.

    `lifetime` is in seconds, `size` in tokens. Wire `forget` to the payloads of
    `contract.SESSIONS_CHANNEL`; call it with "" when that connection was lost and came back.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        guests: Guests | None = None,
        lifetime: float = 5.0,
        size: int = 10_000,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._guests = guests
        self._lifetime = lifetime
        self._size = size
        self._ticks = ticks
        self._kept: dict[bytes, _Kept] = {}
        self._revocations = 0

    async def principal(self, token: str) -> Principal | Refused:
        """Return whom a token stands for, or `not_signed_in`."""
        hashed = token_hash(token)
        if hashed is None:
            return refuse(Refusal.NOT_SIGNED_IN)
        kept = self._kept.get(hashed)
        if kept is not None and kept.until > self._ticks():
            known: Known | None = kept.known
        else:
            known = await self._look_up(hashed, as_guest=is_guest(token))
        if known is None or known.expires_at <= self._clock():
            return refuse(Refusal.NOT_SIGNED_IN)
        return known.principal

    def forget(self, message: str) -> None:
        """Forget a user's or a link's tokens (`<tenant> <id>`), a tenant's, or all ("")."""
        self._revocations += 1
        tenant, _, user = message.partition(" ")
        self._kept = {
            hashed: kept
            for hashed, kept in self._kept.items()
            if tenant not in {"", str(kept.known.principal.tenant)}
            or user not in {"", *_ids_of(kept.known.principal)}
        }

    async def _look_up(self, hashed: bytes, *, as_guest: bool) -> Known | None:
        before = self._revocations
        if as_guest:
            known = await self._guests.known(hashed, self._clock()) if self._guests else None
        else:
            known = await load_principal(self._database, hashed, self._clock())
        self._kept.pop(hashed, None)
        if known is not None and before == self._revocations:
            if len(self._kept) >= self._size:
                self._kept.pop(next(iter(self._kept)))
            self._kept[hashed] = _Kept(known, self._ticks() + self._lifetime)
        return known


def _ids_of(principal: Principal) -> set[str]:
    """Return under which ids a revocation may name somebody: the user, or the link he came by."""
    return {str(principal.user), str(principal.actor.id)}
