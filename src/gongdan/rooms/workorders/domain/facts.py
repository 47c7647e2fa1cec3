"""What a decision about an order is told: the definition, the actor, and what was looked up."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.engines.flow.model import Assignment, Context, FlowDefinition, Rule, Value
from gongdan.engines.flow.model import Facts as FlowFacts
from gongdan.kernel.messages import Refused
from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import DefinitionPin
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed
from gongdan.rooms.workorders.domain.signed import has_group
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.words import person_of


class FormFault(Struct, frozen=True):
    """One thing that a step's form does not accept: where (JSON pointer) and why."""

    pointer: str
    problem: str


def no_answer(_table: str, _context: Context) -> Value:
    """Answer null: of a definition without decision tables."""
    return None


class OrderFacts(Struct, frozen=True, kw_only=True):
    """Facts gathered by the handler before a decision.

    `words` are the words by which the actor is known to the flow (`user:<id>`, `role:<key>`);
    empty for one whose rights let him stand in for whoever holds the step; `own` are his in any
    case. `known_people` are
    those of the people named by the command who exist and are active. `sealed` is the
    ciphertext of the command's personal values, `subject` whose they are. `statement` is what
    there is to sign, composed anew, `signed_answers` what it names of answers yet to be given;
    `picture` the SHA-256 of the signature's picture.
    `by_customer`: who acts came by a customer's link. `open_children`
    are the numbers of orders split off that have not ended. `zone` is the one in which `now`
    is some day. `decide` asks a decision table.
    """

    flow: FlowDefinition
    evaluate: Callable[[str, Context], Value]
    resolve: Callable[[Rule, Context], Assignment]
    words: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    actor: UUID | None = None
    form_faults: tuple[FormFault, ...] = ()
    known_people: frozenset[UUID] = frozenset()
    subject: UUID | None = None
    sealed: dict[str, Sealed] = {}
    data: dict[str, object] = {}
    definition: DefinitionPin = DefinitionPin("", 0)
    number: str = ""
    unit_path: str = ""
    now: datetime | None = None
    zone: str = "UTC"
    version: int = 0
    statement: bytes = b""
    signed_answers: dict[str, object] = {}
    picture: str = ""
    unanswered_days: int = 0
    by_customer: bool = False
    open_children: tuple[str, ...] = ()
    decide: Callable[[str, Context], Value] = no_answer


def unfilled(faults: Sequence[FormFault]) -> Refused:
    """Return the refusal that names what a form does not accept, and shows the first of it."""
    problems = [f"{fault.pointer}: {fault.problem}" for fault in faults]
    return malformed(OrderCode.FORM_INCOMPLETE, faults[0].pointer, problems=problems)


class BesideFacts(Struct, frozen=True, kw_only=True):
    """Facts for what leaves the loop where it is.

    `event` is the id that the event will have; `readers` are those of the people concerned
    who may read it; `known_people` those of the people named who exist and are active. `zone` is
    the one in which people agree when somebody comes.
    """

    event: UUID
    actor: UUID | None = None
    readers: frozenset[UUID] = frozenset()
    known_people: frozenset[UUID] = frozenset()
    sees_internal: bool = False
    now: datetime | None = None
    zone: str = ""


NOBODY = "nobody"
"""The word of one who has no hands, such as an API client: no step is his."""


def flow_facts(facts: OrderFacts, state: OrderState, node: str | None = None) -> FlowFacts:
    """Return what the flow engine is told: the order's context and the actor's words.

    At a `node` ("": at any) where several sign, nobody stands in for another one.
    """
    alone = node is None or not has_group(state.flow, node)
    return FlowFacts(
        evaluate=facts.evaluate,
        resolve=facts.resolve,
        context={**state.context, "today": _today(facts)},
        decide=facts.decide,
        actor=facts.words if alone else facts.own or (NOBODY,),
        stands_in=next((word for word in facts.own if person_of(word)), ""),
    )


def _today(facts: OrderFacts) -> str | None:
    """Return the day of the decision, as ISO 8601, where its time is known."""
    now = facts.now
    return now.astimezone(ZoneInfo(facts.zone)).date().isoformat() if now else None
