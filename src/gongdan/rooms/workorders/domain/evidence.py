"""凭证 签到: what proves a step, and what a step still demands before it is complete."""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never
from uuid import UUID

from msgspec import Struct

from gongdan.engines.flow.model import Evidence as Demand
from gongdan.engines.flow.model import FlowDefinition
from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.rooms.files.contract import FileKind, StoredFile
from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import (
    AddEvidence,
    AnyProof,
    AnyProofEvent,
    CheckedIn,
    CheckIn,
    EvidenceAdded,
    OrderStatus,
)
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState

MOST = 200
"""Pieces of evidence on one order."""

FAR = 300
"""Metres from the site (beyond the device's own error) from which a check-in bears a flag."""

_EARTH = 6_371_000
_FILE_KIND = {"photo": FileKind.IMAGE, "signature": FileKind.IMAGE, "video": FileKind.VIDEO}


class ProofFacts(Struct, frozen=True, kw_only=True):
    """What was looked up: the attached file, ciphertexts and whose they are, the site's degrees."""

    file: StoredFile | None = None
    sealed: dict[str, Sealed] = {}
    subject: UUID | None = None
    site: tuple[Decimal, Decimal] | None = None


def not_now(state: OrderState, command: AnyProof) -> Refused | None:
    """Return why nothing can be proved here and now, before any file is touched."""
    if not state.exists:
        return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
    if state.status not in (OrderStatus.OPEN, OrderStatus.SUSPENDED):
        return refuse(OrderCode.ORDER_ENDED, number=state.number)
    if len(state.evidence) >= MOST:
        return refuse(OrderCode.TOO_MANY, most=MOST)
    if command.node and not _node(state, command):
        return malformed(OrderCode.EVIDENCE_STEP_CLOSED, "/node", node=command.node)
    return _unfit(state, command)


def _unfit(state: OrderState, command: AnyProof) -> Refused | None:
    match command:
        case AddEvidence(file=file):
            known = any(held.file == file for held in state.evidence)
            return refuse(OrderCode.EVIDENCE_HELD, number=state.number) if known else None
        case CheckIn(latitude=latitude, longitude=longitude):
            on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
            return None if on_earth else malformed(OrderCode.PLACE_OUT_OF_RANGE, "/latitude")


def prove(
    state: OrderState, command: AnyProof, facts: ProofFacts
) -> Accepted[AnyProofEvent] | Refused:
    """Add a piece of evidence, or a check-in."""
    no = not_now(state, command)
    if no is not None:
        return no
    match command:
        case AddEvidence():
            return _shown(state, command, facts)
        case CheckIn():
            return Accepted((_there(state, command, facts),))
        case _:
            assert_never(command)


def lacking(state: OrderState, flow: FlowDefinition, node: str, outcome: str) -> Iterator[Demand]:
    """Yield what a step demands and does not have; a way back demands nothing."""
    here = flow.nodes.get(node)
    back = any(e.back and e.source == node and e.outcome == outcome for e in flow.edges if outcome)
    for demand in here.evidence if here and not back else ():
        if have(state, node, demand) < demand.least:
            yield demand


def have(state: OrderState, node: str, demand: Demand) -> int:
    """Return how many pieces of what a demand asks for the step has, in whichever round."""
    signed = sum(not each.outdated for each in state.signatures)
    return (signed if demand.kind == "signature" else 0) + sum(
        held.node == node and held.kind == demand.kind and demand.label in ("", held.label)
        for held in state.evidence
    )


def missing(demands: list[Demand]) -> Refused:
    """Return the refusal that names what is missing, in each language."""
    return refuse(
        OrderCode.EVIDENCE_MISSING,
        missing_zh=[_named(each, "zh") for each in demands],
        missing_en=[_named(each, "en") for each in demands],
    )


def _shown(
    state: OrderState, command: AddEvidence, facts: ProofFacts
) -> Accepted[AnyProofEvent] | Refused:
    file = facts.file
    if file is None:
        return malformed(OrderCode.EVIDENCE_UNFIT, "/file", kind=command.kind)
    if _FILE_KIND.get(command.kind, file.kind) is not file.kind:
        return malformed(OrderCode.EVIDENCE_UNFIT, "/kind", kind=command.kind)
    return Accepted(
        (
            EvidenceAdded(
                file=file.id,
                kind=command.kind,
                node=_node(state, command),
                digest=file.digest,
                media_type=file.media_type,
                size=file.size,
                label=command.label,
                width=file.width,
                height=file.height,
                milliseconds=round(file.seconds * 1000),
                taken_at=file.claims.taken_at,
                personal=is_personal(command),
                subject=facts.subject,
                sealed=facts.sealed,
            ),
        )
    )


def is_personal(command: AddEvidence) -> bool:
    """Tell whether a file belongs to the person whom the order is about."""
    return command.personal or command.kind == "signature"


def _there(state: OrderState, command: CheckIn, facts: ProofFacts) -> CheckedIn:
    distance = _metres(facts.site, command) if facts.site else None
    accuracy = max(0, min(command.accuracy, 100_000))
    return CheckedIn(
        node=_node(state, command),
        accuracy=accuracy,
        distance=distance,
        away=distance is not None and distance > FAR + accuracy,
        subject=facts.subject,
        sealed=facts.sealed,
    )


def _node(state: OrderState, command: AnyProof) -> str:
    """Return the open step that is meant, "" where there is none of that name."""
    tokens = [token.node for token in state.flow.tokens]
    if command.node:
        return command.node if command.node in tokens else ""
    return state.step.node if state.step else next(iter(tokens), "")


def _metres(site: tuple[Decimal, Decimal], command: CheckIn) -> int:
    """Return the way over the ground between two points (haversine, sphere of 6,371 km)."""
    here = (float(command.latitude), float(command.longitude))
    (a, b), (c, d) = (tuple(map(math.radians, map(float, point))) for point in (site, here))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return round(2 * _EARTH * math.asin(math.sqrt(min(1.0, half))))


_WORDS = {
    "photo": {"zh": "照片", "en": "photo"},
    "video": {"zh": "视频", "en": "video"},
    "file": {"zh": "文件", "en": "file"},
    "signature": {"zh": "签名", "en": "signature"},
    "location": {"zh": "到场签到", "en": "check-in on site"},
}


def _named(demand: Demand, language: str) -> str:
    word = demand.title.get(language) or _WORDS[demand.kind][language]
    return f"{word} × {demand.least}" if demand.least > 1 else word
