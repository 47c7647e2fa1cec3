"""What a command fills in becomes what the order keeps: judged by the form that asked for it."""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.flow.model import Node
from gongdan.engines.forms.model import Permission, Verdict
from gongdan.rooms.workorders.contract import (
    AmendOrder,
    AnyAct,
    AnyStep,
    DeliverMessage,
    ImportOrder,
    ReportOrder,
    ResubmitOrder,
    StepCommand,
)
from gongdan.rooms.workorders.domain.facts import FormFault
from gongdan.rooms.workorders.domain.messages import awaited
from gongdan.rooms.workorders.domain.report import emptied
from gongdan.rooms.workorders.domain.state import OrderState, priority_of
from gongdan.rooms.workorders.domain.steps import open_step
from gongdan.rooms.workorders.ports import Form, RunningDefinition

AnyFilling: TypeAlias = ReportOrder | AmendOrder | ImportOrder | AnyAct


class Filled(Struct, frozen=True, kw_only=True):
    """The answers to keep, what is not accepted of them, and the form (None: none was filled).

    A null says that an answer given before no longer stands.
    """

    data: dict[str, object] = {}
    faults: tuple[FormFault, ...] = ()
    form: Form | None = None


class _Asked(Struct, frozen=True):
    """A form at the node that asks, with what is known when it is filled."""

    form: Form | None
    context: Mapping[str, object]
    permissions: Mapping[str, Permission] = {}
    kept: Collection[str] = ()

    def judge(self, data: Mapping[str, object]) -> Filled:
        """Judge the answers; a personal one that is `kept` sealed need not be given again."""
        if self.form is None:
            # a step without a form asks for nothing, and takes nothing
            surplus = tuple(FormFault(f"/{name}", "additionalProperties") for name in data)
            return Filled(data=dict(data), faults=surplus)
        verdict: Verdict = self.form.judge(data, self.context, self.permissions)
        at_hand = {f"/{name}" for name in self.kept}
        faults = (
            FormFault(issue.pointer, issue.code)
            for issue in verdict.issues
            if not (issue.code == "required" and issue.pointer in at_hand)
        )
        return Filled(data=verdict.values, faults=tuple(faults), form=self.form)


def fill(command: AnyFilling, definition: RunningDefinition, state: OrderState) -> Filled:
    """Return what a command fills in, judged by its form."""
    kept = state.details.sealed.keys() - emptied(command)
    match command:
        case ReportOrder(fields=fields):
            return _asked(definition, _opening(definition), _reported(command), kept).judge(fields)
        case AmendOrder(fields=None):
            return Filled()
        case AmendOrder(fields=dict(fields)):
            asked = _asked(definition, _opening(definition), _amended(command, state), kept)
            return asked.judge({**state.details.fields, **fields})
        case StepCommand():
            return _step(command, definition, state, kept)
        case DeliverMessage(message=message, data=data):
            token = awaited(state, definition.flow).get(message)
            node = definition.flow.nodes.get(token.node) if token else None
            return _asked(definition, node, state.context, kept).judge(data) if node else Filled()
        case _:
            return Filled()


def _step(
    command: AnyStep, definition: RunningDefinition, state: OrderState, kept: Collection[str]
) -> Filled:
    token = open_step(state, command)
    node = definition.flow.nodes.get(token.node) if token else None
    if node is None:
        return Filled()
    asked = _asked(definition, node, {**state.context, "outcome": command.outcome}, kept)
    if not isinstance(command, ResubmitOrder):
        return asked.judge(command.data)
    # handing in again changes what was said at first, and leaves the rest
    before = state.details.fields
    filled = asked.judge({**before, **command.data})
    gone = dict.fromkeys(name for name in before if name not in filled.data)
    return Filled(data={**filled.data, **gone}, faults=filled.faults, form=filled.form)


def _asked(
    definition: RunningDefinition,
    node: Node | None,
    context: Mapping[str, object],
    kept: Collection[str],
) -> _Asked:
    if node is None:
        return _Asked(None, context)
    return _Asked(definition.forms.get(node.form), context, node.fields, kept)


def _opening(definition: RunningDefinition) -> Node | None:
    return next((node for node in definition.flow.nodes.values() if node.opens), None)


def _reported(command: ReportOrder) -> dict[str, object]:
    """Return what is known of an order that is about to be."""
    urgency, impact = command.urgency, command.impact
    return {"urgency": urgency, "impact": impact, "priority": priority_of(urgency, impact)}


def _amended(command: AmendOrder, state: OrderState) -> dict[str, object]:
    """Return what will be known of an order when the correction has been made."""
    details = state.details
    urgency = details.urgency if command.urgency is None else command.urgency
    impact = details.impact if command.impact is None else command.impact
    changed = {"urgency": urgency, "impact": impact, "priority": priority_of(urgency, impact)}
    return {**state.context, **changed}
