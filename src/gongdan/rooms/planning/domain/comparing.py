"""What moved against the plan that held before; and which orders have changed since."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.planning.contract import Placed, Work
from gongdan.rooms.planning.domain.days import Facts, at_work
from gongdan.rooms.planning.domain.moving import SHIFTED
from gongdan.rooms.planning.domain.timeline import Meaning

Kind: TypeAlias = Literal["other", "later", "earlier", "new", "left"]
Change: TypeAlias = Literal["ended", "holder", "due", "needs"]


class Difference(Struct, frozen=True, kw_only=True):
    """An order that somebody else does, or at another time, or that is new, or left out.

    `away`: because whoever had it is not there any more.
    """

    order: UUID
    number: str
    kind: Kind
    was: UUID | None = None
    now: UUID | None = None
    begun: int | None = None
    begins: int | None = None
    away: bool = False


class Standing(Struct, frozen=True, kw_only=True):
    """How an order stands now: with whom, due when (Unix), and whether the work is done.

    `agreed` and `needs` as in `Work`.
    """

    assignee: UUID | None
    due: int | None
    done: bool
    agreed: tuple[datetime, datetime] | None = None
    needs: str = ""


def differences(
    facts: Facts, meaning: Meaning, before: Collection[Placed]
) -> tuple[Difference, ...]:
    """Return what is otherwise than it was, as people see it: five minutes are nothing."""
    there = {each.user for each in at_work(facts)}
    return tuple(_differences(facts, meaning, {each.order: each for each in before}, there))


def _differences(
    facts: Facts, meaning: Meaning, before: Mapping[UUID, Placed], there: set[UUID]
) -> Iterator[Difference]:
    for order, was in before.items():
        if order not in facts.works or facts.works[order].ended:
            continue
        now, begins = meaning.who.get(order), meaning.begins.get(order)
        kind = _kind(was, now, begins)
        if kind is not None:
            yield Difference(
                order=order,
                number=was.number,
                kind=kind,
                was=was.user,
                now=now,
                begun=was.begins,
                begins=begins,
                away=was.user not in there,
            )
    for order, now in meaning.who.items():
        if before and order not in before and not facts.works[order].ended:
            number, begins = facts.works[order].number, meaning.begins[order]
            yield Difference(order=order, number=number, kind="new", now=now, begins=begins)


def _kind(was: Placed, now: UUID | None, begins: int | None) -> Kind | None:
    if now is None or begins is None:
        return "left"
    if now != was.user:
        return "other"
    if abs(begins - was.begins) <= SHIFTED:
        return None
    return "later" if begins > was.begins else "earlier"


def stale(
    works: Collection[Work], standing: Mapping[UUID, Standing], planned: Mapping[UUID, UUID]
) -> dict[UUID, Change]:
    """Return the orders that are not as they were when they were planned, and what changed.

    One that is already with whom it is `planned` for is as the plan wants it.
    """
    found: dict[UUID, Change] = {}
    for work in works:
        now = standing.get(work.order)
        change = None if work.ended else _change(work, now, planned.get(work.order))
        if change is not None:
            found[work.order] = change
    return found


def _change(work: Work, now: Standing | None, to: UUID | None) -> Change | None:
    if now is None or now.done:
        return "ended"
    if now.assignee not in {work.assignee, to}:
        return "holder"
    due = int(work.due_at.timestamp()) if work.due_at else None
    if now.due != due:
        return "due"
    return "needs" if now.needs != work.needs else None
