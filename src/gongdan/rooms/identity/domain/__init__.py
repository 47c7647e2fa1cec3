"""What identity decides: pure functions over frozen data."""
