"""What is plugged in costs a route nothing, and is not mistaken for what a caller sends."""

from typing import cast

import httpx
from litestar import post
from litestar.params import JSONBody
from litestar.routes import HTTPRoute
from msgspec import Struct, structs

from gongdan.bootstrap.house import House
from gongdan.entrypoints.http.app import make_app, make_routes
from gongdan.entrypoints.http.document import _Drawing
from gongdan.entrypoints.http.serve import parts_of
from gongdan.kernel.http import PUBLIC, Given
from tests.entrypoints.http.answers import refused


def test_each_route_takes_its_plugs_one_after_the_other() -> None:
    app = make_routes(parts_of(cast("House", _Drawing()), with_followers=False))
    models = [
        model
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for _, model in route.route_handler_map.values()
    ]
    batches = [batch for model in models for batch in model.dependency_batches]
    assert len(batches) > len(models)
    assert {len(batch) for batch in batches} == {1}


class Named(Struct, frozen=True, forbid_unknown_fields=True):
    """A body with a part that is called like something plugged in."""

    files: tuple[str, ...]


@post("/planted", opt=PUBLIC)
async def planted(data: JSONBody[Named], files: Given[object]) -> None:
    """Take a body, and something plugged in of the same name as a part of it."""


async def test_a_part_of_a_body_that_is_called_like_a_plug_is_the_callers_mistake() -> None:
    house = cast("House", _Drawing())
    parts = structs.replace(
        parts_of(house, with_followers=False), routes=[planted], read_only=lambda: False
    )
    transport = httpx.ASGITransport(app=make_app(parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        answer = await client.post("/api/v1/planted", json={"files": [1]})
    refused(answer, 422, "value_not_text", "/files/0")
