#!/usr/bin/env bash
# What `make test` wants from the system: a browser, Chinese fonts, a second PostgreSQL.
# As root on Debian the missing ones are installed; elsewhere they are named, and the tests
# that need them are left out.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || missing+=(chromium)
[ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" -iname '*NotoSansCJK*' -print -quit 2>/dev/null)" ] ||
    missing+=(fonts-noto-cjk)
[ -x /usr/lib/postgresql/15/bin/postgres ] || missing+=(postgresql-15)
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "left out of the tests, because not installed here: ${missing[*]}" >&2
    exit 0
fi

# only PostgreSQL's programs are wanted: no cluster of Debian's own is made or started
conf=/etc/postgresql-common/createcluster.conf
if [ ! -e "$conf" ]; then
    mkdir -p "${conf%/*}"
    echo "create_main_cluster = false" >"$conf"
fi
install=(apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold)
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq || echo "apt-get update failed; trying with the lists at hand" >&2
for package in "${missing[@]}"; do
    echo "installing $package"
    "${install[@]}" "$package" >/dev/null ||
        echo "could not install $package: the tests that need it are left out" >&2
done
