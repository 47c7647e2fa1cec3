"""`openapi.json`, made from the routes alone: no database, no folder, no server is opened."""

from pathlib import Path
from typing import cast

from gongdan.bootstrap.house import House
from gongdan.entrypoints.http.app import make_routes
from gongdan.entrypoints.http.openapi import document_bytes
from gongdan.entrypoints.http.serve import parts_of
from gongdan.settings import Settings


class _Drawing:
    """Stands where a room would: whoever describes the routes calls none of them."""

    settings = Settings(home=Path())

    def __getattr__(self, _name: str) -> "_Drawing":
        return self


def api_document() -> bytes:
    """Return the description of the API in the byte form in which it is committed."""
    drawn = cast("House", _Drawing())
    return document_bytes(make_routes(parts_of(drawn, with_followers=False)))
