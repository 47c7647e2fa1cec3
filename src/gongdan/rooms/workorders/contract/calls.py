"""What services outside answer to an order that waits for them."""

from gongdan.rooms.workorders.contract.order import OrderEvent


class ServiceCalled(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The service `calls` was called for `node`, and this came of it.

    `status` is the answer's (0: none came). With an `error` the order went its way for errors
    (`moves`), or it stands where it stood and somebody has to look. What was said on either
    side stands in no event; what was taken of the answer is in the flow's variables.
    """

    node: str
    calls: str
    status: int = 0
    milliseconds: int = 0
    error: str = ""
