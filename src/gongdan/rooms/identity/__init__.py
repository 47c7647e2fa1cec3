"""Who is here, and what they may do: tenants, users, units, roles, sessions, API keys."""
