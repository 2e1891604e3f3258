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
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
gzip -dc "$text" > "$folder/constitution.txt"
if ! head -3 "$folder/constitution.txt" | grep -q '(v1\.9)'; then
  echo "SKIPPED: doc-debian ships another version than v1.9:" "$(head -1 "$folder/constitution.txt")" >&2
  exit 77
fi
"$precept" source verify "$folder/constitution.txt" --policy "$policy"
"$precept" source coverage "$policy" --min 100
