"""From the parts of an expression to closures that compute it, one file a family of parts."""
