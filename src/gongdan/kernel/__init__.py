"""What every room stands on: messages, the event store and its followers, time, ids, text."""
