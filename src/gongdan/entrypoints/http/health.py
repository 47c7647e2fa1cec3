"""Is it alive, is it ready, how is it: for whoever runs it, and so no part of the API."""

from litestar import Response, get
from msgspec import Struct

from gongdan.entrypoints.http.metrics import Metrics
from gongdan.entrypoints.http.readiness import Readiness
from gongdan.kernel.http import PUBLIC, Given

BEARABLE = {("disk", "read_only"), ("witness", "away")}
"""What is amiss while requests are served all the same."""


class Health(Struct, frozen=True):
    """The state in one word, and what is amiss in a few."""

    status: str
    checks: dict[str, str]


@get("/health/live", opt=PUBLIC, include_in_schema=False)
async def live() -> Health:
    """Answer as long as the process can answer at all."""
    return Health("alive", {})


@get("/health/ready", opt=PUBLIC, include_in_schema=False)
async def ready(readiness: Given[Readiness]) -> Response[Health]:
    """Answer 200 while requests can be served, 503 (and why) while they can't."""
    checks = await readiness.checks()
    faults = {(name, state) for name, state in checks.items() if state != "ok"} - BEARABLE
    status = "not_ready" if faults else "read_only" if "read_only" in checks.values() else "ready"
    return Response(Health(status, checks), status_code=503 if faults else 200)


@get(
    "/metrics",
    opt=PUBLIC,
    include_in_schema=False,
    media_type="text/plain; version=0.0.4",
)
async def metrics(counters: Given[Metrics], readiness: Given[Readiness]) -> bytes:
    """Return counts and times by route; nothing of a person, an order or a tenant."""
    for what, number in (await readiness.backlog()).items():
        counters.followers.labels(what).set(number)
    return counters.text()
