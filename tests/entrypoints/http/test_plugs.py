"""What is plugged in costs a route nothing: no task group is opened for it."""

from typing import cast

from litestar.routes import HTTPRoute

from gongdan.bootstrap.house import House
from gongdan.entrypoints.http.app import make_routes
from gongdan.entrypoints.http.document import _Drawing
from gongdan.entrypoints.http.serve import parts_of


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
