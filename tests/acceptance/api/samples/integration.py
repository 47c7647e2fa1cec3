"""Webhooks, connectors, inbounds and the log: nothing is planted of them."""

BODIES = {"tryInbound": lambda _: {"body": "{}"}}
NOT_THERE = {
    "getLogTile",
    "getWebhook",
    "getWebhookDeliveries",
    "getConnector",
    "getConnectorCalls",
    "getInbound",
    "getInboundArrivals",
}
