"""Tells people what a definition's notifications promise: a comment of the house that names them.

The newest published version says who is told what, also for orders that run by an older one.
Each language among those who are told gets a comment of its own; who sees the house's internal
words is told inside, whoever does not outside. Safe to repeat: a notification goes out once.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple, TypeAlias
from uuid import UUID

from gongdan.engines.flow.model import Rule
from gongdan.kernel.decider import fold, load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import derived_id
from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.messages import Actor, ActorKind, RefusalKind, Refused
from gongdan.rooms.identity.contract import Action, robot
from gongdan.rooms.lowcode.contract import Notice, filled
from gongdan.rooms.privacy.contract import PrivacyClass
from gongdan.rooms.workorders.contract import AddComment
from gongdan.rooms.workorders.domain.notices import Happened, due, happened
from gongdan.rooms.workorders.domain.rights import allowed, sees_internal
from gongdan.rooms.workorders.domain.row import ROLE_WORD
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.words import person_of
from gongdan.rooms.workorders.handlers.beside import BesideHandlers
from gongdan.rooms.workorders.handlers.resolving import Resolve, resolver
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.ports import Definitions, Readers, ReportingLines, RunningDefinition
from gongdan.rooms.workorders.store import ORDERS


class Hearer(NamedTuple):
    """For whom a text is: his language, and whether he sees the house's internal fields."""

    locale: str
    inside: bool


Words: TypeAlias = Callable[[Hearer], Mapping[str, object]]

TELLER = Actor(ActorKind.RULE, name="notification@1")
MOST_TOLD = 50


class NoticeRefusedError(Exception):
    """A notification could not go out: it is tried again."""


class Notices:
    """Hears what happens to orders, and tells whom it concerns."""

    def __init__(
        self,
        store: EventStore,
        beside: BesideHandlers,
        definitions: Definitions,
        *,
        lines: ReportingLines,
        readers: Readers,
    ) -> None:
        self._store = store
        self._beside = beside
        self._definitions = definitions
        self._lines = lines
        self._readers = readers

    async def tell(self, event: LogEvent) -> None:
        """Tell what an event sets off."""
        tenant, order = event.tenant, event.stored.stream
        said = ORDERS.codec.decode(tenant, event.stored).event
        pin = (await load(self._store, ORDERS, tenant, order)).state.definition
        pinned = await self._definitions.pinned(tenant, pin)
        running = await self._definitions.newest(tenant, pin.key) or pinned
        if not running.notices:
            return
        state = (await fold(self._store, ORDERS, tenant, order, upto=event.stored.seq)).state
        resolve = await resolver(self._lines, tenant, running, state.reporter)
        for place, what in enumerate(happened(said, pinned.flow)):
            for key, notice in due(what, running.notices, state.reminders):
                people = await self._people(tenant, state, what, notice=notice, resolve=resolve)
                seed = event.stored.event_id.bytes + f"{place}:{key}".encode()
                words: Words = partial(_said, state, what, running)
                await self._say(tenant, order, state, (seed, notice, words), people=people)

    async def _people(
        self, tenant: UUID, state: OrderState, what: Happened, *, notice: Notice, resolve: Resolve
    ) -> tuple[UUID, ...]:
        words: list[str] = []
        found: dict[UUID, None] = {}
        for rule in notice.to:
            if rule == {"watchers": True}:
                found |= dict.fromkeys(state.beside.watchers)
            elif rule == {"holder": True}:
                words += what.holders or _holders(state, what.node)
            else:
                words += _words(resolve, rule, state)
        for word in words:
            if word.startswith(ROLE_WORD):
                role = word.removeprefix(ROLE_WORD)
                found |= dict.fromkeys(await self._lines.with_role(tenant, role, MOST_TOLD))
            elif (person := person_of(word)) is not None:
                found[person] = None
        return tuple(found)[:MOST_TOLD]

    async def _say(
        self,
        tenant: UUID,
        order: UUID,
        state: OrderState,
        notice: tuple[bytes, Notice, Words],
        *,
        people: tuple[UUID, ...],
    ) -> None:
        seed, told, words = notice
        groups: dict[Hearer, list[UUID]] = defaultdict(list)
        for who, reader in (await self._readers.principals(tenant, people)).items():
            if allowed(reader, "read", state):
                groups[Hearer(reader.locale, sees_internal(reader))].append(who)
        house = robot(tenant, TELLER, (Action.ORDER_READ, Action.ORDER_COMMENT))
        for hearer, mentions in groups.items():
            locale, inside = hearer
            text = filled(told.text.get(locale) or told.text.get("en", ""), words(hearer))
            command = AddComment(text=text, internal=inside, mentions=tuple(mentions))
            at = derived_id(b"notice" + seed + f"{locale}{inside}".encode())
            done = await self._beside.act(house, order, command, Sent(command_id=at))
            if isinstance(done, Refused) and done.kind is RefusalKind.STALE:
                raise NoticeRefusedError(done.code)


def _said(
    state: OrderState, what: Happened, running: RunningDefinition, hearer: Hearer
) -> Mapping[str, object]:
    """Return what a text may name, choices and outcomes by their words in a language.

    Who does not see the house's internal fields is told public ones alone.
    """
    step = running.flow.nodes.get(what.node)
    outcome = step.outcomes.get(what.outcome) if step else None
    said: dict[str, object] = {
        name: value
        for name, value in state.context.items()
        if hearer.inside or running.classes.get(name) == PrivacyClass.PUBLIC
    }
    for name, words in running.choices.items():
        spoken = words.get(str(said.get(name)), {}).get(hearer.locale)
        if spoken:
            said[name] = spoken
    return {
        **said,
        "number": state.number,
        "title": state.details.title,
        "step": step.title.get(hearer.locale, what.node) if step else what.node,
        "outcome": (outcome.title.get(hearer.locale) if outcome else "") or what.outcome,
    }


def _holders(state: OrderState, node: str) -> tuple[str, ...]:
    """Return who has a step in hand, or one inside a sub-process."""
    meant = {token.id for token in state.flow.tokens if token.node == node}
    for token in state.flow.tokens:  # what stands inside something came after it
        if token.scope in meant:
            meant.add(token.id)
    tokens = (token for token in state.flow.open_steps if token.id in meant)
    return tuple(word for token in tokens for word in (token.owner, *token.candidates) if word)


def _words(resolve: Resolve, rule: Rule, state: OrderState) -> tuple[str, ...]:
    found = resolve(rule, state.context)
    return tuple(word for word in (found.owner, *found.candidates) if word)
