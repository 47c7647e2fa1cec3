"""The release: a wheel with the web inside, which starts where there is no Node and nothing else."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.release import Release, accounts, build, first_page, installed, strange_files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def release() -> Iterator[Release]:
    """The wheel in an empty environment (needs the package index that the builder has set)."""
    with installed() as made:
        yield made


def test_the_wheel_holds_the_pages_and_the_licence_and_nothing_of_the_yard(tmp_path: Path) -> None:
    wheel = build(tmp_path)
    assert strange_files(wheel) == []
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    assert "gongdan/entrypoints/http/static/desk/index.html" in names
    assert "gongdan/entrypoints/http/static/desk/licenses.md" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any("migrations/0001" in name for name in names)


@pytest.mark.parametrize("account", accounts())
def test_in_an_empty_environment_without_node_the_product_starts_and_shows_its_page(
    release: Release, account: str
) -> None:
    assert shutil.which("node", path=str(release.environment / "bin")) is None
    assert first_page(release, account).files >= 2
