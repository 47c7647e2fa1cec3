#!/usr/bin/env bash
# Runs all tests in two lanes beside one another: journeys wait for browsers and servers most of their time.
# The journeys' lane is heard live; what the other one said follows in one piece. Ends with 1 if anything failed.
set -uo pipefail
bin=.venv/bin
said=$(mktemp)
trap 'rm -f "$said"' EXIT

rooms_lane() {
    local bad=0
    "$bin/pytest" -q --ignore=tests/acceptance/browser || bad=1
    tools/make/on_system_postgres.sh "$bin/pytest" -q -m "database and not browser and not once" || bad=1
    return "$bad"
}

rooms_lane >"$said" 2>&1 &
rooms=$!
bad=0
"$bin/pytest" -q tests/acceptance/browser || bad=1
tools/make/web_build.sh test || bad=1
echo "waiting for the other lane: rooms, engines, the API as a whole, PostgreSQL 15"
wait "$rooms" || bad=1
cat "$said"
exit "$bad"
