"""The lock files hold everything, by hash, and name nowhere to get it from."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.toy import YARD

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)
LOCKS = sorted(YARD.glob("requirements*.lock"))


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((YARD / name).read_text(encoding="utf-8")))


def asked_for(*, extra: str | None = None) -> set[str]:
    project = tomllib.loads((YARD / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {re.split(r"[<>=;\[ ]", line)[0].lower() for line in wanted}


def test_whoever_asks_for_a_library_has_locked_it() -> None:
    assert asked_for() - pins("requirements.lock").keys() == set()
    everything = asked_for() | asked_for(extra="dev")
    assert everything - pins("requirements-dev.lock").keys() == set()


def test_both_locks_agree_on_versions() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_each_pin_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "--index" not in text


def test_the_web_lock_names_no_registry() -> None:
    lock = YARD / "web" / "package-lock.json"
    if not lock.exists():
        pytest.skip("no web here")
    assert re.findall(r'"resolved": "[a-z+]+:', lock.read_text(encoding="utf-8")) == []
