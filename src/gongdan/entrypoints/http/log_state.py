"""How the tenant's log stands, and all that somebody needs to check it without us."""

from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

from litestar import Response, get
from msgspec import Struct

import gongdan
from gongdan.adapters.file_notary import FileNotary
from gongdan.adapters.file_witness import FileWitness
from gongdan.bootstrap.log_desk import LogDesk
from gongdan.engines.chain.checkpoint import BadNoteError, origin_of, verifier_key, verify
from gongdan.kernel.http import Given, needs
from gongdan.kernel.log.published import LogLength, SignedEpoch
from gongdan.kernel.log.witness import Checkpoint
from gongdan.rooms.identity.contract import Action, Principal

_VERIFIER: Final = Path(gongdan.__file__).parent / "entrypoints" / "verifier.py"


class EpochShown(Struct, frozen=True, kw_only=True):
    """One life of the log: when it was signed first and last, and the key in C2SP form.

    `by_this_key` says that the last checkpoint bears the signature of the present key.
    """

    epoch: int
    since: datetime
    until: datetime
    size: int
    verifier_key: str
    by_this_key: bool


class WitnessShown(Struct, frozen=True, kw_only=True):
    """The witness: it agrees, is behind, knows another history, is away, or never heard of us.

    `size` is that of the newest checkpoint which it remembers.
    """

    state: Literal["agrees", "behind", "differs", "away", "empty"]
    size: int


class ProgramShown(Struct, frozen=True):
    """A program to be copied: its bytes and their SHA-256."""

    name: str
    bytes: int
    sha256: str


class LogState(Struct, frozen=True, kw_only=True):
    """The log: entries, those that no checkpoint covers yet, its lives, witness and verifier."""

    size: int
    unsigned: int
    fingerprint: str
    epochs: list[EpochShown]
    witness: WitnessShown
    verifier: ProgramShown


@get(
    "/log/state",
    opt=needs(Action.LOG_READ),
    summary="Read how the log stands, and how to check it without us",
    tags=("log",),
)
async def log_state(
    principal: Given[Principal],
    log_desk: Given[LogDesk],
    notary: Given[FileNotary],
    witness: Given[FileWitness],
) -> LogState:
    """Return length, epochs, witness and verifier."""
    length, epochs = await log_desk.epochs(principal.tenant)
    code = _verifier()
    return LogState(
        size=length.size,
        unsigned=length.size - length.signed,
        fingerprint=notary.fingerprint,
        epochs=[_epoch(principal.tenant, each, notary.public_key) for each in epochs],
        witness=await _witness(principal.tenant, witness, log_desk, length),
        verifier=ProgramShown(_VERIFIER.name, len(code), sha256(code).hexdigest()),
    )


@get(
    "/log/verifier",
    opt=needs(Action.LOG_READ),
    summary="Download the verifier: one file that shares no code with Gongdan",
    media_type="text/x-python",
    tags=("log",),
)
async def verifier() -> Response[bytes]:
    """Return the program as it lies in the package."""
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{_VERIFIER.name}"',
    }
    return Response(_verifier(), media_type="text/x-python; charset=utf-8", headers=headers)


@cache
def _verifier() -> bytes:
    return _VERIFIER.read_bytes()


def _epoch(tenant: UUID, epoch: SignedEpoch, public: bytes) -> EpochShown:
    last = epoch.last
    try:
        verify(last.note, [public])
        ours = True
    except BadNoteError:
        ours = False
    return EpochShown(
        epoch=epoch.epoch,
        since=epoch.since,
        until=last.made_at,
        size=last.size,
        verifier_key=verifier_key(origin_of(tenant, epoch.epoch), public),
        by_this_key=ours,
    )


async def _witness(
    tenant: UUID, witness: FileWitness, log_desk: LogDesk, length: LogLength
) -> WitnessShown:
    try:
        known = await witness.latest(tenant) if witness.answers() else None
    except (OSError, ValueError):
        return WitnessShown(state="away", size=0)
    if known is None:
        return WitnessShown(state="empty" if witness.answers() else "away", size=0)
    ours = await log_desk.note_at(tenant, known.epoch, known.size)
    return WitnessShown(state=_agreement(known, length, ours), size=known.size)


def _agreement(
    known: Checkpoint, length: LogLength, ours: str | None
) -> Literal["agrees", "behind", "differs"]:
    """Compare what the witness remembers with the log; `ours` is our note of the same size.

    A witness hears of a checkpoint before the database keeps it, so `ours` may be missing.
    """
    if known.epoch != length.epoch or known.size > length.size:
        return "differs" if known.epoch >= length.epoch else "behind"
    if ours is not None and known.note and ours != known.note:
        return "differs"
    return "behind" if known.size < length.signed else "agrees"
