"""Webhooks, connectors and the log: nothing is planted of them."""

NOT_THERE = {
    "getLogTile",
    "getWebhook",
    "getWebhookDeliveries",
    "getConnector",
    "getConnectorCalls",
}
