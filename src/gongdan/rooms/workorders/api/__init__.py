"""The HTTP routes of the work orders."""
