"""The only place that plugs ports to adapters, and reactions to events."""
