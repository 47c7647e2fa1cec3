"""The tables of rosters."""
