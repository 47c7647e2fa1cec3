"""成批操作: one request, many orders, and for each its own decision and answer.

Each order is an act of its own under a key of its own, so a request that broke off half-way and
is sent again does the rest, and nothing twice. The whole answer is kept as well: the same
request is answered as it was at first, also where it would be decided otherwise by now.
"""

from typing import Literal, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.eventstore.port import Idempotency
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import (
    AnyAct,
    AnyPairing,
    LinkOrder,
    UnlinkOrder,
)
from gongdan.rooms.workorders.handlers.beside import AnyBeside, BesideHandlers
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.handlers.ties import TieHandlers
from gongdan.rooms.workorders.store.bulk import BulkAnswers

MOST_ORDERS = 200

AnyBulk: TypeAlias = AnyAct | AnyBeside | AnyPairing
"""What can be done to many orders at once."""

Ending: TypeAlias = Literal["done", "refused", "conflict"]


class BulkOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """One order of many; `version` is the one that was seen (needed by exclusive acts)."""

    id: UUID
    version: int | None = None


class BulkRow(Struct, frozen=True, omit_defaults=True):
    """What came of one order: its new version, or why it was left as it was."""

    order: UUID
    ending: Ending
    version: int = 0
    number: str = ""
    refused: Refused | None = None


class BulkHandlers:
    """Does one command to many orders, one after the other."""

    def __init__(
        self,
        orders: OrderHandlers,
        beside: BesideHandlers,
        ties: TieHandlers,
        answers: BulkAnswers,
    ) -> None:
        self._orders = orders
        self._beside = beside
        self._ties = ties
        self._answers = answers

    async def run(
        self,
        principal: Principal,
        rows: tuple[BulkOrder, ...],
        command: AnyBulk,
        key: Idempotency | None,
    ) -> tuple[BulkRow, ...] | Refused:
        """Do it; `key_reused` where the key was used for another request."""
        if key is not None:
            before = await self._answers.first(principal.tenant, key)
            if isinstance(before, Refused):
                return before
            if before is not None:
                return msgspec.json.decode(before, type=tuple[BulkRow, ...])
        done = tuple([await self._row(principal, row, command, key) for row in rows])
        if key is not None:
            await self._answers.keep(principal.tenant, key, msgspec.json.encode(done))
        return done

    async def _row(
        self, principal: Principal, row: BulkOrder, command: AnyBulk, key: Idempotency | None
    ) -> BulkRow:
        if row.version is None and is_exclusive(command):
            missing = Refused("if_match_missing", RefusalKind.PRECONDITION)
            return BulkRow(row.id, "refused", refused=missing)
        own = (
            msgspec.structs.replace(key, route=f"{key.route}/{row.id}", status=200) if key else None
        )
        sent = Sent(expected=row.version, idempotency=own)
        answer = await self._done(principal, row.id, command, sent)
        if isinstance(answer, OrderDone):
            return BulkRow(row.id, "done", answer.version, answer.state.number)
        ending: Ending = "conflict" if answer.kind is RefusalKind.STALE else "refused"
        number = str(answer.facts.get("number", ""))
        return BulkRow(row.id, ending, number=number, refused=answer)

    async def _done(
        self, principal: Principal, order: UUID, command: AnyBulk, sent: Sent
    ) -> OrderDone | Refused:
        if isinstance(command, AnyPairing):
            return await self._ties.pair(principal, order, command, sent)
        if isinstance(command, AnyBeside):
            return await self._beside.act(principal, order, command, sent)
        return await self._orders.act(principal, order, command, sent)


def is_exclusive(command: AnyBulk) -> bool:
    """Tell whether an act needs the version that was seen."""
    return not isinstance(command, AnyBeside | LinkOrder | UnlinkOrder)
