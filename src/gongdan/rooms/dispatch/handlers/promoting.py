"""Letting a challenger go on and taking versions back: a person decides, the gate has a veto."""

from typing import Final, cast
from uuid import UUID

from gongdan.engines.matching.promoting import Kept, Stage
from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Reader
from gongdan.kernel.ids import Ref, derived_id
from gongdan.kernel.messages import RefusalKind, Refused
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
)
from gongdan.rooms.dispatch.domain.words import harmed_in_words
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.playing import Playing
from gongdan.rooms.dispatch.store.learning import live_version
from gongdan.rooms.dispatch.store.trials import ended_trials
from gongdan.rooms.dispatch.store.weights import keep_moves, one_at_a_time, steps_of
from gongdan.rooms.identity.contract import Principal

REASON_LIMIT: Final = 500
MOST_TRIED: Final = 50_000


class Promoting:
    """Decides how far models get, one decision at a time, each in the audit trail."""

    def __init__(self, means: Means, playing: Playing) -> None:
        self._means = means
        self._playing = playing

    async def promote(
        self, principal: Principal, model: ModelKind, version: int, *, reason: str, spoken: str
    ) -> Refused | None:
        """Let weights go on one stage, on the orders of this stage alone; triage is never tried."""
        said = _reason(reason)
        if isinstance(said, Refused):
            return said
        if model != "weights":
            return Refused(Refusal.NOT_TRIED, RefusalKind.CONFLICT, {"version": version})
        tenant = principal.tenant
        async with self._means.database.writing(tenant) as writer:
            await one_at_a_time(writer, tenant)
            standing = standing_of(await steps_of(writer, tenant, "weights"))
            found = (
                await evidence_of(writer, tenant, standing.challenger)
                if standing.challenger is not None
                else None
            )
            verdict = found.verdict if found else Kept("too_few")
            group = harmed_in_words(found.harmed if found else None, spoken)
            moves = promote(standing, version, verdict, group)
            if isinstance(moves, Refused):
                return moves
            await keep_moves(
                writer,
                tenant,
                "weights",
                moves,
                author=principal.user,
                reason=said,
                now=self._means.clock(),
            )
            deed = _deed(principal, "dispatch.promote", "weights", moves)
            await self._means.trail.record(deed, writer)
        self._playing.forget(tenant)
        return None

    async def roll_back(
        self, principal: Principal, model: ModelKind, version: int, reason: str
    ) -> Refused | None:
        """Take a version back: whoever decided before decides again, from the next order on."""
        said = _reason(reason)
        if isinstance(said, Refused):
            return said
        tenant = principal.tenant
        async with self._means.database.writing(tenant) as writer:
            await one_at_a_time(writer, tenant)
            moves = await self._back(writer, tenant, model, version)
            if isinstance(moves, Refused):
                return moves
            await keep_moves(
                writer,
                tenant,
                model,
                moves,
                author=principal.user,
                reason=said,
                now=self._means.clock(),
            )
            deed = _deed(principal, "dispatch.roll_back", model, moves)
            await self._means.trail.record(deed, writer)
        self._playing.forget(tenant)
        return None

    async def _back(
        self, reader: Reader, tenant: UUID, model: ModelKind, version: int
    ) -> list[Move] | Refused:
        if model == "weights":
            return roll_back(standing_of(await steps_of(reader, tenant, model)), version)
        if not version or version != await live_version(reader, tenant):
            return Refused(Refusal.NOT_IN_USE, RefusalKind.CONFLICT, {"version": version})
        return [Move(version, "retired")]


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
