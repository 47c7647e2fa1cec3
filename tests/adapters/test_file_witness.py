"""The file witness: what it accepted survives a torn write, what it refused is never written."""

import os
from pathlib import Path
from uuid import UUID

import pytest

from gongdan.adapters.file_witness import FileWitness
from gongdan.engines.chain import merkle
from gongdan.kernel.log.witness import Checkpoint, EpochOpened, WitnessRefusedError

TENANT = UUID(int=7)
LEAVES = [merkle.leaf_hash(bytes([n])) for n in range(40)]


def checkpoint(size: int, *, epoch: int = 1, other: bool = False) -> Checkpoint:
    """The checkpoint of the first leaves (of another history, where told so)."""
    leaves = [merkle.leaf_hash(leaf) for leaf in LEAVES] if other else LEAVES
    root = merkle.root(merkle.extend(merkle.EMPTY, leaves[:size]))
    return Checkpoint(tenant=TENANT, epoch=epoch, size=size, root=root, note=f"{epoch}/{size}")


def proof(old: int, new: int) -> tuple[bytes, ...]:
    """The consistency proof, over the leaves themselves."""

    def read(level: int, index: int) -> bytes:
        part = LEAVES[index << level : (index + 1) << level]
        return merkle.root(merkle.extend(merkle.EMPTY, part))

    return merkle.consistency_proof(read, old, new)


@pytest.fixture
def witness(tmp_path: Path) -> FileWitness:
    return FileWitness(tmp_path / "witness")


async def test_it_remembers_what_it_accepted_and_keeps_it_to_itself(
    witness: FileWitness, tmp_path: Path
) -> None:
    assert await witness.latest(TENANT) is None
    assert await witness.history(TENANT) == ()
    await witness.accept(checkpoint(5), ())
    await witness.accept(checkpoint(9), proof(5, 9))
    await witness.accept(checkpoint(9), ())  # told twice, kept once
    again = FileWitness(tmp_path / "witness")
    assert await again.latest(TENANT) == checkpoint(9)
    assert await again.history(TENANT) == (checkpoint(9), checkpoint(5))
    assert await again.notes(TENANT) == ("1/5", "1/9")
    assert (tmp_path / "witness").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "witness" / f"{TENANT}.jsonl").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("told", "shown", "why"),
    [
        (checkpoint(8), (), "knows 9 entries, this checkpoint has 8"),
        (checkpoint(9, other=True), (), "first 9 entries are not those"),
        (checkpoint(12), (), "first 9 entries are not those"),
        (checkpoint(12, other=True), proof(9, 12), "first 9 entries are not those"),
        (checkpoint(12, epoch=2), proof(9, 12), "is in epoch 1, not 2"),
    ],
)
async def test_it_refuses_another_history_and_says_how(
    witness: FileWitness, told: Checkpoint, shown: tuple[bytes, ...], why: str
) -> None:
    await witness.accept(checkpoint(9), ())
    with pytest.raises(WitnessRefusedError, match=why):
        await witness.accept(told, shown)
    assert await witness.notes(TENANT) == ("1/9",)


async def test_a_torn_record_is_passed_over(witness: FileWitness, tmp_path: Path) -> None:
    await witness.accept(checkpoint(5), ())
    path = tmp_path / "witness" / f"{TENANT}.jsonl"
    whole = path.stat().st_size
    await witness.accept(checkpoint(9), proof(5, 9))
    os.truncate(path, path.stat().st_size - 20)
    assert path.stat().st_size > whole
    assert await witness.latest(TENANT) == checkpoint(5)
    await witness.accept(checkpoint(12), proof(5, 12))
    assert await witness.latest(TENANT) == checkpoint(12)
    assert await witness.history(TENANT) == (checkpoint(12), checkpoint(5))


async def test_a_new_epoch_names_the_newest_checkpoint_and_begins_with_a_trusted_one(
    witness: FileWitness,
) -> None:
    await witness.accept(checkpoint(5), ())
    await witness.accept(checkpoint(9), proof(5, 9))
    trusted, lost = checkpoint(5), checkpoint(9)

    def opened(lost_until: int) -> EpochOpened:
        return EpochOpened(
            tenant=TENANT,
            epoch=2,
            previous=1,
            trusted_size=5,
            trusted_root=trusted.root,
            database_size=6,
            lost_until=lost_until,
            lost_root=lost.root,
        )

    with pytest.raises(WitnessRefusedError, match="does not name the newest checkpoint"):
        await witness.open_epoch(opened(lost_until=8))
    await witness.open_epoch(opened(lost_until=9))
    with pytest.raises(WitnessRefusedError, match="is in epoch 2, not 1"):
        await witness.accept(checkpoint(12), proof(9, 12))
    await witness.accept(checkpoint(7, epoch=2), proof(5, 7))
    assert [known.size for known in await witness.history(TENANT)] == [7, 5]


async def test_an_epoch_out_of_nowhere_is_refused(witness: FileWitness) -> None:
    with pytest.raises(WitnessRefusedError, match="never heard of"):
        await witness.accept(checkpoint(3, epoch=4), ())
