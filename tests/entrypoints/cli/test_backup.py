"""A backup put back: nothing is missing, and what came after it is named as lost for ever."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from gongdan.entrypoints.cli.main import commands
from tests.entrypoints.cli.service_desk import ROWS, write_mapping, write_table
from tests.postgres_server import temporary_home

pytestmark = [pytest.mark.database, pytest.mark.slow]


@pytest.fixture
def yard() -> Iterator[Path]:
    """A folder for homes, into which the server's account may pass."""
    with temporary_home() as folder:
        yield folder


def run(home: Path, *words: str | Path, witness: Path | None = None) -> Result:
    """Run a command of a home with an embedded database of its own."""
    env = {"GONGDAN_HOME": str(home)}
    if witness:
        env["GONGDAN_WITNESS_FOLDER"] = str(witness)
    return CliRunner(env=env).invoke(commands, [str(word) for word in words])


def figures(home: Path, *words: str | Path, witness: Path | None = None) -> dict[str, object]:
    """Run a command that has to succeed, and return its JSON object."""
    done = run(home, *words, "--json", witness=witness)
    assert done.exit_code == 0, (done.output, done.exception)
    found: dict[str, object] = msgspec.json.decode(done.stdout)
    return found


def test_what_a_backup_holds_comes_back_and_what_it_lacks_is_named(
    yard: Path, tmp_path: Path
) -> None:
    old, new, saved = yard / "old", yard / "new", tmp_path / "saved"
    figures(old, "demo")
    before = figures(old, "verify")
    figures(old, "backup", saved)
    assert {path.name for path in saved.iterdir()} == {"database.dump", "manifest.json", "witness"}

    table, mapping = write_table(tmp_path), write_mapping(tmp_path)
    assert figures(old, "import", table, "--map", mapping)["acts"] == len(ROWS)
    newer = tmp_path / "witness"
    shutil.copytree(old / "witness", newer)

    refused = run(old, "restore", saved)
    assert (refused.exit_code, "in use" in refused.output) == (1, True)

    restored = figures(new, "restore", saved, witness=newer)
    (epoch,) = msgspec.convert(restored["epochs"], list[dict[str, object]])
    assert (epoch["epoch"], epoch["kept"]) == (2, before["events"])
    assert epoch["lost_until"] == before["events"] + 3 + len(ROWS)
    after = figures(new, "verify", witness=newer)
    assert (after["intact"], after["findings"]) == (True, [])
    # what was there, and the record of the loss
    assert after["events"] == before["events"] + 1
    again = figures(new, "demo", witness=newer)
    assert (again["entries"], again["orders"], again["acts"]) == (0, 0, 0)
    assert figures(new, "import", table, "--map", mapping, witness=newer)["orders"] == 3


def test_a_backup_that_was_changed_is_not_put_back(yard: Path, tmp_path: Path) -> None:
    home, saved = yard / "home", tmp_path / "saved"
    assert run(home, "tenant", "create", "acme", "--name", "Acme").exit_code == 0
    figures(home, "backup", saved)
    dump = saved / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-1] + b"x")
    refused = run(yard / "other", "restore", saved)
    assert refused.exit_code == 1
    assert "database.dump is not the file that was backed up" in refused.output
    assert not (yard / "other").exists()
