"""What privacy does: sealing, revealing, and giving people their data or its end."""
