"""The flow section: the engine's proof; forms, fields and roles that nodes name must exist."""

from collections.abc import Iterator

from gongdan.engines.feel.types import BOOLEAN
from gongdan.engines.flow.check import check
from gongdan.engines.flow.model import Edge, Kind, Node, Rule, Stage, Unanswered
from gongdan.rooms.lowcode.contract import (
    Bundle,
    Change,
    Finding,
    Known,
    changes_by_key,
)
from gongdan.rooms.lowcode.contract.conditions import faults_of, known_in, names_in
from gongdan.rooms.lowcode.contract.telling import Told
from gongdan.rooms.lowcode.domain.expressions import Judge, Names, check_expressions
from gongdan.rooms.lowcode.domain.requests import check_requests
from gongdan.rooms.lowcode.domain.told_flow import told_flow
from gongdan.rooms.lowcode.domain.words import missing_words


class FlowSection:
    """The graph that orders run."""

    name = "flow"
    schema: dict[str, object] = {
        "type": "object",
        "required": ["nodes", "edges"],
        "properties": {
            "nodes": {"type": "object", "additionalProperties": {"type": "object"}},
            "edges": {"type": "array", "items": {"type": "object"}},
            "reopen_to": {"type": "string"},
        },
        "additionalProperties": False,
    }

    def check(self, bundle: Bundle, known: Known) -> Iterator[Finding]:
        """Find what makes the graph unsound for orders, and what its nodes and edges misname."""
        unsound = check(bundle.flow, orders=True)
        for found in unsound:
            yield Finding(found.code, f"flow/{found.place}", found.facts)
        if any(found.code.startswith("flow_too_many") for found in unsound):
            return
        for key, node in bundle.flow.nodes.items():
            if node.kind is Kind.USER:
                yield from _check_step(bundle, node, f"flow/nodes/{key[:80]}", known)
            if node.kind is Kind.SUBPROCESS:
                yield from missing_words(node.title, f"flow/nodes/{key[:80]}/title")
        names = known_in(bundle)
        for edge in bundle.flow.edges:
            yield from _check_condition(bundle, edge, names)
        yield from check_requests(bundle, known)
        yield from check_expressions(Judge(bundle, names))

    def diff(self, before: Bundle, after: Bundle) -> tuple[Change, ...]:
        """Compare by node key and edge key."""
        edges = ({edge.key: edge for edge in bundle.flow.edges} for bundle in (before, after))
        return (
            *changes_by_key("flow/nodes", before.flow.nodes, after.flow.nodes),
            *changes_by_key("flow/edges", *edges),
            *changes_by_key("flow/reopen_to", before.flow.reopen_to, after.flow.reopen_to),
        )

    def tell(self, before: Bundle, after: Bundle) -> Iterator[Told]:
        """Say what changed of steps and of the ways between them."""
        return told_flow(before, after)

    def explain(self, bundle: Bundle, locale: str) -> tuple[str, ...]:
        """Say each step and where it leads."""
        nodes = bundle.flow.nodes
        titles = {key: node.title.get(locale, key) for key, node in nodes.items()}
        return tuple(
            f"{titles[edge.source]} -> {titles[edge.target]}"
            + (f" ({edge.outcome or edge.condition})" if edge.outcome or edge.condition else "")
            for edge in bundle.flow.edges
            if edge.source in titles and edge.target in titles
        )


def _check_step(bundle: Bundle, node: Node, place: str, known: Known) -> Iterator[Finding]:
    facts: dict[str, str | int | list[str]]
    yield from missing_words(node.title, f"{place}/title")
    for outcome, spoken in node.outcomes.items():
        yield from missing_words(spoken.title, f"{place}/outcomes/{outcome[:80]}/title")
    if node.form and node.form not in bundle.forms:
        yield Finding("flow_form_unknown", f"{place}/form", {"form": node.form[:80]})
    for name in node.fields:
        if name not in bundle.fields:
            yield Finding("flow_field_unknown", f"{place}/fields", {"name": name[:80]})
    for evidence in node.evidence:
        if not 1 <= evidence.least <= 50:
            yield Finding("flow_evidence_count", f"{place}/evidence", {"least": evidence.least})
    if node.unanswered is not None and not _is_answerable(node, node.unanswered):
        facts = {"outcome": node.unanswered.outcome[:80], "days": node.unanswered.after_days}
        yield Finding("flow_unanswered_unusable", f"{place}/unanswered", facts)
    if known.roles is not None:
        for role in sorted(_roles(node.assignee) - known.roles):
            facts = {
                "role": role[:80],
                "known": sorted(known.roles)[:50],
            }
            yield Finding("flow_role_unknown", f"{place}/assignee", facts)


def _is_answerable(node: Node, rule: Unanswered) -> bool:
    """Tell whether silence has an outcome of the step, after its reminders and within a quarter."""
    outcome = node.outcomes.get(rule.outcome)
    days = (*rule.remind_days, rule.after_days)
    return (
        node.stage is Stage.VERIFY
        and outcome is not None
        and not outcome.needs_reason
        and min(days) >= 1
        and rule.after_days <= 60
        and all(day < rule.after_days for day in rule.remind_days)
    )


def _roles(rule: Rule, depth: int = 9) -> frozenset[str]:
    if depth == 0:
        return frozenset()
    match rule:
        case {"role": str(role)}:
            return frozenset({role})
        case {"any": list(rules)}:
            inner = rules
        case {"else": fallback}:
            inner = [fallback]
        case _:
            inner = []
    named = (_roles(each, depth - 1) for each in inner if isinstance(each, dict))
    return frozenset[str]().union(*named)


def _check_condition(bundle: Bundle, edge: Edge, known: Names) -> Iterator[Finding]:
    if not edge.condition:
        return
    place = f"flow/edges/{edge.key[:80]}/condition"
    for fault in faults_of(edge.condition, known, BOOLEAN):
        facts: dict[str, str | int | list[str]] = {
            key: said[:200] for key, said in fault.facts.items()
        }
        yield Finding(fault.code, place, {**facts, "at": fault.at + 1})
    for name in sorted(names_in(edge.condition)):
        field = bundle.fields.get(name)
        if field is not None and field.is_sealed:
            yield Finding("condition_on_sealed_field", place, {"name": name})
