"""The tree: equal to the naive one, to the published vectors, and deaf to every changed bit."""

from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.engines.chain.merkle import (
    EMPTY,
    EMPTY_ROOT,
    Head,
    Proof,
    consistency_proof,
    extend,
    frontier_at,
    inclusion_proof,
    is_consistent,
    leaf_hash,
    root,
    root_by_inclusion,
)
from tests.engines.chain.forest import Forest, leaves, naive_root
from tests.examples import tries

# the eight leaves and the roots of Certificate Transparency's reference tests
VECTOR_LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
VECTOR_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
READ = cache(Forest(leaves(3_000)).read)
LEAVES = leaves(300)
ROOTS = [root(extend(EMPTY, LEAVES[:size])) for size in range(301)]


def flipped(proof: Proof, bit: int) -> Proof:
    data = bytearray(b"".join(proof))
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    return tuple(bytes(data[at : at + 32]) for at in range(0, len(data), 32))


def test_roots_are_those_of_the_published_vectors() -> None:
    hashes = [leaf_hash(bytes.fromhex(data)) for data in VECTOR_LEAVES]
    found = [root(extend(EMPTY, hashes[:size])).hex() for size in range(1, 9)]
    assert found == VECTOR_ROOTS
    assert root(EMPTY) == EMPTY_ROOT == sha256(b"").digest()


def test_proofs_are_those_of_the_published_vectors() -> None:
    read = Forest(leaf_hash(bytes.fromhex(data)) for data in VECTOR_LEAVES).read
    assert [h.hex() for h in inclusion_proof(read, 5, 8)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [h.hex() for h in consistency_proof(read, 6, 8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=600), st.integers(0, 600))
def test_a_tree_grown_in_two_parts_has_the_naive_root(hashes: list[bytes], cut: int) -> None:
    grown = extend(extend(EMPTY, hashes[:cut]), hashes[cut:])
    assert (grown.size, root(grown)) == (len(hashes), naive_root(hashes))


def test_growing_leaves_the_old_frontier_as_it_was() -> None:
    before = extend(EMPTY, leaves(3))
    extend(before, leaves(2))
    assert before == extend(EMPTY, leaves(3))


@pytest.mark.slow
def test_each_leaf_is_proved_in_each_tree_up_to_300() -> None:
    hashes = leaves(300)
    for size in range(1, 301):
        for position in range(size):
            proof = inclusion_proof(READ, position, size)
            found = root_by_inclusion(hashes[position], position, size, proof)
            assert found == ROOTS[size], (position, size)


@pytest.mark.slow
def test_each_tree_up_to_300_begins_with_each_smaller_one() -> None:
    for new in range(1, 301):
        for old in range(1, new + 1):
            proof = consistency_proof(READ, old, new)
            assert is_consistent(Head(old, ROOTS[old]), Head(new, ROOTS[new]), proof), (old, new)


@given(st.data())
def test_proofs_hold_for_large_trees(data: st.DataObject) -> None:
    new = data.draw(st.integers(301, 3_000))
    old = data.draw(st.integers(1, new))
    position = data.draw(st.integers(0, new - 1))
    heads = [Head(size, root(frontier_at(READ, size))) for size in (old, new)]
    assert is_consistent(*heads, consistency_proof(READ, old, new))
    proof = inclusion_proof(READ, position, new)
    leaf = leaf_hash(str(position).encode())
    assert root_by_inclusion(leaf, position, new, proof) == heads[1].root


@settings(max_examples=tries(300))
@given(st.integers(2, 300), st.data())
def test_an_inclusion_proof_with_one_changed_bit_is_refused(size: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(READ, position, size)
    leaf = leaf_hash(str(position).encode())
    bad = flipped(proof, data.draw(st.integers(0, len(proof) * 256 - 1)))
    assert root_by_inclusion(leaf, position, size, bad) != ROOTS[size]
    assert root_by_inclusion(leaf, position, size, proof[:-1]) != ROOTS[size]
    assert root_by_inclusion(leaf, position, size, (*proof, leaf)) != ROOTS[size]
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != position))
    assert root_by_inclusion(leaf, other, size, proof) != ROOTS[size]


@settings(max_examples=tries(300))
@given(st.integers(2, 300), st.data())
def test_a_consistency_proof_with_one_changed_bit_is_refused(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new - 1))
    proof = consistency_proof(READ, old, new)
    first, second = Head(old, ROOTS[old]), Head(new, ROOTS[new])
    assert not is_consistent(
        first, second, flipped(proof, data.draw(st.integers(0, len(proof) * 256 - 1)))
    )
    assert not is_consistent(first, second, proof[:-1])
    assert not is_consistent(first, second, (*proof, first.root))
    bit = data.draw(st.integers(0, 255))
    assert not is_consistent(Head(old, *flipped((first.root,), bit)), second, proof)
    assert not is_consistent(first, Head(new, *flipped((second.root,), bit)), proof)


def test_the_empty_proof_proves_only_sameness() -> None:
    assert is_consistent(Head(7, ROOTS[7]), Head(7, ROOTS[7]), ())
    assert not is_consistent(Head(7, ROOTS[7]), Head(7, ROOTS[8]), ())
    assert not is_consistent(Head(7, ROOTS[7]), Head(8, ROOTS[8]), ())
    assert not is_consistent(Head(8, ROOTS[8]), Head(7, ROOTS[7]), ())
    assert not is_consistent(Head(0, EMPTY_ROOT), Head(7, ROOTS[7]), ())


@pytest.mark.parametrize(("position", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_what_is_not_in_the_tree_has_no_proof(position: int, size: int) -> None:
    with pytest.raises(ValueError):
        inclusion_proof(READ, position, size)
    assert root_by_inclusion(b"", position, size, ()) is None
