"""抄送: whoever gets a copy of an order watches it from then on, if he may read it."""

from uuid import UUID

from gongdan.kernel.ids import derived_id
from gongdan.kernel.messages import Actor, ActorKind, RefusalKind, Refused
from gongdan.rooms.identity.contract import Action, robot
from gongdan.rooms.workorders.contract import AnyOrderEvent, WatchOrder
from gongdan.rooms.workorders.domain.copies import copied
from gongdan.rooms.workorders.domain.row import ROLE_WORD
from gongdan.rooms.workorders.domain.words import person_of
from gongdan.rooms.workorders.handlers.beside import BesideHandlers
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.ports import ReportingLines

FLOW = Actor(ActorKind.RULE, name="flow@1")
MOST_OF_ROLE = 50
"""People of one role who get a copy; a larger circle looks at the list."""


class CopyRefusedError(Exception):
    """A copy could not be given though nothing is wrong with whom it is for."""


class Copies:
    """Lets the people of a copy watch the order; safe to repeat."""

    def __init__(self, beside: BesideHandlers, lines: ReportingLines) -> None:
        self._beside = beside
        self._lines = lines

    async def give(self, tenant: UUID, order: UUID, event: AnyOrderEvent) -> None:
        """Give the copies that an event tells of; who may not read the order gets none."""
        house = robot(tenant, FLOW, (Action.ORDER_READ, Action.ORDER_WATCH))
        for who in await self._people(tenant, copied(event)):
            sent = Sent(command_id=derived_id(b"copy" + order.bytes + who.bytes))
            done = await self._beside.act(house, order, WatchOrder(who=who), sent)
            if isinstance(done, Refused) and done.kind is RefusalKind.STALE:
                raise CopyRefusedError(done.code)

    async def _people(self, tenant: UUID, words: tuple[str, ...]) -> tuple[UUID, ...]:
        found: dict[UUID, None] = {}
        for word in words:
            if word.startswith(ROLE_WORD):
                role = word.removeprefix(ROLE_WORD)
                for each in await self._lines.with_role(tenant, role, MOST_OF_ROLE):
                    found[each] = None
            elif (person := person_of(word)) is not None:
                found[person] = None
        return tuple(found)
