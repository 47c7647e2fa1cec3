"""PostgreSQL from the inside: its roles, its migrations, and pools of connections.

Start with `migrate.migrate(admin_url, secret)`, then `pool.open_database(url, role)`;
`roles.role_url` makes the URL by which a role logs in.
"""
