"""What the canary test sends to each route, and what it plants: one module for each room.

`test_who_sees_what` walks the API's own document, so a new route is asked at once, as every
role, of one's own tenant and of a foreign one. What it needs to be asked well stands in the
module of its room here (make one: it is found by being in this folder); all parts are optional:

    BODIES = {"createThing": lambda planted: {"name": "x", "unit": planted.ids["unit_id"]}}
        the JSON body of an operation, right in itself, naming things of `planted` (which is
        the foreign tenant: the route must not find them). Without one it is sent `{}`.

    async def plant(planting: Planting) -> None
        make things through the API as the role that may (`planting.made("admin", "/things",
        name=planting.name("thing"))`), and keep their ids by the name of the path parameter
        (`planting.ids["thing_id"] = ...`). `planting.secret("thing_phone")` gives a canary that
        only a reveal may show; `planting.name("thing")` one that the own tenant may see.

    REVEALS = [("thing", "thing_id", {"phone": "thing_phone"})]
        kind, id and fields of masked values, by the name of their canary: asked of
        `POST /reveals` as every role.

    SAME_FOR_WHAT_IS_NOWHERE = {"setThing"}      a PUT that makes what is not there
    FINDS_NOTHING = {"findThings"}               a POST that only looks: it answers 200
    NOT_THERE = {"getThingPicture"}              a GET of which nothing is planted: 404 is right
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

Body = Callable[..., Mapping[str, object]]
MODULES: tuple[ModuleType, ...] = tuple(
    import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)
)


def bodies() -> dict[str, Body]:
    """Return how to make the body of each operation."""
    return {name: body for each in MODULES for name, body in getattr(each, "BODIES", {}).items()}


def named(what: str) -> frozenset[str]:
    """Return the operations that any room lists under that name."""
    return frozenset(name for each in MODULES for name in getattr(each, what, ()))


def reveals() -> list[tuple[str, str, dict[str, str]]]:
    """Return all that can be revealed: kind, name of the id, canary by field."""
    return [found for each in MODULES for found in getattr(each, "REVEALS", ())]
