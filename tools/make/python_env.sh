#!/usr/bin/env bash
# Makes .venv from the hashed lock file and installs this checkout into it; a second run is quick.
# PYTHON=/path/to/python chooses the interpreter; otherwise the first one >= 3.11 is taken.
set -euo pipefail
cd "$(dirname "$0")/../.."

lock=requirements-dev.lock
stamp=.venv/.made-from
# a moved checkout, another lock file or another [project] table makes the environment stale
made_from="$PWD $(cat "$lock" | cksum) $(sed '/^\[tool\./q' pyproject.toml | cksum)"
if [ -x .venv/bin/gongdan ] && [ "$(cat "$stamp" 2>/dev/null)" = "$made_from" ]; then exit 0; fi

fits() { "$1" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if command -v "$candidate" >/dev/null && fits "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    echo "Gongdan needs Python 3.11 or newer with the venv module; none was found as" >&2
    echo "${PYTHON:-python3, python3.11 ... python3.14}. Install one, or run: make PYTHON=/path/to/python" >&2
    exit 1
}

python="$(find_python)"
if ! fits .venv/bin/python || [ "$(cat .venv/.place 2>/dev/null || echo "$PWD")" != "$PWD" ]; then
    echo "making .venv with $("$python" --version)"
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv --clear .venv
    elif "$python" -m pip --python "$python" --version >/dev/null 2>&1; then
        "$python" -m venv --clear --without-pip .venv
    else
        echo "This Python has neither ensurepip nor pip >= 22.3, so nothing can be installed." >&2
        echo "On Debian and Ubuntu: apt-get install python3-venv     Then run make again." >&2
        exit 1
    fi
    echo "$PWD" >.venv/.place
fi

echo "installing from $lock"
tools/make/pip.sh install --quiet --require-hashes -r "$lock"
tools/make/pip.sh install --quiet --no-deps --no-build-isolation -e .
echo "$made_from" >"$stamp"
