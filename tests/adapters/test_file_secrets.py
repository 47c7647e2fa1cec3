"""Secrets: drawn once, the same for everybody, closed to others."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongdan.adapters.file_secrets import SecretsError, open_secret


def test_a_secret_is_drawn_once_and_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "secrets"
    first = open_secret(folder, "database.secret")
    assert len(first) == 32
    assert open_secret(folder, "database.secret") == first
    assert (folder / "database.secret").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in folder.iterdir()] == ["database.secret"]


def test_two_secrets_differ(tmp_path: Path) -> None:
    assert open_secret(tmp_path / "s", "a") != open_secret(tmp_path / "s", "b")


def test_many_that_ask_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(lambda _: open_secret(tmp_path / "s", "a"), range(32)))
    assert len(drawn) == 1


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    open_secret(tmp_path, "a")
    (tmp_path / "a").chmod(0o644)
    with pytest.raises(SecretsError, match="chmod 600"):
        open_secret(tmp_path, "a")


@pytest.mark.parametrize("damage", ["", "abc", "zz" * 32, "ab" * 31])
def test_a_damaged_secret_is_never_replaced(tmp_path: Path, damage: str) -> None:
    open_secret(tmp_path, "a")
    (tmp_path / "a").write_text(damage)
    with pytest.raises(SecretsError, match="damaged"):
        open_secret(tmp_path, "a")
    assert (tmp_path / "a").read_text() == damage
