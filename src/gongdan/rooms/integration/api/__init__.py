"""Integration over HTTP: webhooks that go out, connectors that processes call."""
