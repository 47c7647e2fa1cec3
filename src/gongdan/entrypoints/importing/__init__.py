"""Foreign histories brought in: a table of acts, a mapping, and one order for each case."""
