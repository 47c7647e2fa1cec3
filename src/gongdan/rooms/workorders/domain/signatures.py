"""签字: what is signed is exactly what was read, and stays what it was.

The server composes the statement of an order as it stands, in the reader's language; the page
shows it and sends its digest back. If the order has changed in between, the digests differ and
nothing is signed.
"""

import hashlib
from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from gongdan.engines.flow.model import Stage
from gongdan.kernel.canonical import canonical
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import OrderSigned, OrderStatus, SignOrder
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState

LANGUAGES = ("zh", "en")
"""In which a statement can be read and signed."""

_SIGNED_AT = frozenset({Stage.EXECUTE, Stage.VERIFY, Stage.ARCHIVE})


class Statement(Struct, frozen=True, kw_only=True):
    """What somebody reads and signs: the order at a version, its text, its evidence."""

    order: UUID
    number: str
    version: int
    language: str
    text: str
    evidence: tuple[str, ...] = ()


def statement_bytes(statement: Statement) -> bytes:
    """Return the statement's one byte form (RFC 8785)."""
    return canonical(statement)


def digest_of(statement: bytes) -> str:
    """Return the SHA-256 of a statement, in hexadecimal."""
    return hashlib.sha256(statement).hexdigest()


def answers_digest(answers: Mapping[str, object]) -> str:
    """Return the SHA-256 of answers in their one byte form, "" where there are none."""
    return hashlib.sha256(canonical(answers)).hexdigest() if answers else ""


def may_be_signed(state: OrderState) -> bool:
    """Tell whether there is something to sign: the work was at least begun, and goes on."""
    return state.status is OrderStatus.OPEN and state.stage in _SIGNED_AT


def sign(
    state: OrderState, command: SignOrder, facts: OrderFacts
) -> Accepted[OrderSigned] | Refused:
    """Take a signature under the statement that was read."""
    if not may_be_signed(state):
        return refuse(OrderCode.NOT_YET_TO_SIGN, number=state.number)
    if command.language not in LANGUAGES:
        return malformed(OrderCode.LANGUAGE_UNKNOWN, "/language")
    if "signer" not in facts.sealed:
        return malformed(OrderCode.SIGNER_MISSING, "/signer")
    if command.picture is not None and not facts.picture:
        return malformed(OrderCode.PICTURE_UNKNOWN, "/picture")
    if digest_of(facts.statement) != command.digest:
        return refuse(OrderCode.TEXT_CHANGED, number=state.number)
    signed = OrderSigned(
        statement=facts.statement.decode(),
        digest=command.digest,
        language=command.language,
        version=facts.version,
        node=state.step.node if state.step else "",
        picture=facts.picture,
        file=command.picture,
        sealed=facts.sealed,
        subject=facts.subject,
        answers=answers_digest(facts.signed_answers),
    )
    return Accepted((signed,))
