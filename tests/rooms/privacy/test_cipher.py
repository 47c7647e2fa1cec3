"""A sealed value opens where it was sealed, and nowhere else."""

import os
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongdan.kernel.canonical import canonical
from gongdan.rooms.privacy.contract import BlindKind, Place, SealBrokenError, Sealed
from gongdan.rooms.privacy.domain.cipher import Binding, blind_digest, subject_cipher
from gongdan.rooms.privacy.domain.keyring import Keyring

TENANT, STREAM, EVENT, SUBJECT, OTHER = (UUID(int=n) for n in range(1, 6))
CIPHER = subject_cipher(bytes(range(32)))
BINDING = Binding(TENANT, Place(STREAM, EVENT), SUBJECT)


def sealed(value: str = "13812345678") -> Sealed:
    return BINDING.seal(CIPHER, 1, nonce=os.urandom(12), field="phone", value=value)


@given(st.text())
def test_what_was_sealed_opens_again(value: str) -> None:
    assert BINDING.open(CIPHER, sealed(value), "phone") == value


@pytest.mark.parametrize(
    "binding",
    [
        Binding(OTHER, Place(STREAM, EVENT), SUBJECT),
        Binding(TENANT, Place(OTHER, EVENT), SUBJECT),
        Binding(TENANT, Place(STREAM, OTHER), SUBJECT),
        Binding(TENANT, Place(STREAM, EVENT), OTHER),
    ],
    ids=["tenant", "stream", "event", "person"],
)
def test_a_value_moved_elsewhere_does_not_open(binding: Binding) -> None:
    with pytest.raises(SealBrokenError, match="phone"):
        binding.open(CIPHER, sealed(), "phone")


def test_a_value_moved_to_another_field_does_not_open() -> None:
    with pytest.raises(SealBrokenError):
        BINDING.open(CIPHER, sealed(), "name")


@pytest.mark.parametrize(
    "change",
    [
        {"k": 2},
        {"k": 2**33},
        {"k": -1},
        {"n": bytes(12)},
        {"n": b""},
        {"c": b""},
        {"c": bytes(40)},
    ],
)
def test_a_changed_value_does_not_open(change: dict[str, object]) -> None:
    with pytest.raises(SealBrokenError):
        BINDING.open(CIPHER, replace(sealed(), **change), "phone")


@given(st.integers(0, 26), st.integers(1, 255))
def test_each_single_changed_byte_is_noticed(place: int, flip: int) -> None:
    whole = sealed()
    body = bytearray(whole.c)
    body[place] ^= flip
    with pytest.raises(SealBrokenError):
        BINDING.open(CIPHER, replace(whole, c=bytes(body)), "phone")


def test_a_broken_seal_tells_nothing_of_the_value() -> None:
    with pytest.raises(SealBrokenError) as caught:
        BINDING.open(CIPHER, sealed("CANARY"), "name")
    assert "CANARY" not in str(caught.value)


def test_a_sealed_value_stands_in_canonical_bodies_and_comes_back() -> None:
    value = sealed()
    body = canonical({"contact": {"phone": value}})
    assert b"13812345678" not in body
    decoded = msgspec.json.decode(body, type=dict[str, dict[str, Sealed]])
    assert decoded == {"contact": {"phone": value}}


def test_a_sealed_value_from_the_first_version_opens_for_ever() -> None:
    stored = (
        b'{"c":"oIxd/nVqARXOGMSduWIW3zrdYdYcww==","e":"00000000-0000-0000-0000-000000000003","k":1,'
        b'"n":"AAECAwQFBgcICQoL","subject":"00000000-0000-0000-0000-000000000004"}'
    )
    assert BINDING.open(CIPHER, msgspec.json.decode(stored, type=Sealed), "phone") == "王小"


def test_digests_find_the_same_number_and_differ_by_kind_and_key() -> None:
    key = bytes(32)
    digest = blind_digest(key, BlindKind.PHONE, "138 1234 5678")
    assert digest == blind_digest(key, BlindKind.PHONE, "+8613812345678")
    assert digest != blind_digest(key, BlindKind.TEXT, "+8613812345678")
    assert digest != blind_digest(bytes(31) + b"1", BlindKind.PHONE, "13812345678")
    assert len(digest) == 32


def test_keys_are_held_for_a_while_and_not_too_many() -> None:
    now = [0.0]
    ring = Keyring(lambda: now[0], size=2, lifetime=60)
    for subject in (SUBJECT, OTHER, STREAM):
        ring.put(TENANT, subject, {1: CIPHER}, generation=0)
        assert ring.get(TENANT, subject) == {1: CIPHER}
    assert ring.get(TENANT, SUBJECT) is None  # pushed out, it was used longest ago
    assert len(ring) == 2
    now[0] = 60.0
    assert ring.get(TENANT, OTHER) is None
    assert len(ring) == 1


def test_a_key_fetched_before_a_destruction_is_not_kept_after_it() -> None:
    ring = Keyring(lambda: 0.0, size=2, lifetime=60)
    began = ring.generation
    ring.forget(TENANT, SUBJECT)
    ring.put(TENANT, SUBJECT, {1: CIPHER}, generation=began)
    assert ring.get(TENANT, SUBJECT) is None
