"""The separate verifier: a second implementation that must agree with the first on everything."""

import gzip
import json
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.chain.checkpoint import fingerprint, origin_of, sign, signing_key, verify
from gongdan.engines.chain.export import export_lines
from gongdan.engines.chain.header import Header, digest, encode
from gongdan.engines.chain.merkle import (
    EMPTY,
    consistency_proof,
    extend,
    inclusion_proof,
    leaf_hash,
    root,
)
from gongdan.engines.chain.proof import Placed, iso, verify_bundle
from gongdan.entrypoints import verifier
from tests.engines.chain.forest import Forest, leaves
from tests.engines.chain.ledger import KEY, Tenant, check, copied, grow, sample
from tests.engines.chain.tampers import TAMPERS
from tests.engines.chain.test_proof import CHANGES, bundle_of

FOREST = Forest(leaves(1_000))
WHOLE = [sample(Random(seed)) for seed in range(10)]
PUBLIC = b64encode(KEY.public).decode()


def exported(tenant: Tenant, folder: Path) -> Path:
    """Write an export as the command line does."""
    with (folder / "events.jsonl").open("wb") as file:
        for stream, rows in tenant.streams.items():
            if head := tenant.heads.get(stream):
                file.writelines(export_lines(head, [Placed(r, tenant.position(r)) for r in rows]))
    (folder / "checkpoint").write_text(tenant.notes[-1], encoding="utf-8")
    (folder / "key").write_text(PUBLIC)
    (folder / "witness").write_text(tenant.witness[-1], encoding="utf-8")
    return folder


def run(*arguments: object) -> int:
    return verifier.main([str(argument) for argument in arguments])


@given(
    st.binary(min_size=32, max_size=32),
    st.tuples(st.uuids(), st.uuids(), st.integers(1, 2**63 - 1), st.uuids()),
    st.integers(0, 2**63 - 1),
    st.binary(max_size=200),
)
def test_headers_are_equal(
    prev: bytes, ids: tuple[UUID, UUID, int, UUID], at_us: int, body: bytes
) -> None:
    tenant, stream, seq, event_id = ids
    event = {
        "seq": seq,
        "event_id": str(event_id),
        "recorded_at_us": at_us,
        "body": b64encode(body).decode(),
    }
    engine = encode(prev, Header(tenant, stream, seq, event_id, at_us, digest(body)))
    assert verifier.header(prev.hex(), (str(tenant), str(stream)), event) == engine
    assert verifier.leaf(engine) == leaf_hash(engine)


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=300))
def test_roots_are_equal(hashes: list[bytes]) -> None:
    assert verifier.tree_root(hashes) == root(extend(EMPTY, hashes))


@given(st.integers(1, 1_000), st.data())
def test_proofs_lead_both_to_the_same_roots(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    place = data.draw(st.integers(0, new - 1))
    hashes = leaves(new)
    roots = [root(extend(EMPTY, hashes[:size])) for size in (old, new)]
    path = list(inclusion_proof(FOREST.read, place, new))
    assert verifier.root_from_path(hashes[place], place, new, path) == roots[1]
    path = list(consistency_proof(FOREST.read, old, new))
    assert verifier.roots_from_path(old, new, path, roots[0]) == roots


@given(st.integers(0, 253_402_300_799_999_999))
def test_times_are_shown_alike(at_us: int) -> None:
    assert verifier.iso(at_us) == iso(at_us)


@pytest.mark.parametrize("seed", range(5))
def test_whole_bundles_are_intact_to_both(seed: int, tmp_path: Path) -> None:
    data = bundle_of(sample(Random(seed)), at_least=1)
    (tmp_path / "bundle").write_bytes(data)
    assert verify_bundle(data).intact
    assert run("--bundle", tmp_path / "bundle") == 0
    assert run("--bundle", tmp_path / "bundle", "--key", fingerprint(KEY.public)) == 0
    assert run("--bundle", tmp_path / "bundle", "--key", PUBLIC) == 0


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_changed_bundles_are_refused_by_both(
    change: Callable[[dict[str, Any]], object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(bundle_of(sample(Random(2))))
    change(content)
    data = json.dumps(content).encode()
    (tmp_path / "bundle").write_bytes(data)
    assert not verify_bundle(data).intact
    assert run("--bundle", tmp_path / "bundle") != 0
    assert capsys.readouterr().out.startswith("NOT ")


@pytest.mark.slow
def test_random_tampers_are_judged_alike_by_both(tmp_path: Path) -> None:
    chance = Random(11)
    for number in range(220):
        tenant = copied(chance.choice(WHOLE))
        TAMPERS[number % len(TAMPERS)](tenant, chance)
        folder = exported(tenant, tmp_path)
        assert not check(tenant).intact
        assert run("--export", folder, "--witness", folder / "witness") == 1, number


def test_whole_exports_are_intact_to_both(tmp_path: Path) -> None:
    for tenant in WHOLE:
        folder = exported(tenant, tmp_path)
        assert check(tenant).intact
        assert run("--export", folder, "--witness", folder / "witness", "--key", PUBLIC) == 0
    packed = tmp_path / "other.jsonl.gz"
    packed.write_bytes(gzip.compress((tmp_path / "events.jsonl").read_bytes()))
    assert run("--export", packed) == 0
    assert run("--export", packed, "--checkpoint", tmp_path / "checkpoint", "--key", PUBLIC) == 0


def test_checkpoints_are_held_against_what_a_witness_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tenant = sample(Random(1))
    old, new, proof = (tmp_path / name for name in ("old", "new", "proof"))
    old.write_text(tenant.sign(), encoding="utf-8")
    before = tenant.signed
    grow(tenant, Random(2), 30)
    tenant.place()
    new.write_text(tenant.sign(), encoding="utf-8")
    hashes = consistency_proof(tenant.forest.read, before, tenant.signed)
    proof.write_text("\n".join(b64encode(one).decode() for one in hashes))
    key = ("--key", PUBLIC)
    assert run("--checkpoint", new, *key) == 0
    assert run("--checkpoint", new, "--witness", new, *key) == 0
    assert run("--checkpoint", new, "--witness", old, *key) == 0
    assert run("--checkpoint", new, "--witness", old, "--proof", proof, *key) == 0
    assert run("--checkpoint", old, "--witness", new, *key) == 1
    assert "rolled_back" in capsys.readouterr().out
    proof.write_text("\n".join(b64encode(sha256(one).digest()).decode() for one in hashes))
    assert run("--checkpoint", new, "--witness", old, "--proof", proof, *key) == 1
    other = b64encode(signing_key(bytes(32)).public).decode()
    assert run("--checkpoint", new, "--key", other) == 1


def says(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    run(*arguments)
    return capsys.readouterr().out


def test_a_fault_is_called_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tenant = Tenant(UUID(int=1 << 64))
    stream = UUID(int=7)
    for at in (1000, 1001, 1001):
        tenant.append(stream, b"{}", UUID(int=at), at)
    tenant.place()
    tenant.sign()
    assert "clock_backwards" in says(capsys, "--export", exported(tenant, tmp_path))
    tenant = sample(Random(1))
    tenant.witness[-1] = tenant.sign()
    folder = exported(tenant, tmp_path)
    lines = (folder / "events.jsonl").read_bytes().splitlines(keepends=True)
    heads = [at for at, line in enumerate(lines) if b'"version"' in line]
    (folder / "events.jsonl").write_bytes(b"".join(lines[: heads[-1]]))
    assert "log_mismatch" in says(capsys, "--export", folder)
    note = folder / "checkpoint"
    whole = note.read_text(encoding="utf-8")
    for torn in (whole.replace("\n\n", "\nmore\n\n"), whole[:-6] + "AAAA=\n", "", "a\n\nb"):
        note.write_text(torn, encoding="utf-8")
        assert "checkpoint_signature" in says(capsys, "--checkpoint", note, "--key", PUBLIC)


def test_a_bundle_stands_or_falls_with_its_checkpoint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bundle"
    file.write_bytes(bundle_of(WHOLE[0]))
    assert "checkpoint_signature" in says(capsys, "--bundle", file, "--key", "0" * 64)
    content = json.loads(file.read_bytes())
    tree = verify(content["checkpoint"], [KEY.public])
    foreign = replace(tree, origin=origin_of(UUID(int=5), 1))
    file.write_text(json.dumps(content | {"checkpoint": sign(foreign, KEY)}))
    assert "checkpoint_signature" in says(capsys, "--bundle", file)
    for event in content["events"]:
        event["position"] = None
    file.write_text(json.dumps(content))
    assert "not_signed" in says(capsys, "--bundle", file)


def test_what_can_not_be_checked_is_not_called_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = exported(WHOLE[0], tmp_path)
    assert run("--checkpoint", folder / "checkpoint") == 2
    assert run("--bundle", folder / "nowhere") == 2
    assert run() == 2
    monkeypatch.setattr(verifier, "_CAN_SIGN", False)
    capsys.readouterr()
    assert run("--export", folder) == 2
    assert "pip install cryptography" in capsys.readouterr().out


def test_the_file_runs_alone_where_no_gongdan_is(tmp_path: Path) -> None:
    copy = shutil.copy(verifier.__file__, tmp_path / "verifier.py")
    (tmp_path / "bundle").write_bytes(bundle_of(WHOLE[0]))
    alone = [sys.executable, "-I", "-c", _ALONE, str(copy), "--bundle", str(tmp_path / "bundle")]
    ran = subprocess.run(alone, capture_output=True, text=True, check=False, encoding="utf-8")
    assert ran.stdout.startswith("INTACT: "), ran.stderr
    assert ran.returncode == 0


_ALONE = """
import runpy, sys
sys.modules["gongdan"] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
