"""Tiles: cut as the specification says, equal however the tree grew, and readable back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.engines.chain.merkle import EMPTY, extend, frontier_at, root
from gongdan.engines.chain.tiles import (
    MissingHashError,
    Tile,
    bundle_path,
    decode_bundle,
    edge,
    edge_root,
    encode_bundle,
    partial_tiles,
    tile_path,
    tiles,
    tiles_changed,
)
from tests.engines.chain.forest import Forest, leaves
from tests.examples import tries

LEAVES = leaves(70_000)
LARGE = Forest(LEAVES)


def test_a_tree_of_70000_has_the_tiles_that_the_specification_counts() -> None:
    cut = list(tiles(70_000))
    assert sum(tile.level == 0 and tile.width == 256 for tile in cut) == 273
    assert [tile for tile in cut if tile.level or tile.width < 256] == [
        Tile(0, 273, 112),
        Tile(1, 0, 256),
        Tile(1, 1, 17),
        Tile(2, 0, 1),
    ]
    assert {(tile.level, tile.index) for tile in cut} == set(LARGE.stored)
    assert all(len(LARGE.tile(tile.level, tile.index)) == tile.width * 32 for tile in cut)
    assert partial_tiles(70_000) == (Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1))


def test_a_tree_of_256_has_one_full_tile_and_one_above() -> None:
    assert list(tiles(256)) == [Tile(0, 0, 256), Tile(1, 0, 1)]
    assert partial_tiles(256) == (Tile(1, 0, 1),)
    assert list(tiles(0)) == []


@settings(max_examples=tries(60), deadline=None)
@given(st.lists(st.integers(0, 900), max_size=5))
def test_growing_stores_exactly_the_tiles_that_change(steps: list[int]) -> None:
    forest, size = Forest(), 0
    for step in steps:
        changed = forest.grow(LEAVES[size : size + step])
        assert sorted(changed) == sorted(tiles_changed(size, size + step))
        size += step
        assert edge(size, forest.tile) == forest.edge
    assert forest.stored == Forest(LEAVES[:size]).stored
    assert edge_root(forest.edge) == root(extend(EMPTY, LEAVES[:size]))


@settings(max_examples=tries(30), deadline=None)
@given(st.integers(0, 70_000))
def test_the_frontier_of_every_size_is_read_from_the_tiles(size: int) -> None:
    assert frontier_at(LARGE.read, size) == extend(EMPTY, LEAVES[:size])


def test_a_missing_tile_is_named() -> None:
    with pytest.raises(MissingHashError) as fault:
        LARGE.read(0, 70_001)
    assert fault.value.args == (0, 70_001)


def test_paths_are_those_of_the_specification() -> None:
    assert tile_path(Tile(0, 1_234_067, 256)) == "tile/0/x001/x234/067"
    assert tile_path(Tile(2, 0, 1)) == "tile/2/000.p/1"
    assert tile_path(Tile(1, 1000, 17)) == "tile/1/x001/000.p/17"
    assert bundle_path(273, 112) == "tile/entries/273.p/112"
    assert bundle_path(7) == "tile/entries/007"


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_is_taken_apart_as_it_was_joined(entries: list[bytes]) -> None:
    assert decode_bundle(encode_bundle(entries)) == tuple(entries)


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x02a"])
def test_a_bundle_that_ends_too_soon_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        decode_bundle(data)
