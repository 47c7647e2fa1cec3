"""One signature, as an order's state keeps it."""

from uuid import UUID

from msgspec import Struct

from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import OrderSigned


class Signature(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One signature: whose (sealed), under what (its digest), over which version of the order.

    `outdated` tells that what the order says of the work was changed afterwards; `answers` is
    the digest of those that were signed before they were given ("": none).
    """

    signer: Sealed
    digest: str
    language: str
    version: int
    statement: str
    picture: str = ""
    file: UUID | None = None
    outdated: bool = False
    answers: str = ""

    def is_of_others(self, answers: str) -> bool:
        """Tell whether it stands under other answers than those of a digest."""
        return not self.outdated and self.answers not in ("", answers)


def signature_of(event: OrderSigned) -> Signature:
    """Return the signature that was put."""
    return Signature(
        signer=event.sealed["signer"],
        digest=event.digest,
        language=event.language,
        version=event.version,
        statement=event.statement,
        picture=event.picture,
        file=event.file,
        answers=event.answers,
    )
