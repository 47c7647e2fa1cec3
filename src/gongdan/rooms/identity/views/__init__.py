"""What identity shows: rows turned into what a reader may see."""
