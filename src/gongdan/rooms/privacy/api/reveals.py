"""Masked values in clear, over HTTP."""

from typing import Any

from litestar import post
from litestar.params import JSONBody

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.privacy.contract import REVEAL, Reveal, Revealed
from gongdan.rooms.privacy.handlers.reveals import Reveals


@post("/reveals", opt=needs(REVEAL), tags=["privacy"], summary="Show masked values in clear")
async def reveal(
    principal: Given[Any], reveals: Given[Reveals[Any]], data: JSONBody[Reveal]
) -> Revealed:
    """Show fields of an order, person, customer or user in clear, for a reason.

    `reason` is a preset (`call`, `visit`, `identify`, `correct`, `request`) or words of four
    letters and more, without any number or address in them. The trail keeps who saw which
    fields of what, and why; the values stand in this answer only.
    """
    return granted(await reveals.reveal(principal, data))
