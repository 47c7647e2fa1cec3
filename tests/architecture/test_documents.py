"""The documents speak of things that exist: each link leads somewhere, each named path is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.toy import YARD
from tools.lints.house import House

DOCUMENTS = [p for p in House(YARD).files if p.suffix == ".md" and p.parts[0] != "web"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PATH = re.compile(r"`((?:src|tests|tools|docs|web|bench|rooms|kernel|engines|adapters)/[\w./-]+)`")


def broken_in(document: Path) -> set[str]:
    """Return the relative links and the paths in backticks that lead nowhere."""
    text = (YARD / document).read_text(encoding="utf-8")
    here = (YARD / document).parent
    links = {link for link in LINK.findall(text) if not (here / link).exists()}
    package = YARD / "src" / "gongdan"
    paths = {
        p for p in PATH.findall(text) if not (YARD / p).exists() and not (package / p).exists()
    }
    return links | paths


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_what_a_document_names_exists(document: Path) -> None:
    assert broken_in(document) == set()


def test_every_decision_stands_in_the_index() -> None:
    decisions = YARD / "docs" / "decisions"
    index = (decisions / "README.md").read_text(encoding="utf-8")
    pages = sorted(page.name for page in decisions.glob("[0-9]*.md"))
    assert pages
    assert [page for page in pages if f"({page})" not in index] == []
