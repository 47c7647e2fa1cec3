"""Rehearsals and replays as people are shown them."""
