"""The event store: streams of chained events, behind one port with two adapters."""
