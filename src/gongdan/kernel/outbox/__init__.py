"""From events to reactions: at least once, in order inside a stream, never lost."""
