"""What comes with the program: definitions for every tenant, and templates to start from.

A template is an ordinary bundle, `definitions/templates/<key>.json`; what people read before
they take it lies beside it as `<key>.about.json`.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

import gongdan

SHIPPED = Path(gongdan.__file__).parent / "definitions"
"""Where the definitions stand that come with the program."""

TEMPLATES = SHIPPED / "templates"

_PLAINEST = "five_step"
"""The loop without anything more: what an order runs where nothing else is asked for."""


class TourStop(Struct, frozen=True):
    """One stop of a template's tour: a place of the bundle, and what is said there."""

    place: str
    words: dict[str, str]


class About(Struct, frozen=True):
    """What people read of a template: for whom it is, its tour, samples of reports."""

    title: dict[str, str]
    description: dict[str, str]
    audience: dict[str, str] = {}
    tour: tuple[TourStop, ...] = ()
    samples: tuple[dict[str, Any], ...] = ()


class Template(Struct, frozen=True):
    """A template: its bundle's bytes, and what is said about it."""

    key: str
    about: About
    body: bytes

    @property
    def plain(self) -> dict[str, Any]:
        """The bundle as plain data."""
        return msgspec.json.decode(self.body, type=dict[str, Any])


def shipped_bodies() -> tuple[bytes, ...]:
    """Return the bodies that come with the program: the plain loop, then the rest by name."""
    found = sorted(SHIPPED.glob("*.json"), key=lambda path: (path.stem != _PLAINEST, path.stem))
    return tuple(path.read_bytes() for path in found)


def plainest_body() -> bytes:
    """Return the five steps and nothing more: from what somebody starts who takes no template."""
    return (SHIPPED / f"{_PLAINEST}.json").read_bytes()


@lru_cache(maxsize=4)
def shipped_templates(folder: Path = TEMPLATES) -> tuple[Template, ...]:
    """Return the templates of a folder, by key."""
    return tuple(
        Template(
            key=path.name.removesuffix(".about.json"),
            about=msgspec.json.decode(path.read_bytes(), type=About),
            body=path.with_name(path.name.removesuffix(".about.json") + ".json").read_bytes(),
        )
        for path in sorted(folder.glob("*.about.json"))
    )
