"""The tables of webhooks: what was asked for, how far it went, and how it went."""
