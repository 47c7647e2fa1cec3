"""The proof bundle of one order: all its events, their places in the log, and a signed root.

One JSON object that a third party checks without us, offline: the chain of the events, the
inclusion of each in the tree, the signature over the tree. Personal data inside a body is
ciphertext; the proof is over the stored bytes and needs no key to it. The bundle carries its
public key for convenience: whoever checks compares the fingerprint with one got elsewhere.
It shows that nothing in it was changed; that nothing came after it, only a newer one can show.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from gongdan.engines.chain.checkpoint import (
    BadNoteError,
    Checkpoint,
    fingerprint,
    verify,
    verify_log,
)
from gongdan.engines.chain.header import ZERO, digest, encode, microseconds
from gongdan.engines.chain.merkle import Reader, inclusion_proof, leaf_hash, root_by_inclusion
from gongdan.engines.chain.report import EventRow, Finding, HeadRow, Kind
from gongdan.engines.chain.streams import StreamCheck

FORMAT = "gongdan-proof/1"
_NOTE = (
    "This file holds every event of one work order as it was stored. Check it with "
    "`python verifier.py --bundle FILE` and compare the fingerprint with the one that the "
    "operator has published. 本文件含一张工单的全部事件原文。请用 verifier.py 校验,并核对公钥指纹。"
)
HEADERS_FORMAT = "gongdan-proof-headers/1"
_HEADERS_NOTE = (
    "This file holds the headers of every event of one work order, without their contents: what "
    "they say is hidden, that and when they were recorded is not. 本文件只含一张工单全部事件的"
    "头部，不含正文：内容不可见，记录的事实与时间可以校验。"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Placed(NamedTuple):
    """An event and its position in the tenant's log (None: it has none yet)."""

    event: EventRow
    position: int | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle, read; `proofs` stand beside `placed`, one for each event."""

    tenant: UUID
    stream: UUID
    version: int
    hash: bytes
    note: str
    public: bytes
    placed: tuple[Placed, ...]
    proofs: tuple[tuple[bytes, ...], ...]


@dataclass(frozen=True, slots=True)
class BundleReport:
    """The outcome for a bundle: `signed` of its `events` stand under the checkpoint's signature.

    `intact`: no fault, and at least one event is signed. `fingerprint` is to be compared.
    """

    intact: bool
    events: int = 0
    signed: int = 0
    tenant: UUID | None = None
    stream: UUID | None = None
    checkpoint: Checkpoint | None = None
    fingerprint: str = ""
    findings: tuple[Finding, ...] = ()


def make_bundle(placed: Sequence[Placed], *, note: str, public: bytes, read: Reader) -> bytes:
    """Write the bundle of one stream: all its events from the first, in order.

    `note` is a signed checkpoint, `public` the key that signed it, `read` the tree's hashes.
    Events beyond the checkpoint go in without an inclusion proof. `ValueError` for no events.
    """
    if not placed:
        raise ValueError("a stream without events has no proof")
    size = verify(note, [public]).size
    last = placed[-1].event
    content = {
        "format": FORMAT,
        "note": _NOTE,
        "tenant": str(last.tenant),
        "stream": str(last.stream),
        "version": last.seq,
        "hash": last.hash.hex(),
        "checkpoint": note,
        "public_key": b64encode(public).decode(),
        "fingerprint": fingerprint(public),
        "events": [_write(each, size, read) for each in placed],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def without_bodies(bundle: bytes) -> bytes:
    """Return a bundle's headers, places and checkpoint: each body stands there as its SHA-256.

    Chain and inclusion are checked from that as from the whole: the header hashes the digest.
    """
    content: dict[str, Any] = json.loads(bundle)
    events = []
    for event in content["events"]:
        body = b64decode(event["body"], validate=True)
        bare = {name: value for name, value in event.items() if name != "body"}
        events.append({**bare, "body_sha256": digest(body).hex()})
    told = {**content, "format": HEADERS_FORMAT, "note": _HEADERS_NOTE, "events": events}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def verify_bundle(data: bytes, *, trusted: Iterable[bytes] = ()) -> BundleReport:
    """Check a bundle; with `trusted` public keys, only their signatures count."""
    try:
        bundle = read_bundle(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        text = f"not a proof bundle of the form {FORMAT}: {fault}"
        return BundleReport(intact=False, findings=(Finding(Kind.MALFORMED, text),))
    keys = tuple(trusted) or (bundle.public,)
    checkpoint, findings = _checkpoint(bundle, keys)
    chain = _check_chain(bundle)
    findings += [chain] if chain else []
    signed = 0
    if checkpoint and not chain:
        signed, tree = _check_tree(bundle, checkpoint)
        findings += tree
    return BundleReport(
        intact=signed > 0 and all(finding.is_note for finding in findings),
        events=len(bundle.placed),
        signed=signed,
        tenant=bundle.tenant,
        stream=bundle.stream,
        checkpoint=checkpoint,
        fingerprint=fingerprint(bundle.public),
        findings=tuple(findings),
    )


def read_bundle(data: bytes) -> Bundle:
    """Read a bundle without checking it; raises `ValueError`, `KeyError` or `TypeError`."""
    content: dict[str, Any] = json.loads(data)
    if content["format"] != FORMAT:
        raise ValueError(f"the format is {content['format']!r}")
    if not content["events"]:
        raise ValueError("it holds no events")
    tenant, stream = UUID(content["tenant"]), UUID(content["stream"])
    return Bundle(
        tenant,
        stream,
        _integer(content["version"]),
        bytes.fromhex(content["hash"]),
        _text(content["checkpoint"]),
        b64decode(content["public_key"], validate=True),
        tuple(_read(event, tenant, stream) for event in content["events"]),
        tuple(tuple(map(bytes.fromhex, event["inclusion"])) for event in content["events"]),
    )


def iso(recorded_at_us: int) -> str:
    """Write µs since 1970 as `2026-11-23T06:06:00.000001Z`."""
    at = _EPOCH + timedelta(microseconds=recorded_at_us)
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _write(placed: Placed, size: int, read: Reader) -> dict[str, object]:
    event, position = placed
    signed = position is not None and position < size
    return {
        "seq": event.seq,
        "event_id": str(event.event_id),
        "recorded_at": iso(event.recorded_at_us),
        "recorded_at_us": event.recorded_at_us,
        "body": b64encode(event.body).decode(),
        "hash": event.hash.hex(),
        "position": position,
        "inclusion": [h.hex() for h in inclusion_proof(read, position, size)]
        if signed and position is not None
        else [],
    }


def _read(event: dict[str, Any], tenant: UUID, stream: UUID) -> Placed:
    at = _integer(event["recorded_at_us"])
    if microseconds(datetime.fromisoformat(event["recorded_at"])) != at:
        raise ValueError(f"event {event['seq']} shows another time than it was recorded at")
    position = event["position"]
    row = EventRow(
        tenant,
        stream,
        _integer(event["seq"]),
        UUID(event["event_id"]),
        at,
        b64decode(event["body"], validate=True),
        bytes.fromhex(event["hash"]),
    )
    return Placed(row, None if position is None else _integer(position))


def _check_chain(bundle: Bundle) -> Finding | None:
    check = StreamCheck(bundle.tenant, bundle.stream, _any_leaf)
    check.head(HeadRow(bundle.tenant, bundle.stream, bundle.version, bundle.hash))
    for event, _ in bundle.placed:
        check.event(event)
    return check.close()


def _check_tree(bundle: Bundle, checkpoint: Checkpoint) -> tuple[int, list[Finding]]:
    signed, findings, prev = 0, [], ZERO
    for (event, position), proof in zip(bundle.placed, bundle.proofs, strict=True):
        leaf = leaf_hash(encode(prev, event.header))
        prev = event.hash
        where = (bundle.tenant, bundle.stream, event.seq, position)
        if position is None or position >= checkpoint.size:
            text = f"event {event.seq} and later ones are not under the checkpoint yet"
            findings.append(Finding(Kind.NOT_SIGNED, text, *where))
            break
        if root_by_inclusion(leaf, position, checkpoint.size, proof) != checkpoint.root:
            text = f"event {event.seq} is not in the signed tree at position {position}"
            findings.append(Finding(Kind.LOG_MISMATCH, text, *where))
            break
        signed += 1
    return signed, findings


def _checkpoint(bundle: Bundle, keys: tuple[bytes, ...]) -> tuple[Checkpoint | None, list[Finding]]:
    try:
        return verify_log(bundle.note, keys, bundle.tenant)[1], []
    except BadNoteError as fault:
        return None, [Finding(Kind.CHECKPOINT_SIGNATURE, str(fault), bundle.tenant)]


def _any_leaf(_row: EventRow, _position: int | None, _leaf: bytes) -> bool:
    return True


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text is expected, not {value!r}")
    return value


def _integer(value: object) -> int:
    if type(value) is not int:
        raise TypeError(f"a whole number is expected, not {value!r}")
    return value
