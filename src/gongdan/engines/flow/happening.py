"""What every event of a flow is."""

from msgspec import Struct


class FlowHappening(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=True
):
    """What has happened to the flow; stored inside an order's event, so its shape is for ever."""
