#!/bin/sh
# official_text.sh PRECEPT: the policy's lock is that of the text as the package doc-debian ships it, and no paragraph is
# unaccounted for. Exit code 77, told as skipped, where the text is not to be had: `./dev setup` installs it.
set -eu
precept=$1
text=/usr/share/doc/debian/constitution.txt.gz
policy=policies/debian-constitution
if [ ! -r "$text" ]; then
  echo "SKIPPED: $text is not there; install doc-debian (./dev setup). Nobody has held $policy against its text." >&2
  exit 77
fi
title=$(gzip -dc "$text" | head -3)
if ! echo "$title" | grep -q '(v1\.9)'; then
  echo "SKIPPED: doc-debian ships another version than v1.9: $title" >&2
  exit 77
fi
"$precept" source verify "$text" --policy "$policy"
"$precept" source coverage "$policy" --min 100
