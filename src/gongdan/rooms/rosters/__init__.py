"""Rosters: see README.md; the only door is contract.py."""
