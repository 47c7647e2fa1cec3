"""The proof bundle: whole when untouched, refused when any fact in it was changed."""

import json
from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

import pytest

from gongdan.engines.chain.checkpoint import fingerprint, sign, signing_key, verify
from gongdan.engines.chain.header import ZERO, Header, encode, link
from gongdan.engines.chain.merkle import leaf_hash, root_by_inclusion
from gongdan.engines.chain.proof import (
    BundleReport,
    Placed,
    iso,
    make_bundle,
    read_bundle,
    verify_bundle,
    without_bodies,
)
from gongdan.engines.chain.report import Kind
from tests.engines.chain.ledger import KEY, START, Tenant, grow, sample

OTHER = signing_key(b"\x06" * 32)


def bundle_of(tenant: Tenant, *, at_least: int = 3) -> bytes:
    rows = next(rows for _, rows in sorted(tenant.streams.items()) if len(rows) >= at_least)
    placed = [Placed(row, tenant.position(row)) for row in rows]
    return make_bundle(placed, note=tenant.notes[-1], public=KEY.public, read=tenant.forest.read)


@pytest.fixture
def tenant() -> Tenant:
    return sample(Random(2))


@pytest.fixture
def data(tenant: Tenant) -> bytes:
    return bundle_of(tenant)


def changed(data: bytes, change: Callable[[dict[str, Any]], object]) -> BundleReport:
    content = json.loads(data)
    change(content)
    return verify_bundle(json.dumps(content).encode())


def test_a_bundle_proves_what_it_holds(data: bytes) -> None:
    report = verify_bundle(data, trusted=[KEY.public])
    assert report.intact
    assert report.events >= report.signed >= 3
    assert report.fingerprint == fingerprint(KEY.public)
    assert report.checkpoint
    assert report.findings == () or report.findings[0].kind == Kind.NOT_SIGNED


def test_events_beyond_the_checkpoint_are_said_to_be_unsigned() -> None:
    tenant = sample(Random(2))
    tenant.place()
    tenant.sign()
    whole = verify_bundle(bundle_of(tenant, at_least=1))
    grow(tenant, Random(3), 60)
    report = verify_bundle(bundle_of(tenant, at_least=1))
    assert report.intact
    assert report.signed == whole.events < report.events
    assert [(found.kind, found.seq) for found in report.findings] == [
        (Kind.NOT_SIGNED, whole.events + 1)
    ]


def test_a_bundle_in_which_nothing_is_signed_is_not_intact(data: bytes) -> None:
    def unplace(content: dict[str, Any]) -> None:
        for event in content["events"]:
            event["position"] = None

    report = changed(data, unplace)
    assert (report.intact, report.signed) == (False, 0)


def test_a_key_that_the_reader_does_not_trust_proves_nothing(data: bytes) -> None:
    report = verify_bundle(data, trusted=[OTHER.public])
    assert [found.kind for found in report.findings] == [Kind.CHECKPOINT_SIGNATURE]
    assert not report.intact


def test_a_forger_with_a_key_of_his_own_is_betrayed_by_the_fingerprint(tenant: Tenant) -> None:
    tenant.notes.append(sign(verify(tenant.notes[-1], [KEY.public]), OTHER))
    rows = next(iter(tenant.streams.values()))
    forged = make_bundle(
        [Placed(row, tenant.position(row)) for row in rows],
        note=tenant.notes[-1],
        public=OTHER.public,
        read=tenant.forest.read,
    )
    assert verify_bundle(forged).fingerprint == fingerprint(OTHER.public)
    assert not verify_bundle(forged, trusted=[KEY.public]).intact


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "body": lambda b: b["events"][1].update(body="e30="),
    "event id": lambda b: b["events"][1].update(event_id=b["tenant"]),
    "hash": lambda b: b["events"][1].update(hash="00" * 32),
    "seq": lambda b: b["events"][1].update(seq=3),
    "time": lambda b: b["events"][1].update(recorded_at=iso(START), recorded_at_us=START),
    "shown time": lambda b: b["events"][1].update(recorded_at=iso(START)),
    "position": lambda b: b["events"][1].update(position=b["events"][0]["position"]),
    "inclusion": lambda b: b["events"][1]["inclusion"].reverse(),
    "inclusion cut": lambda b: b["events"][1]["inclusion"].pop(),
    "tenant": lambda b: b.update(tenant=b["stream"]),
    "stream": lambda b: b.update(stream=b["tenant"]),
    "deleted": lambda b: b["events"].pop(1),
    "cut": lambda b: b["events"].pop(),
    "cut to nothing": lambda b: b.update(events=[]),
    "head": lambda b: b.update(hash="11" * 32),
    "version": lambda b: b.update(version=99),
    "checkpoint": lambda b: b.update(checkpoint=b["checkpoint"].replace("\n\n", "0\n\n")),
    "key": lambda b: b.update(public_key="AAAA"),
    "format": lambda b: b.update(format="gongdan-proof/2"),
    "types": lambda b: b.update(checkpoint=7),
    "truth": lambda b: b["events"][0].update(seq=True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_each_change_to_a_bundle_is_found(
    data: bytes, change: Callable[[dict[str, Any]], object]
) -> None:
    report = changed(data, change)
    assert not report.intact
    assert report.findings


@pytest.mark.parametrize(
    "junk", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"format":1}']
)
def test_junk_is_no_bundle(junk: bytes) -> None:
    assert [found.kind for found in verify_bundle(junk).findings] == [Kind.MALFORMED]


def test_a_random_changed_bit_in_a_fact_is_found(data: bytes) -> None:
    chance = Random(9)
    content = json.loads(data)
    for _ in range(300):
        forged = json.loads(data)
        event = forged["events"][chance.randrange(len(content["events"]))]
        name = chance.choice(["event_id", "hash", "inclusion"])
        text = event[name] if name != "inclusion" else "".join(event[name])
        if not text:
            continue
        at = chance.choice([place for place, mark in enumerate(text) if mark != "-"])
        text = text[:at] + f"{int(text[at], 16) ^ 1 << chance.randrange(4):x}" + text[at + 1 :]
        event[name] = (
            text if name != "inclusion" else [text[i : i + 64] for i in range(0, len(text), 64)]
        )
        assert not verify_bundle(json.dumps(forged).encode()).intact


def test_a_bundle_is_read_back_as_it_was_written(tenant: Tenant, data: bytes) -> None:
    bundle = read_bundle(data)
    assert [placed.event for placed in bundle.placed] == tenant.streams[bundle.stream]
    assert bundle.version == len(bundle.placed)
    assert "工单" in json.loads(data)["note"]


def test_a_stream_without_events_has_no_bundle(tenant: Tenant) -> None:
    with pytest.raises(ValueError):
        make_bundle([], note=tenant.notes[-1], public=KEY.public, read=tenant.forest.read)


def test_headers_alone_prove_chain_and_places_and_tell_no_word(tenant: Tenant, data: bytes) -> None:
    content = json.loads(without_bodies(data))
    whole = read_bundle(data)
    checkpoint = verify(content["checkpoint"], [KEY.public])
    prev = ZERO
    for event, (row, _position) in zip(content["events"], whole.placed, strict=True):
        assert "body" not in event
        header = Header(
            whole.tenant,
            whole.stream,
            event["seq"],
            UUID(event["event_id"]),
            event["recorded_at_us"],
            bytes.fromhex(event["body_sha256"]),
        )
        leaf = encode(prev, header)
        prev = bytes.fromhex(event["hash"])
        assert link(ZERO if event["seq"] == 1 else leaf[1:33], header) == prev == row.hash
        if event["inclusion"] or checkpoint.size == 1:
            path = tuple(map(bytes.fromhex, event["inclusion"]))
            root = root_by_inclusion(leaf_hash(leaf), event["position"], checkpoint.size, path)
            assert root == checkpoint.root
    assert prev.hex() == content["hash"]
    assert not verify_bundle(json.dumps(content).encode()).intact, "it is no whole bundle"
    assert tenant.streams
