"""What the portal does, from a request to the store."""
