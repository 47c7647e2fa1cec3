"""What the work of an order takes, in the words of planning."""

from datetime import datetime
from typing import Final, TypedDict

import msgspec

from gongdan.rooms.dispatch.handlers.durations import Reckoned
from gongdan.rooms.planning.contract import Lasting, Part
from gongdan.rooms.workorders.contract.needs import (
    Needs,
)
from gongdan.rooms.workorders.domain.state import OrderState

NOTHING: Final = Needs()


class Needed(TypedDict):
    """The members of `planning.contract.Work` that say what its work takes."""

    minutes: int
    lasting: Lasting
    cases: int
    agreed: tuple[datetime, datetime] | None
    tools: tuple[str, ...]
    parts: tuple[Part, ...]
    needs: str


def needed(state: OrderState, usual: Reckoned | None, otherwise: int) -> Needed:
    """Return what an order takes: as somebody said, as is usual, else the plan's one length."""
    needs = state.beside.needs
    minutes, cases = otherwise, 0
    lasting: Lasting = "plan"
    if needs.minutes:
        minutes, lasting = needs.minutes, "said"
    elif usual is not None:
        minutes, lasting, cases = usual.minutes, "learned" if usual.cases else "kind", usual.cases
    return Needed(
        minutes=minutes,
        lasting=lasting,
        cases=cases,
        agreed=agreed_of(needs),
        tools=needs.tools,
        parts=tuple(Part(each.code, each.amount) for each in needs.parts),
        needs=told_of(needs),
    )


def agreed_of(needs: Needs) -> tuple[datetime, datetime] | None:
    """Return the appointment as planning says it."""
    agreed = needs.appointment
    return (agreed.begins, agreed.ends) if agreed else None


def told_of(needs: Needs) -> str:
    """Return all that was said as a text to compare ("": nothing)."""
    return "" if needs == NOTHING else msgspec.json.encode(needs).decode()
