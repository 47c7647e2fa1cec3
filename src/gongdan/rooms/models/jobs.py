"""Models that wait for their check are checked, and asked about choices, apart from the quick."""

from datetime import timedelta
from typing import Final
from uuid import UUID

import msgspec

from gongdan.engines.matching.advising import ChosenAmong
from gongdan.kernel.jobs import Due, JobHandler
from gongdan.rooms.models.handlers.plugging import Plugging
from gongdan.rooms.models.handlers.scoring import Scoring

CHECK_JOB: Final = "models.check"
CHOICE_JOB: Final = "models.choice"
LASTING: Final = timedelta(seconds=150)
"""A check that has not ended within this time begins anew."""

TRIES: Final = 2
"""So often a check is tried; then people are told that it came to nothing."""


def check_handler(plugging: Plugging) -> JobHandler:
    """Return what checks models."""

    async def check(due: Due) -> None:
        model = UUID(str(due.payload["model"]))
        if due.attempt > TRIES:
            await plugging.give_up(due.tenant, model)
        else:
            await plugging.check(due.tenant, model)

    return JobHandler(kind=CHECK_JOB, run=check)


def choice_handler(scoring: Scoring) -> JobHandler:
    """Return what asks models that score candidates about a person's choice."""
    among = msgspec.json.Decoder(ChosenAmong)

    async def judge(due: Due) -> None:
        order, told = UUID(str(due.payload["order"])), among.decode(str(due.payload["among"]))
        await scoring.judge(due.tenant, UUID(due.key), order, told)

    return JobHandler(kind=CHOICE_JOB, run=judge)
