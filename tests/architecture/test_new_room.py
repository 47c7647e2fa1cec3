"""A room fresh from `make new-room` passes every check that an old one passes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.toy import YARD
from tools.lints.__main__ import findings
from tools.new_room import make_room

PROGRAMS = Path(sys.executable).parent


@pytest.fixture
def bare_house(tmp_path: Path) -> Path:
    """Build the house without rooms: its settings, and the kernel's words."""
    for name in (".importlinter", "pyproject.toml"):
        shutil.copy(YARD / name, tmp_path)
    package = tmp_path / "src" / "gongdan"
    for part in ("", "entrypoints", "adapters", "rooms", "engines", "kernel"):
        (package / part).mkdir(parents=True, exist_ok=True)
        (package / part / "__init__.py").write_text(
            '"""A part of the house."""\n', encoding="utf-8"
        )
    for name in ("messages.py", "ids.py"):
        shutil.copy(YARD / "src" / "gongdan" / "kernel" / name, package / "kernel")
    return tmp_path


def checked(house: Path, *command: str) -> None:
    environment = os.environ | {"PYTHONPATH": f"{house / 'src'}{os.pathsep}{YARD}", "MYPYPATH": ""}
    program = [str(PROGRAMS / command[0]), *command[1:]]
    run = subprocess.run(
        program, cwd=house, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("room", "floor"), [("batteries", 0), ("dispatch", 3)])
def test_a_new_room_passes_all_checks(bare_house: Path, room: str, floor: int) -> None:
    make_room(bare_house, room, floor)
    assert list(findings(bare_house)) == []
    checked(bare_house, "ruff", "check", ".")
    checked(bare_house, "ruff", "format", "--check", ".")
    checked(bare_house, "lint-imports", "--no-cache")
    checked(bare_house, "mypy", "--no-incremental", "src/gongdan")
    checked(bare_house, "pytest", "-q", "-p", "no:cacheprovider", f"tests/rooms/{room}")


def test_a_new_room_stands_on_the_floor_that_was_named(bare_house: Path) -> None:
    make_room(bare_house, "loans", 1)
    text = (bare_house / ".importlinter").read_text(encoding="utf-8")
    assert "(people) | (assets) | (customers) | (lowcode) | (loans)\n" in text
    assert text.count("(loans)") == 1
