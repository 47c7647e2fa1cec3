"""Letting a challenger go on and taking versions back: a person decides, the gate has a veto.

Weights go on only where the gate is open. Triage takes over by itself once it is; a person may be
sooner, and stands for it with his reason, unless figures are certain that it does harm.
"""

from collections.abc import Awaitable, Callable
from typing import Final, cast
from uuid import UUID

from gongdan.engines.matching.promoting import Kept, Stage
from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.ids import Ref, derived_id
from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_text
from gongdan.rooms.dispatch.domain.judging import Evidence, evidence
from gongdan.rooms.dispatch.domain.refusals import Refusal, malformed
from gongdan.rooms.dispatch.domain.stages import (
    ModelKind,
    Move,
    Step,
    promote,
    roll_back,
    standing_of,
    take_over,
)
from gongdan.rooms.dispatch.domain.words import harmed_in_words, loses_in_words
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.playing import Playing
from gongdan.rooms.dispatch.handlers.relearning import comparison_of
from gongdan.rooms.dispatch.handlers.speaking import Speaking
from gongdan.rooms.dispatch.store.policies import load_categories
from gongdan.rooms.dispatch.store.trials import ended_trials
from gongdan.rooms.dispatch.store.weights import keep_moves, one_at_a_time, steps_of
from gongdan.rooms.identity.contract import Principal

REASON_LIMIT: Final = 500
MOST_TRIED: Final = 50_000


class Promoting:
    """Decides how far models get, one decision at a time, each in the audit trail."""

    def __init__(self, means: Means, playing: Playing, speaking: Speaking) -> None:
        self._means = means
        self._playing = playing
        self._speaking = speaking

    async def promote(
        self, principal: Principal, model: ModelKind, version: int, *, reason: str, spoken: str
    ) -> Refused | None:
        """Let a challenger go on one stage, by what the orders of this stage alone say."""
        further = self._weights_on if model == "weights" else self._triage_on

        async def moves(writer: Writer) -> list[Move] | Refused:
            return await further(writer, principal.tenant, version, spoken)

        return await self._decide(
            principal, model, act="dispatch.promote", reason=reason, moves_of=moves
        )

    async def roll_back(
        self, principal: Principal, model: ModelKind, version: int, reason: str
    ) -> Refused | None:
        """Take a version back: whoever decided before decides again, from the next order on."""

        async def moves(writer: Writer) -> list[Move] | Refused:
            return roll_back(standing_of(await steps_of(writer, principal.tenant, model)), version)

        return await self._decide(
            principal, model, act="dispatch.roll_back", reason=reason, moves_of=moves
        )

    async def _decide(
        self,
        principal: Principal,
        model: ModelKind,
        *,
        act: str,
        reason: str,
        moves_of: Callable[[Writer], Awaitable[list[Move] | Refused]],
    ) -> Refused | None:
        """Keep what a person decided, one decision at a time, and let it be in force at once."""
        said = _reason(reason)
        if isinstance(said, Refused):
            return said
        tenant, now = principal.tenant, self._means.clock()
        async with self._means.database.writing(tenant) as writer:
            await one_at_a_time(writer, tenant)
            moves = await moves_of(writer)
            if isinstance(moves, Refused):
                return moves
            author = principal.user
            await keep_moves(writer, tenant, model, moves, author=author, reason=said, now=now)
            await self._means.trail.record(_deed(principal, act, model, moves), writer)
        self._playing.forget(tenant)
        self._speaking.forget(tenant)
        return None

    async def _weights_on(
        self, reader: Reader, tenant: UUID, version: int, spoken: str
    ) -> list[Move] | Refused:
        standing = standing_of(await steps_of(reader, tenant, "weights"))
        tried = standing.challenger
        found = await evidence_of(reader, tenant, tried) if tried is not None else None
        verdict = found.verdict if found else Kept("too_few")
        return promote(
            standing, version, verdict, harmed_in_words(found.harmed if found else None, spoken)
        )

    async def _triage_on(
        self, reader: Reader, tenant: UUID, version: int, spoken: str
    ) -> list[Move] | Refused:
        standing = standing_of(await steps_of(reader, tenant, "triage"))
        if standing.challenger is None:
            return take_over(standing, version, "too_few", "")
        said = await comparison_of(reader, tenant, standing, standing.challenger)
        named = await load_categories(reader, tenant)
        who = named[said.harmed].name.get(spoken, said.harmed) if said.harmed in named else ""
        return take_over(standing, version, said.finding, loses_in_words(who, spoken))


async def evidence_of(reader: Reader, tenant: UUID, step: Step) -> Evidence:
    """Return what the orders of a challenger's stage say, of those that have ended."""
    rows = await ended_trials(reader, tenant, step, MOST_TRIED)
    return evidence(cast("Stage", step.stage), rows)


def _reason(reason: str) -> str | Refused:
    said = clean_text(reason, limit=REASON_LIMIT)
    if isinstance(said, TextFault) or not said.strip():
        return malformed(Refusal.REASON_UNUSABLE, "/reason", limit=REASON_LIMIT)
    return said


def _deed(principal: Principal, act: str, model: str, moves: list[Move]) -> Deed:
    return Deed(
        tenant=principal.tenant,
        actor=principal.actor,
        act=act,
        object=Ref("dispatch", derived_id(f"{model}/{moves[0].version}".encode())),
        facts={"model": model, "version": moves[0].version, "stage": moves[0].stage},
    )
