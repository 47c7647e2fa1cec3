"""What people do with rosters."""
