#!/usr/bin/env bash
# bare_debian.sh PACKAGES: a new, bare Debian 12 takes the packages of a folder, runs what they bring, and has nothing of it
# when they are removed. Needs root and debootstrap; Debian's mirror is that of this machine's apt. All of it happens in a
# temporary folder, whose processes have their own /proc and see no device of the machine but those that every program has.
set -Eeuo pipefail
trap 'echo "bare_debian.sh: this failed: $BASH_COMMAND" >&2' ERR
[ "$(id -u)" -eq 0 ] || { echo "bare_debian.sh: it makes another system in a folder; run it as root" >&2; exit 2; }
packages=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/precept-bare.XXXXXX")
trap 'rm -rf --one-file-system "$scratch"' EXIT
root=$scratch/root

mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | awk '$2 == "bookworm" { print $1; exit }')
echo "a bare Debian 12" >&2
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$scratch/debootstrap.log" ||
  { tail -20 "$scratch/debootstrap.log" >&2; exit 1; }
cp /etc/resolv.conf "$root/etc/resolv.conf"
# Proxies, and what this machine's mirror needs; not what it does after an installation.
apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries)' >"$root/etc/apt/apt.conf.d/99machine" || true
mkdir "$root/packages" "$root/tests"
cp "$packages"/*.deb "$here/../../packaging/install.sh" "$root/packages"
cp "$here/inside.sh" "$here"/../consumer/c/check.c "$root/tests"

unshare --mount --pid --ipc --uts --fork --kill-child --root "$root" --mount-proc \
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root sh /tests/inside.sh
