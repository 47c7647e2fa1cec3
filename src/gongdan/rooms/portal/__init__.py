"""The door for people without an account: customer links, one-time codes, the public report."""
