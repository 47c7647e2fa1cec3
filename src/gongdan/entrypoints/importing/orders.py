"""A case becomes an order: what it says of itself, its history as claimed, where it stands. Pure.

The history keeps the file's order. What the order says, and its stage, are those of the newest
act by claimed time (of several at one instant, the last in the file).
"""

from gongdan.entrypoints.importing.acts import Act, instant
from gongdan.entrypoints.importing.mapping import Mapping, Scale, filled
from gongdan.rooms.workorders.contract import ImportedAct, ImportOrder

_LINE = 200


def order_of(mapping: Mapping, acts: list[Act]) -> ImportOrder:
    """Return the command that brings a case in; `acts` is not empty."""
    newest = max(acts, key=lambda act: (act.at_us, act.line))
    activity = newest.values[mapping.act.activity]
    stage = mapping.stages.get(activity) or mapping.other_stage
    if stage is None:
        raise LookupError(f"no stage for {activity}")  # rows of unknown activities never get here
    said = _latest(acts)
    case = mapping.case
    return ImportOrder(
        source=mapping.source,
        external_id=newest.case,
        type=mapping.definition,
        title=filled(case.title, said)[:_LINE],
        description=filled(case.description, said),
        place=filled(case.place, said)[:_LINE] if case.place else "",
        tags=tuple(filled(tag, said) for tag in case.tags),
        urgency=_graded(mapping.urgency, said),
        impact=_graded(mapping.impact, said),
        fields={name: said[column] for name, column in mapping.fields.items() if column in said},
        stage=stage,
        ended=activity in mapping.ends.final,
        history=tuple(_act(mapping, act) for act in acts),
    )


def _act(mapping: Mapping, act: Act) -> ImportedAct:
    return ImportedAct(
        activity=act.values[mapping.act.activity],
        actor_label=filled(mapping.act.actor, act.values)[:_LINE],
        claimed_at=instant(act.at_us),
        row=act.line,
    )


def _latest(acts: list[Act]) -> dict[str, str]:
    """Return the last value that was given for each column."""
    said: dict[str, str] = {}
    for act in sorted(acts, key=lambda act: (act.at_us, act.line)):
        said.update(act.values)
    return said


def _graded(scale: Scale, said: dict[str, str]) -> int:
    return scale.values.get(said.get(scale.column, ""), scale.default)
