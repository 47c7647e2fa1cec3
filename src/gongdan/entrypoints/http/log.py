"""The tenant's log for those who check it: checkpoint, key, tiles (C2SP tlog-tiles), proofs.

Tiles and entries hold hashes and headers only. A proof bundle holds an order's events as they
were stored, so it goes to those who may read the order and see its internal fields in full;
what is personal is ciphertext in it. Without the bodies it goes to all who may read the order.
"""

from base64 import b64encode
from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from litestar import MediaType, Response, get
from litestar.params import FromPath, FromQuery, HeaderParameter
from msgspec import Struct

from gongdan.adapters.file_notary import FileNotary
from gongdan.bootstrap.log_desk import LogDesk
from gongdan.engines.chain.checkpoint import origin_of, parse, verifier_key
from gongdan.engines.chain.proof import without_bodies
from gongdan.engines.chain.tiles import WIDTH, read_place
from gongdan.kernel.http import Given, RefusedError, granted, needs
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Action, Principal, View, field_view
from gongdan.rooms.workorders.views.order import OrderViews

_FOR_EVER: Final = "private, max-age=31536000, immutable"


class SignedCheckpoint(Struct, frozen=True):
    """The newest signed checkpoint; `note` is its text, the rest says the same in parts."""

    note: str
    epoch: int
    size: int
    root: str
    made_at: datetime
    fingerprint: str


class LogKey(Struct, frozen=True):
    """The key that signs: compare `fingerprint` with one that you got elsewhere.

    `verifier_key` is the form that C2SP tools take, for the log's present epoch.
    """

    public_key: str
    fingerprint: str
    verifier_key: str


@get(
    "/log/checkpoint",
    opt=needs(Action.LOG_READ),
    summary="Read the newest signed checkpoint",
    tags=("log",),
)
async def checkpoint(
    principal: Given[Principal],
    log_desk: Given[LogDesk],
    notary: Given[FileNotary],
    accept: Annotated[str, HeaderParameter(name="Accept")] = "",
) -> Response[SignedCheckpoint]:
    """Return the checkpoint; `Accept: text/plain` gives the bare note."""
    signed = await log_desk.checkpoint(principal.tenant)
    if signed is None:
        raise RefusedError(Refused("log_not_yet_signed", RefusalKind.NOT_FOUND))
    headers = {"Cache-Control": "no-store"}
    if accept.startswith("text/plain"):
        return Response(signed.note, media_type=MediaType.TEXT, headers=headers)  # type: ignore[arg-type]  # the other form of the same
    root = parse(signed.note).root.hex()
    parts = (signed.epoch, signed.size, root, signed.made_at, notary.fingerprint)
    return Response(SignedCheckpoint(signed.note, *parts), headers=headers)


@get(
    "/log/key",
    opt=needs(Action.LOG_READ),
    summary="Read the key that signs checkpoints",
    tags=("log",),
)
async def key(
    principal: Given[Principal], log_desk: Given[LogDesk], notary: Given[FileNotary]
) -> LogKey:
    """Return the public key, its fingerprint, and its form for other tools."""
    signed = await log_desk.checkpoint(principal.tenant)
    name = origin_of(principal.tenant, signed.epoch if signed else 1)
    public = notary.public_key
    return LogKey(b64encode(public).decode(), notary.fingerprint, verifier_key(name, public))


@get(
    "/log/tile/{place:path}",
    opt=needs(Action.LOG_READ),
    summary="Read a tile of the log, or the entries under one",
    media_type="application/octet-stream",
    tags=("log",),
)
async def tile(
    principal: Given[Principal], log_desk: Given[LogDesk], place: FromPath[str]
) -> Response[bytes]:
    """Return hashes at `<level>/<index>[.p/<width>]`, or headers at `entries/<index>...`.

    An index is written in groups of three digits, all but the last after an x: `x001/067`.
    """
    level, _, rest = place.removeprefix("/").partition("/")
    try:
        index, width = read_place(rest)
        depth = None if level == "entries" else int(level)
    except ValueError:
        raise RefusedError(_no_tile()) from None
    if depth is None:
        found = await log_desk.entries(principal.tenant, index, width)
    elif 0 <= depth < 8 and str(depth) == level:
        found = await log_desk.tile(principal.tenant, depth, index, width)
    else:
        found = None
    if found is None:
        raise RefusedError(_no_tile())
    # a partial tile stays true as well, but is soon replaced by a wider one
    caching = _FOR_EVER if width == WIDTH else "private, max-age=60"
    return Response(
        found, media_type="application/octet-stream", headers={"Cache-Control": caching}
    )


@get(
    "/orders/{order:uuid}/proof",
    opt=needs(Action.ORDER_READ) | {"refuses": (409,)},
    summary="Read the proof bundle of an order",
    tags=("orders", "log"),
)
async def proof(
    *,
    principal: Given[Principal],
    log_desk: Given[LogDesk],
    order_views: Given[OrderViews],
    order: FromPath[UUID],
    bodies: FromQuery[Literal["all", "none"]] = "all",
) -> Response[bytes]:
    """Return all events of the order with their proofs: to be checked without us, offline.

    `bodies=none` leaves out what the events say and keeps its SHA-256: chain, places and
    signature are checked from that as well, and whoever may read the order may have it.
    """
    granted(await order_views.head(principal, order))
    if bodies == "all" and field_view(principal, "order").get("internal") is not View.FULL:
        raise RefusedError(Refused("proof_shows_hidden_fields", RefusalKind.FORBIDDEN))
    bundle = granted(await log_desk.proof(principal.tenant, order))
    if bodies == "none":
        bundle = without_bodies(bundle)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{order}.proof.json"',
    }
    return Response(bundle, media_type=MediaType.JSON, headers=headers)


def _no_tile() -> Refused:
    return Refused("no_such_tile", RefusalKind.NOT_FOUND)
