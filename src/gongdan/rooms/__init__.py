"""The business rooms, on numbered floors; a room's only door is its `contract.py`."""
