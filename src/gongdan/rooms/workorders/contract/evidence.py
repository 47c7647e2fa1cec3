"""凭证: what proves the work of a step, and who was on the spot.

Additive: no `If-Match`, and the server tries again where two were at once. The digest that an
event holds is that of the original file; what a file or a device says of place and time is a
claim, sealed for the person who made it.
"""

from decimal import Decimal
from typing import Literal, TypeAlias
from uuid import UUID

from gongdan.kernel.messages import Command
from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract.order import OrderEvent

EvidenceKind: TypeAlias = Literal["photo", "video", "file", "signature"]


class AddEvidence(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Prove a step by an uploaded file; `label` says which shot it is (`before`, `after`).

    `personal`: it belongs to the person whom the order is about, and goes when they are erased;
    a signature always does. `node` is the open step where it is not named.
    """

    file: UUID
    kind: EvidenceKind = "photo"
    node: str = ""
    label: str = ""
    personal: bool = False


class CheckIn(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """签到: say that one is there; WGS-84 degrees, and how far off they may be, in metres."""

    latitude: Decimal
    longitude: Decimal
    accuracy: int = 0
    node: str = ""


class EvidenceAdded(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A file proves a step; `digest` is the SHA-256 of its original, in hex.

    `taken_at` is the camera's own text; the place that it claims is in `sealed`.
    """

    file: UUID
    kind: str
    node: str
    digest: str
    media_type: str
    size: int
    label: str = ""
    width: int = 0
    height: int = 0
    milliseconds: int = 0
    taken_at: str = ""
    personal: bool = False
    subject: UUID | None = None
    sealed: dict[str, Sealed] = {}


class CheckedIn(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody said to be there; the claimed degrees are in `sealed`.

    `distance` is metres from the order's site, None where that is not known; `away` is a flag,
    not a verdict: the device may be wrong, and so may the site.
    """

    node: str
    accuracy: int = 0
    distance: int | None = None
    away: bool = False
    subject: UUID | None = None
    sealed: dict[str, Sealed] = {}


AnyProof: TypeAlias = AddEvidence | CheckIn
AnyProofEvent: TypeAlias = EvidenceAdded | CheckedIn
