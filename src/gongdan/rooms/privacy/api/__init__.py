"""Privacy over HTTP."""
