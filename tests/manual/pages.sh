#!/bin/sh
# pages.sh PRECEPT: every page of the manual is such that nobody who shows it has anything to say about it.
set -eu
precept=$1 root=$(cd "$(dirname "$0")/../.." && pwd)
for program in man mandoc groff; do
  command -v "$program" >/dev/null || { echo "skipped: $program is not installed (./dev test installs it)"; exit 0; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$precept" man --output "$folder"
cp "$root/checker/precept-verify.1" "$folder"
told=$folder/told
for page in "$folder"/*.[15]; do
  mandoc -T lint -W warning "$page" || true
  groff -man -T utf8 -ww -z "$page" 2>&1
  MANWIDTH=80 man --warnings -l "$page" 2>&1 >/dev/null
done | grep -v 'missing date, using ""' >"$told" || true  # a page is of a version, not of a day
cat "$told"
[ ! -s "$told" ]
MANWIDTH=80 man -l "$folder/precept-check.1" | grep -q -- '--policy PATH'
# A page that is not well made is told.
printf '.TH X 1 "" "" ""\n.SH NAME\nx \\- y\n.XX\n' >"$folder/bad.1"
mandoc -T lint -W warning "$folder/bad.1" | grep -q 'unknown macro'
