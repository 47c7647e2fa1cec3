#!/usr/bin/env bash
# pip for .venv: its own, or (where Debian lacks ensurepip) that of the Python it was made from.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PIP_DISABLE_PIP_VERSION_CHECK=1
if .venv/bin/python -c 'import pip' 2>/dev/null; then
    exec .venv/bin/python -m pip "$@"
fi
exec "$(readlink -f .venv/bin/python)" -m pip --python .venv/bin/python "$@"
