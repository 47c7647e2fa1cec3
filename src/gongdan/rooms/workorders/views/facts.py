"""What a timeline tells of each event, besides who did it, when and where."""

from collections.abc import Mapping
from typing import assert_never
from uuid import UUID

from gongdan.engines.flow.model import TokenPlaced
from gongdan.engines.flow.orders import HTTP
from gongdan.rooms.workorders.contract import (
    AnyAdditionEvent,
    AnyOrderEvent,
    BookingAdded,
    BookingReversed,
    CheckedIn,
    CommentAdded,
    EvidenceAdded,
    HelperAdded,
    HelperRemoved,
    ImportedActRecorded,
    MessageReceived,
    OrderAccepted,
    OrderAmended,
    OrderImported,
    OrderJumped,
    OrderMigrated,
    OrderRejected,
    OrderReminded,
    OrderReported,
    OrderSigned,
    OrderSplit,
    OrderSuspended,
    OrderTimerFired,
    OrderVerified,
    ServiceCalled,
    SignerRemoved,
    SignersAdded,
    TieEvent,
    WatcherAdded,
    WatcherRemoved,
)
from gongdan.rooms.workorders.contract.events import HandEvent, StepEvent
from gongdan.rooms.workorders.contract.needs import (
    OrderScheduled,
)
from gongdan.rooms.workorders.views.evidence import proof_facts


def facts_of(event: AnyOrderEvent, names: Mapping[UUID, str], *, inside: bool) -> dict[str, object]:
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
        case HandEvent(to=to):
            said = {"to": names.get(to, ""), "to_id": str(to)}
        case StepEvent():
            said = _step(event, names)
        case OrderReminded() | OrderSigned():
            said = _added(event)
        case (
            OrderRejected()
            | OrderJumped()
            | SignersAdded()
            | SignerRemoved()
            | OrderTimerFired()
            | OrderMigrated()
            | ServiceCalled()
        ):
            said = _moved(event, names)
        case EvidenceAdded() | CheckedIn():
            said = proof_facts(event)
        case _:
            said = _beside(event, names, inside=inside)
    return said


def _moved(
    event: OrderRejected
    | OrderJumped
    | SignersAdded
    | SignerRemoved
    | OrderTimerFired
    | OrderMigrated
    | ServiceCalled,
    names: Mapping[UUID, str],
) -> dict[str, object]:
    match event:
        case OrderRejected(to=node) | OrderJumped(to=node):
            return {"to": node}
        case SignersAdded(people=people, place=place):
            return {"people": [names.get(each, "") for each in people], "place": place}
        case SignerRemoved(person=person):
            return {"who": names.get(person, "")}
        case OrderMigrated(from_version=old, definition=new, back=back):
            return {"from": old, "to": new.version, "back": back}
        case ServiceCalled(calls=calls, status=status, milliseconds=took, error=error):
            stuck = bool(error) and not event.moves
            said = {"calls": calls.removeprefix(HTTP), "status": status, "milliseconds": took}
            return {**said, "error": error, "stuck": stuck, "reached": _reached(event)}
        case OrderTimerFired():
            return {"reached": _reached(event)}
        case _:
            assert_never(event)


def _reached(event: AnyOrderEvent) -> list[str]:
    """Return the steps that an event opened."""
    return [move.node for move in event.moves if isinstance(move, TokenPlaced) and move.stage]


def _step(event: StepEvent, names: Mapping[UUID, str]) -> dict[str, object]:
    if isinstance(event, MessageReceived):
        return {"node": event.node, "message": event.message, "reached": _reached(event)}
    said: dict[str, object] = {"node": event.node, "outcome": event.outcome}
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


def _beside(event: AnyOrderEvent, names: Mapping[UUID, str], *, inside: bool) -> dict[str, object]:
    said: dict[str, object] = {}
    match event:
        case OrderSuspended(waits_for=waits_for):
            said = {"waits_for": waits_for}
        case CommentAdded(text=text, internal=internal, mentions=mentions):
            mentioned = [names.get(each, "") for each in mentions]
            said = {"text": text, "internal": internal, "mentions": mentioned}
        case (
            WatcherAdded(who=who)
            | WatcherRemoved(who=who)
            | HelperAdded(who=who)
            | HelperRemoved(who=who)
        ):
            said = {"who": names.get(who, ""), "who_id": str(who)}
        case OrderScheduled():
            said = _needs(event, inside=inside)
        case OrderSplit(children=children):
            said = {"children": [child.number for child in children]}
        case TieEvent(order=order, number=number):
            said = {"number": number, "order": str(order), "kind": getattr(event, "kind", "")}
        case BookingAdded() | BookingReversed():
            parts = ("booking", "kind", "quantity", "unit", "item", "amount", "currency")
            said = {name: str(getattr(event, name)) for name in parts}
        case _:
            pass
    return said


def _needs(event: OrderScheduled, *, inside: bool) -> dict[str, object]:
    """Return what is new of what the work takes; whoever is not of the house hears only when."""
    needs, agreed = event.needs, event.needs.appointment
    told: dict[str, object] = {
        "appointment": agreed
        and {
            "begins": agreed.begins.isoformat(),
            "ends": agreed.ends.isoformat(),
            "zone": needs.zone,
        },
        "minutes": needs.minutes or None,
        "tools": list(needs.tools),
        "parts": [{"code": each.code, "amount": each.amount} for each in needs.parts],
    }
    return {name: told[name] for name in event.changed if inside or name == "appointment"}
