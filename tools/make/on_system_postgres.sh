#!/usr/bin/env bash
# Runs a command against the system's PostgreSQL 15 instead of the embedded one, where there is one.
set -euo pipefail
if [ ! -x /usr/lib/postgresql/15/bin/postgres ]; then
    echo "no PostgreSQL 15 on this system: its half of the database tests is left out" >&2
    exit 0
fi
export GONGDAN_TEST_PG=15
echo "on PostgreSQL 15: $*"
exec "$@"
