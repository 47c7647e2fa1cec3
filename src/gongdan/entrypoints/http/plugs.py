"""What bootstrap plugs in is handed to a route without ceremony."""

from litestar import Litestar
from litestar.routes import HTTPRoute


def hand_in_turn(app: Litestar) -> None:
    """Let each route take what is plugged in one after the other.

    The framework opens a task group for dependencies that do not need one another; ours are
    made already, and the group would cost more than most routes do themselves.
    """
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for _, model in route.route_handler_map.values():
                model.dependency_batches = [
                    {each} for batch in model.dependency_batches for each in batch
                ]
