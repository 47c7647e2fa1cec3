"""`POST /inbound/{inbound}`: where callers outside post to; nobody is signed in here."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from gongdan.kernel.http import PUBLIC, Given, granted
from gongdan.rooms.integration.contract import Took
from gongdan.rooms.integration.handlers.arriving import Arriving, Letter

_CREATED = {"started": 201}


@post(
    "/inbound/{inbound:uuid}",
    opt={**PUBLIC, "refuses": (403, 409, 413), "streams": "application/json"},
    status_code=200,
    tags=["inbounds"],
    summary="Deliver something from outside",
)
async def arrive(
    request: Request[Any, Any, Any], inbound: FromPath[UUID], arriving: Given[Arriving]
) -> Response[Took]:
    """Start an order (201) or lead one on (200); the same delivery sent again does nothing more.

    The caller proves itself as the inbound says: `webhook-id`, `webhook-timestamp` and
    `webhook-signature` of Standard Webhooks 1.0, or a bearer token. The delivery's own key is
    `Idempotency-Key`, `webhook-id`, or stands in the body where the inbound says.
    """
    headers = {name.lower(): value for name, value in request.headers.items()}
    letter = Letter(inbound=inbound, headers=headers, body=await request.body())
    took = granted(await arriving.take(letter))
    return Response(took, status_code=_CREATED.get(took.outcome, 200))
