"""Checkpoints: signed as the specification says, and refused when anything was touched."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.chain.checkpoint import (
    BadNoteError,
    Checkpoint,
    fingerprint,
    key_id,
    origin_of,
    parse,
    read_origin,
    sign,
    signing_key,
    verifier_key,
    verify,
)

KEY = signing_key(bytes(range(32)))
OTHER = signing_key(bytes(32))
TENANT = UUID("0192f0c1-0000-7000-8000-000000000001")
CHECKPOINT = Checkpoint(origin_of(TENANT, 3), 141_712, bytes(range(32)))
NOTE = sign(CHECKPOINT, KEY)


def test_a_checkpoint_is_read_back_by_who_knows_the_key() -> None:
    assert verify(NOTE, [OTHER.public, KEY.public]) == CHECKPOINT == parse(NOTE)
    assert read_origin(CHECKPOINT.origin) == (TENANT, 3)
    assert CHECKPOINT.head == (141_712, bytes(range(32)))


def test_a_note_has_the_lines_of_the_specification() -> None:
    origin, size, root, blank, line, end = NOTE.split("\n")
    assert (origin, size, blank, end) == (CHECKPOINT.origin, "141712", "", "")
    assert root == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert line.startswith(f"— {origin} ")


def test_the_key_of_the_specifications_example_has_the_id_that_it_shows() -> None:
    # the key of the Go checksum database, as its clients carry it: name+id+base64
    from_go = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    public = bytes.fromhex("ce3372d75ad1ee5ecdaf8727293d4b111d87eb37531d7c86d4d3003f0eb809fc")
    assert verifier_key("sum.golang.org", public) == from_go
    assert key_id("sum.golang.org", public).hex() == "033de0ae"


def test_a_fingerprint_is_the_hash_of_the_key() -> None:
    assert (
        fingerprint(KEY.public)
        == "56475aa75463474c0285df5dbf2bcab73da651358839e9b77481b2eab107708c"
    )


@given(st.integers(0, len(NOTE.encode()) - 1), st.integers(0, 7))
def test_a_checkpoint_with_one_changed_bit_is_refused(place: int, bit: int) -> None:
    data = bytearray(NOTE.encode())
    data[place] ^= 1 << bit
    with pytest.raises(ValueError):  # also where the bytes are no text any more
        verify(data.decode(), [KEY.public])


def test_a_key_that_nobody_trusts_signs_nothing() -> None:
    with pytest.raises(BadNoteError, match="no trusted key"):
        verify(NOTE, [OTHER.public])
    with pytest.raises(BadNoteError, match="no trusted key"):
        verify(NOTE, [])


def test_a_witness_may_sign_beside_the_log() -> None:
    text, _, line = NOTE.partition("\n\n")
    witness = sign(Checkpoint("witness.example/w", 1, bytes(32)), OTHER).rpartition("\n\n")[2]
    assert verify(f"{text}\n\n{witness}{line}", [KEY.public]) == CHECKPOINT


def test_a_bad_signature_beside_a_good_one_refuses_the_note() -> None:
    bad = sign(Checkpoint(CHECKPOINT.origin, 1, bytes(32)), KEY).rpartition("\n\n")[2]
    with pytest.raises(BadNoteError, match="does not hold"):
        verify(NOTE + bad, [KEY.public])


@pytest.mark.parametrize(
    "note",
    [
        "",
        "a\n1\n",
        "\n\n",
        NOTE.replace("141712", "0141712"),
        NOTE.replace("141712", "١٤"),
        NOTE.replace("141712", "9" * 5000),
        NOTE.replace("\n\n", "\n\x01\n\n"),
        NOTE + "x" * 70_000 + "\n",
        NOTE.replace("— ", "- "),
        NOTE.replace("Hh8=", "Hh9="),
    ],
)
def test_what_is_no_checkpoint_is_refused(note: str) -> None:
    with pytest.raises(BadNoteError):
        parse(note)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "gongdan",
        "gongdan/x/1",
        f"gongdan/{TENANT}/01",
        f"other/{TENANT}/1",
        f"gongdan/{TENANT}/x",
    ],
)
def test_an_origin_of_another_house_is_refused(origin: str) -> None:
    with pytest.raises(BadNoteError):
        read_origin(origin)
