"""The decisions about an order: pure functions from state, command and facts to events."""
