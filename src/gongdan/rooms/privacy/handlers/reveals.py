"""Revealing masked values: for a reason, within one's reach, and never unseen."""

from collections.abc import Mapping
from typing import Generic

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.messages import Refused
from gongdan.rooms.privacy.contract import (
    REVEAL,
    SHOWN_FOR,
    Clear,
    Reveal,
    Revealable,
    Revealed,
)
from gongdan.rooms.privacy.contract.reveals import A
from gongdan.rooms.privacy.domain.reasons import checked_reason
from gongdan.rooms.privacy.domain.refusals import PrivacyCode, malformed, refuse

MOST_FIELDS = 20


class Reveals(Generic[A]):
    """Opens what other rooms registered, by the kind of thing."""

    def __init__(self, trail: AuditTrail, clock: Clock, kinds: Mapping[str, Revealable[A]]) -> None:
        self._trail = trail
        self._clock = clock
        self._kinds = kinds

    async def reveal(self, asker: A, command: Reveal) -> Revealed | Refused:
        """Return the values in clear, after the trail knows of it."""
        kind = self._kinds.get(command.object.kind)
        if kind is None:
            known = sorted(self._kinds)
            return malformed(PrivacyCode.KIND_UNKNOWN, "/object/kind", kinds=known)
        fields = tuple(dict.fromkeys(command.fields))
        if not 0 < len(fields) <= MOST_FIELDS:
            return malformed(PrivacyCode.FIELDS_MISSING, "/fields", limit=MOST_FIELDS)
        reason = checked_reason(command.reason)
        if isinstance(reason, Refused):
            return reason
        clear = await kind.clear(asker, command.object.id, fields)
        if isinstance(clear, Refused):
            return clear
        return await self._told(asker, command, clear, reason)

    async def _told(
        self, asker: A, command: Reveal, clear: Clear, reason: str
    ) -> Revealed | Refused:
        if not clear.values:
            erased = PrivacyCode.SUBJECT_ERASED if clear.erased else PrivacyCode.NOTHING_THERE
            return refuse(erased)
        if any(value and value in reason for value in clear.values.values()):
            return malformed(PrivacyCode.REASON_PERSONAL, "/reason")
        await self._trail.record(
            Deed(
                tenant=asker.tenant,
                actor=asker.actor,
                act=REVEAL,
                object=command.object,
                facts={"fields": sorted(clear.values), "reason": reason},
            )
        )
        return Revealed(command.object, dict(clear.values), self._clock() + SHOWN_FOR)
