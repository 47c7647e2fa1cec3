"""Which weights decide now, and which are tried: read anew after two seconds at most."""

from datetime import datetime
from typing import Final, cast
from uuid import UUID

from gongdan.kernel.database import Reader
from gongdan.rooms.dispatch.domain.stages import standing_of
from gongdan.rooms.dispatch.domain.trials import Challenge, InPlay, Trying, Versioned
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.store.weights import all_weights, steps_of

FRESH: Final = 2.0
"""Seconds for which it is taken as it is: who rolls back is heard by all after so long."""


class Playing:
    """The weights in play of each tenant that this process was asked about."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._known: dict[UUID, tuple[datetime, InPlay]] = {}

    async def of(self, tenant: UUID) -> InPlay:
        """Return what decides now."""
        now = self._means.clock()
        known = self._known.get(tenant)
        if known is not None and (now - known[0]).total_seconds() < FRESH:
            return known[1]
        async with self._means.database.reading(tenant) as reader:
            found = await in_play(reader, tenant)
        self._known[tenant] = (now, found)
        return found

    def forget(self, tenant: UUID) -> None:
        """Let it be read anew at once: somebody has just decided."""
        self._known.pop(tenant, None)


async def in_play(reader: Reader, tenant: UUID) -> InPlay:
    """Return what decides by the tables."""
    standing = standing_of(await steps_of(reader, tenant, "weights"))
    known = await all_weights(reader, tenant) if standing.champion or standing.challenger else {}

    def versioned(version: int) -> Versioned:
        return Versioned(version, known[version].weights) if version else Versioned()

    step = standing.challenger
    if step is None:
        return InPlay(versioned(standing.champion))
    stage = cast("Trying", step.stage)
    return InPlay(
        versioned(standing.champion), Challenge(versioned(step.version), stage, step.since)
    )
