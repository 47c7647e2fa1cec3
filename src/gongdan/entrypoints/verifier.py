# lint: skip file_budget: a stranger copies and reads this program as one file
"""A verifier of Gongdan histories that shares no code with Gongdan: copy this one file anywhere.

    python verifier.py --bundle FILE [--key KEY]
    python verifier.py --checkpoint FILE --key KEY [--witness FILE [--proof FILE]]
    python verifier.py --export FOLDER_OR_FILE [--checkpoint FILE] [--witness FILE] [--key KEY]

KEY is the operator's public key (base64) or its fingerprint (SHA-256, hex), got elsewhere than
from the file that is checked. Ends with 0 (intact), 1 (not intact) or 2 (could not be checked).
Python >= 3.11; signatures need the package `cryptography`, all else the standard library.
Formats: RFC 6962 (tree), C2SP tlog-checkpoint and signed-note (checkpoints), and the README
of gongdan.engines.chain (events). Written a second time, and differently, on purpose.
"""

import argparse
import base64
import gzip
import json
import sys
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:  # pragma: no cover
    _CAN_SIGN = False
else:
    _CAN_SIGN = True

GENESIS = "00" * 32
Json = dict[str, Any]
_MALFORMED = (ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError)


class Fault(Exception):  # noqa: N818  # it is what was found, not what went wrong here
    """The history is not intact: `kind` as in Gongdan's own reports, and a sentence."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(f"{kind}: {text}")
        self.kind = kind


class UncheckedError(Exception):
    """Something needed for the check is not there."""


class Signed(NamedTuple):
    """A checkpoint whose signature holds."""

    origin: str
    size: int
    root: bytes


def header(prev: str, place: tuple[str, str], event: Json) -> bytes:
    """Return the 129 bytes of an event; `place` is tenant and stream, `prev` the hash before."""
    body = base64.b64decode(event["body"], validate=True)
    parts = (
        "01",
        prev,
        uuid.UUID(place[0]).hex,
        uuid.UUID(place[1]).hex,
        f"{event['seq']:016x}",
        uuid.UUID(event["event_id"]).hex,
        f"{event['recorded_at_us']:016x}",
        sha256(body).hexdigest(),
    )
    data = bytes.fromhex("".join(parts))
    if len(data) != 129:
        raise Fault("malformed", f"event {event['seq']} has fields of the wrong length")
    return data


def iso(recorded_at_us: int) -> str:
    """Write µs since 1970 as people read them."""
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=recorded_at_us)
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def leaf(data: bytes) -> bytes:
    """Return the tree's hash of a header."""
    return sha256(b"\x00" + data).digest()


def parent(left: bytes, right: bytes) -> bytes:
    """Return the hash over two children."""
    return sha256(b"\x01" + left + right).digest()


def tree_root(leaves: list[bytes]) -> bytes:
    """Return the root over leaf hashes: row by row, an odd one at the end moves up as it is."""
    row = leaves or [sha256(b"").digest()]
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        row = [parent(*pair) for pair in zip(row[::2], row[1::2], strict=False)] + odd
    return row[0]


def root_from_path(node: bytes, place: int, size: int, path: list[bytes]) -> bytes:
    """Return the root to which an inclusion path leads (RFC 6962, section 2.1.1, backwards)."""
    if not 0 <= place < size or (size == 1) != (not path):
        raise Fault("log_mismatch", "an inclusion path has the wrong length")
    if size == 1:
        return node
    half = 1 << (size - 1).bit_length() - 1
    *inner, sibling = path
    if place < half:
        return parent(root_from_path(node, place, half, inner), sibling)
    return parent(sibling, root_from_path(node, place - half, size - half, inner))


def roots_from_path(old: int, new: int, path: list[bytes], known: bytes | None) -> list[bytes]:
    """Return the old and the new root to which a consistency path leads (section 2.1.2).

    `known` is the old root while the subtree at hand is the whole old tree.
    """
    if not 0 < old <= new:
        raise Fault("rolled_back", "the older tree is larger than the newer one")
    if old == new:
        found = path if known is None else [*path, known]
        if len(found) != 1:
            raise Fault("root_mismatch", "a consistency path has the wrong length")
        return found * 2
    if not path:
        raise Fault("root_mismatch", "a consistency path has the wrong length")
    half = 1 << (new - 1).bit_length() - 1
    *inner, sibling = path
    if old <= half:
        before, after = roots_from_path(old, half, inner, known)
        return [before, parent(after, sibling)]
    before, after = roots_from_path(old - half, new - half, inner, None)
    return [parent(sibling, before), parent(sibling, after)]


def open_checkpoint(note: str, key: bytes) -> Signed:
    """Return a checkpoint that `key` (32 bytes) has signed."""
    if not _CAN_SIGN:
        raise UncheckedError("signatures need the package cryptography: pip install cryptography")
    text, _, signatures = note.rpartition("\n\n")
    lines = text.split("\n")
    if len(lines) < 3 or not (lines[1].isascii() and lines[1].isdecimal()):
        raise Fault("checkpoint_signature", "not a checkpoint")
    name = lines[0]
    mark = sha256(name.encode() + b"\n\x01" + key).digest()[:4]
    for line in signatures.split("\n"):
        data = base64.b64decode(line.rpartition(" ")[2])
        if line.startswith(f"— {name} ") and data[:4] == mark:
            _check_signature(key, data[4:], f"{text}\n".encode())
            return Signed(name, int(lines[1]), base64.b64decode(lines[2], validate=True))
    raise Fault("checkpoint_signature", "the key has not signed the checkpoint")


def _check_signature(key: bytes, signature: bytes, text: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except (InvalidSignature, ValueError) as fault:
        raise Fault("checkpoint_signature", "the signature does not hold") from fault


def choose_key(given: str | None, carried: str | None) -> bytes:
    """Return the public key to check with: the given one, or the carried one it stands for."""
    if given and len(given) == 44:
        return base64.b64decode(given, validate=True)
    if not carried:
        raise UncheckedError("give the operator's public key: --key")
    key = base64.b64decode(carried, validate=True)
    if given and sha256(key).hexdigest() != given.lower():
        raise Fault("checkpoint_signature", "the key has another fingerprint than the given one")
    return key


def compare(newer: Signed, older: Signed, path: list[bytes] | None) -> str:
    """Hold a checkpoint against one that a witness kept."""
    if newer.origin != older.origin:
        raise Fault("root_mismatch", "the witness kept a checkpoint of another log or epoch")
    if older.size > newer.size:
        text = f"a witness saw {older.size} entries, the log has {newer.size}"
        raise Fault("rolled_back", text)
    if older.size == newer.size:
        if older.root != newer.root:
            raise Fault("root_mismatch", "the witness saw another tree of the same size")
        return "the witness saw the same tree"
    if path is None:
        return "the log has grown since; that it only grew is shown by --proof FILE"
    if roots_from_path(older.size, newer.size, path, older.root) != [older.root, newer.root]:
        raise Fault("root_mismatch", "the log does not begin with what the witness saw")
    return f"the log begins with the {older.size} entries that the witness saw"


class Stream:
    """Follows one chain; `leaves` gathers (position, leaf hash) of the events so far."""

    def __init__(self, head: Json) -> None:
        self.place = (head["tenant"], head["stream"])
        self.leaves: list[tuple[int | None, bytes]] = []
        self._head = head
        self._prev, self._at = GENESIS, -1

    def add(self, event: Json) -> None:
        """Check one more event."""
        seq, name = event["seq"], f"order {self.place[1]}, event {event['seq']}"
        whole = (type(event[field]) is int for field in ("seq", "recorded_at_us"))
        if not all(whole) or seq != len(self.leaves) + 1:
            raise Fault("gap", f"{name} does not follow number {len(self.leaves)}")
        if event["recorded_at_us"] <= self._at:
            raise Fault("clock_backwards", f"{name} claims to be no later than the one before")
        if "recorded_at" in event and event["recorded_at"] != iso(event["recorded_at_us"]):
            raise Fault("malformed", f"{name} shows another time than it was recorded at")
        data = header(self._prev, self.place, event)
        if sha256(data).hexdigest() != event["hash"]:
            raise Fault("hash_broken", f"{name} does not have the hash of its content")
        self.leaves.append((event["position"], leaf(data)))
        self._prev, self._at = event["hash"], event["recorded_at_us"]

    def close(self) -> None:
        """Check that the stream ends where its head says."""
        found = (len(self.leaves), self._prev)
        if found != (self._head["version"], self._head["hash"]):
            text = f"order {self.place[1]} ends at event {found[0]}, its head says otherwise"
            raise Fault("deleted_tail", text)


def check_bundle(content: Json, key: str | None) -> str:
    """Check a proof bundle; returns what it proves."""
    if content["format"] != "gongdan-proof/1":
        raise UncheckedError(f"unknown format {content['format']!r}")
    public = choose_key(key, content["public_key"])
    stream = Stream(content)
    for event in content["events"]:
        stream.add(event)
    stream.close()
    tree = open_checkpoint(content["checkpoint"], public)
    if tree.origin.split("/")[:2] != ["gongdan", content["tenant"]]:
        raise Fault("checkpoint_signature", "the checkpoint is of another log")
    signed = 0
    for (position, node), event in zip(stream.leaves, content["events"], strict=True):
        if position is None or position >= tree.size:
            break
        path = [bytes.fromhex(sibling) for sibling in event["inclusion"]]
        if root_from_path(node, position, tree.size, path) != tree.root:
            raise Fault("log_mismatch", f"event {event['seq']} is not in the signed tree")
        signed += 1
    if not signed:
        raise Fault("not_signed", "no event stands under the checkpoint yet")
    told = "" if key else f"; compare the key's fingerprint: {sha256(public).hexdigest()}"
    return f"{len(stream.leaves)} events, {signed} of them in the signed tree{told}"


def read_streams(lines: Iterable[bytes]) -> Iterator[Stream]:
    """Check the streams of an export one by one."""
    stream = None
    for line in lines:
        content = json.loads(line)
        if "version" in content:
            if stream:
                stream.close()
                yield stream
            stream = Stream(content)
        elif stream:
            stream.add(content)
        else:
            raise Fault("malformed", "the export begins with an event, not with a head")
    if stream:
        stream.close()
        yield stream


def check_export(lines: Iterable[bytes], tree: Signed | None, witness: Signed | None) -> str:
    """Check an export against its checkpoint and what a witness kept."""
    leaves: dict[int, bytes] = {}
    streams = events = 0
    for stream in read_streams(lines):
        streams, events = streams + 1, events + len(stream.leaves)
        if tree and tree.origin.split("/")[1] != stream.place[0]:
            raise Fault("checkpoint_signature", "the checkpoint is of another tenant's log")
        leaves |= {position: node for position, node in stream.leaves if position is not None}
    for signed in filter(None, (tree, witness)):
        missing = next((at for at in range(signed.size) if at not in leaves), None)
        if missing is not None:
            kind = "log_mismatch" if signed is tree else "rolled_back"
            raise Fault(kind, f"nothing is at position {missing}, {signed.size} were signed")
        if tree_root([leaves[at] for at in range(signed.size)]) != signed.root:
            raise Fault("root_mismatch", f"the first {signed.size} entries are not those signed")
    note = "" if witness else "; without a witness a roll-back of the whole can't be seen"
    return f"{events} events in {streams} orders, {tree.size if tree else 0} signed{note}"


def main(arguments: list[str] | None = None) -> int:
    """Check what the arguments name; returns 0, 1 or 2."""
    try:
        outcome = _check(_parser().parse_args(arguments))
    except Fault as fault:
        return _say(f"NOT INTACT: {fault}", 1)
    except (UncheckedError, OSError) as fault:
        return _say(f"NOT CHECKED: {fault}", 2)
    except (
        ValueError,
        KeyError,
        TypeError,
        ArithmeticError,
        AttributeError,
        RecursionError,
    ) as fault:
        return _say(f"NOT INTACT: malformed: {type(fault).__name__} {fault}", 1)
    return _say(f"INTACT: {outcome}", 0)


def _check(wanted: argparse.Namespace) -> str:
    if wanted.bundle:
        return check_bundle(json.loads(Path(wanted.bundle).read_bytes()), wanted.key)
    folder = Path(wanted.export or "")
    inside = bool(wanted.export) and folder.is_dir()
    note = wanted.checkpoint or (folder / "checkpoint" if inside else None)
    carried = folder / "key"
    tree = witness = None
    if note:
        key = choose_key(wanted.key, carried.read_text().strip() if carried.is_file() else None)
        tree = open_checkpoint(Path(note).read_text(encoding="utf-8"), key)
        if wanted.witness:
            kept = Path(wanted.witness).read_text(encoding="utf-8")
            witness = open_checkpoint(kept, key)
    if wanted.export:
        with _open_lines(folder, inside=inside) as lines:
            return check_export(lines, tree, witness)
    if not tree:
        raise UncheckedError("name a --bundle, a --checkpoint or an --export")
    found = f"{tree.origin}, {tree.size} entries, root {tree.root.hex()}"
    if not witness:
        return f"{found}; no witness given"
    lines_of = Path(wanted.proof).read_text().split() if wanted.proof else None
    path = (
        None if lines_of is None else [base64.b64decode(line, validate=True) for line in lines_of]
    )
    return f"{found}; {compare(tree, witness, path)}"


def _open_lines(folder: Path, *, inside: bool) -> Any:
    file = folder
    if inside:
        plain = folder / "events.jsonl"
        file = plain if plain.exists() else folder / "events.jsonl.gz"
    return gzip.open(file) if file.suffix == ".gz" else file.open("rb")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--bundle", metavar="FILE", help="the proof bundle of one order")
    parser.add_argument("--checkpoint", metavar="FILE", help="a signed checkpoint")
    parser.add_argument("--export", metavar="PATH", help="an export: a folder, or its .jsonl file")
    parser.add_argument("--key", help="the operator's public key (base64), or its fingerprint")
    parser.add_argument("--witness", metavar="FILE", help="a checkpoint kept outside the database")
    parser.add_argument("--proof", metavar="FILE", help="consistency proof, a base64 hash a line")
    return parser


def _say(text: str, code: int) -> int:
    sys.stdout.write(f"{text}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
