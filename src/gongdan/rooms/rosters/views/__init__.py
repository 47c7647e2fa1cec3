"""Rosters and what is needed, as the desk shows them."""
