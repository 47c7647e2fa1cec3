"""What identity does: load, decide, keep, and tell the trail, in one transaction each."""
