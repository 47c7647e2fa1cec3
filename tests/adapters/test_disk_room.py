"""The room on the data's volume, as the guard of the house reads it."""

import shutil
from pathlib import Path

import pytest

from gongdan.adapters.embedded_postgres.disk_room import DiskRoom, read_disk_room


def test_the_room_is_what_the_file_system_says(tmp_path: Path) -> None:
    room, usage = read_disk_room(tmp_path), shutil.disk_usage(tmp_path)
    assert room.total == usage.total
    assert abs(room.free - usage.free) < usage.total / 100  # others write meanwhile


@pytest.mark.parametrize(("free", "below"), [(99, True), (100, False), (101, False)])
def test_the_reserve_itself_is_still_enough(free: int, below: bool) -> None:
    assert DiskRoom(free=free, total=1000).is_below(reserve=100) is below


def test_the_free_share_is_a_percentage_even_of_nothing() -> None:
    assert DiskRoom(free=250, total=1000).free_percent == 25.0
    assert DiskRoom(free=0, total=0).free_percent == 0.0


def test_a_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_disk_room(tmp_path / "gone")
