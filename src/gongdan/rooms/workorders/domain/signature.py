"""One signature, as an order's state keeps it."""

from uuid import UUID

from msgspec import Struct

from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import OrderSigned


class Signature(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One signature: whose (sealed), under what (its digest), over which version of the order.

    `outdated` tells that what the order says of the work was changed afterwards.
    """

    signer: Sealed
    digest: str
    language: str
    version: int
    statement: str
    picture: str = ""
    file: UUID | None = None
    outdated: bool = False


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
    )
