"""What a timeline tells of each event, besides who did it, when and where."""

from collections.abc import Mapping
from typing import assert_never
from uuid import UUID

from gongdan.rooms.workorders.contract import (
    AnyAdditionEvent,
    AnyOrderEvent,
    CheckedIn,
    EvidenceAdded,
    ImportedActRecorded,
    OrderAccepted,
    OrderAmended,
    OrderImported,
    OrderRejected,
    OrderReminded,
    OrderReported,
    OrderSigned,
    OrderVerified,
)
from gongdan.rooms.workorders.contract.events import HandEvent, StepEvent
from gongdan.rooms.workorders.views.evidence import proof_facts


def facts_of(event: AnyOrderEvent, names: Mapping[UUID, str]) -> dict[str, object]:
    """Return what a timeline tells of an event besides who, when and where."""
    said: dict[str, object] = {}
    match event:
        case OrderReported(number=number, details=details):
            said = {"number": number, "title": details.title}
        case OrderImported(number=number, source=source, external_id=external):
            said = {"number": number, "source": source, "external_id": external}
        case OrderAmended(changed=changed):
            said = {"changed": list(changed)}
        case ImportedActRecorded(activity=activity, row=row):
            said = {"activity": activity, "row": row}
        case OrderRejected(to=node):
            said = {"to": node}
        case HandEvent(to=to):
            said = {"to": names.get(to, ""), "to_id": str(to)}
        case StepEvent():
            said = _step(event, names)
        case OrderReminded() | OrderSigned():
            said = _added(event)
        case EvidenceAdded() | CheckedIn():
            said = proof_facts(event)
        case _:
            pass
    return said


def _step(event: StepEvent, names: Mapping[UUID, str]) -> dict[str, object]:
    said: dict[str, object] = {"outcome": event.outcome}
    if isinstance(event, OrderAccepted) and event.assignee:
        said["assignee"] = names.get(event.assignee, "")
    if isinstance(event, OrderVerified):
        said |= _judgement(event)
    return said


def _added(event: AnyAdditionEvent) -> dict[str, object]:
    match event:
        case OrderReminded(note=note):
            return {"note": note}
        case OrderSigned(digest=digest, language=language, version=version, picture=picture):
            how = "drawn" if picture else "typed"
            return {"digest": digest, "language": language, "version": version, "how": how}
        case _:
            assert_never(event)


def _judgement(event: OrderVerified) -> dict[str, object]:
    """Return what a verification says besides its outcome: rating, note, days without answer."""
    told = {
        "rating": event.rating,
        "rating_note": event.rating_note,
        "unanswered_days": event.unanswered_days,
    }
    return {name: value for name, value in told.items() if value}
