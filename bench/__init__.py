"""Benches: what the house costs and how it grows; `python -m bench` prints and keeps figures."""
