#!/bin/sh
# exports_test.sh LIBRARY HEADER: the library exports what the header declares, and nothing else.
set -eu
declared=$(sed -nE 's/^PRECEPT_API .*[ *](precept_[a-z_]+)\(.*/\1/p' "$2" | sort)
exported=$(nm -D --defined-only --format=posix "$1" | sed -nE 's/^([^ @]+)@@PRECEPT_1 .*/\1/p' | sort)
everything=$(nm -D --defined-only --format=posix "$1" | grep -vcE '^PRECEPT_[0-9]+ |@@PRECEPT_[0-9]+ A |^PRECEPT_1@' || true)
[ -n "$declared" ] && [ "$declared" = "$exported" ] || {
  printf 'declared:\n%s\nexported:\n%s\n' "$declared" "$exported" >&2
  exit 1
}
[ "$everything" -eq "$(echo "$exported" | wc -l)" ] || { nm -D --defined-only "$1" >&2; exit 1; }
readelf -d "$1" | grep -q 'SONAME.*\[libprecept\.so\.[0-9]*\]'
