"""Each import contract bites: one sin in a sound toy house breaks exactly the contract named."""

from pathlib import Path

import pytest

from tests.architecture.toy import build, lint

SINS = [
    ("the kernel imports a room", "kernel/messages.py", "from gongdan.rooms.people import contract", "Imports run down only"),
    ("a room imports an adapter", "rooms/people/store.py", "from gongdan.adapters import mail", "Imports run down only"),
    ("an adapter reads the settings", "adapters/mail.py", "from gongdan import settings", "Imports run down only"),
    ("an engine imports the kernel", "engines/flow.py", "from gongdan.kernel import messages", "Engines are algorithms"),
    ("a module outside the plan appears", "utils.py", "", "Imports run down only"),
    ("siblings import each other", "rooms/people/handlers.py", "from gongdan.rooms.assets import contract", "Rooms stand on floors"),
    ("a low room looks up", "rooms/people/handlers.py", "from gongdan.rooms.workorders import contract", "Rooms stand on floors"),
    ("a sin hides inside a function", "rooms/people/handlers.py", "def f():\n    from gongdan.rooms.assets import contract", "Rooms stand on floors"),
    ("a sin hides under TYPE_CHECKING", "rooms/people/handlers.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from gongdan.rooms.assets import contract", "Rooms stand on floors"),
    ("a room stands on no floor", "rooms/gossip/__init__.py", "", "Rooms stand on floors"),
    ("the domain calls a handler", "rooms/people/domain/state.py", "from gongdan.rooms.people import handlers", "Inside a room"),
    ("a room grows a file of another name", "rooms/people/manager.py", "", "Inside a room"),
    ("a room enters by the window", "rooms/workorders/domain/decide.py", "from gongdan.rooms.people.domain import state", "A room is entered by its contract"),
    ("an adapter enters by the window", "adapters/mail.py", "from gongdan.rooms.people import store", "A room is entered by its contract"),
    ("the domain knows the database", "rooms/people/domain/state.py", "import asyncpg", "What a room decides"),
    ("the domain knows it through the kernel", "rooms/people/domain/state.py", "from gongdan.kernel import database", "What a room decides"),
    ("the door knows the web", "rooms/people/contract.py", "import litestar", "What a room decides"),
    ("the domain throws dice", "rooms/people/domain/state.py", "import random", "What a room decides"),
    ("an engine opens a socket", "engines/flow.py", "import socket", "Engines are algorithms"),
    ("an engine leans on another", "engines/flow.py", "from gongdan.engines import chain", "Engines are algorithms"),
    ("two modules import in a circle", "kernel/messages.py", "from gongdan.kernel import database", "Nothing imports in circles"),
]  # fmt: skip


def test_a_sound_house_keeps_every_contract(tmp_path: Path) -> None:
    build(tmp_path)
    code, said = lint(tmp_path)
    assert code == 0, said
    assert "7 kept, 0 broken" in said


@pytest.mark.parametrize(
    ("path", "sin", "contract"), [s[1:] for s in SINS], ids=[s[0] for s in SINS]
)
def test_a_sin_breaks_its_contract(tmp_path: Path, path: str, sin: str, contract: str) -> None:
    package = build(tmp_path)
    if contract.startswith("Nothing imports"):
        (package / "kernel/database.py").write_text(
            "from gongdan.kernel import messages\n", encoding="utf-8"
        )
    file = package / path
    file.parent.mkdir(exist_ok=True)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(f"{before}{sin}\n", encoding="utf-8")
    (file.parent / "__init__.py").touch()
    code, said = lint(tmp_path)
    assert code == 1, said
    assert any(
        line.startswith(contract) and line.endswith("BROKEN") for line in said.splitlines()
    ), said
