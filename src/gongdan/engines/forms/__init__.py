"""What a form asks of whoever fills it, and what it makes of the answers."""
