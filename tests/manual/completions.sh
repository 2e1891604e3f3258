#!/bin/sh
# completions.sh SHELL PRECEPT: what a shell proposes where a line ends, in a folder with these files. Every option that the
# help of a command names is among what is proposed for it.
set -eu
shell=$1 precept=$2 here=$(cd "$(dirname "$0")" && pwd)
command -v "$shell" >/dev/null || { echo "skipped: $shell is not installed (./dev test installs it)"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/files/sub" "$folder/functions"
(cd "$folder/files" && touch may.json june.YAML notes.txt club.precept club.pbc office.key office.pub list.csv sub/july.json)
"$precept" completions "$shell" >"$folder/functions/_precept"

# What is proposed for the lines of a file: a line "> LINE" for each, and below it one proposal a line. Shells write some
# differently: `sub/` and `sub`, `text=` and `text`, `--format=json` and `json`.
propose() {
  (cd "$folder/files" && "$shell" "$here/completions.$shell" "$folder" "$1") |
    sed -E '/^>/!{ s/\t.*//; s/\\//g; s/^.*=(.)/\1/; s/.*,//; s/[/=]$//; s/.*\/([^/]+)$/\1/; }'
}

cat >"$folder/expected" <<'TEXT'
> precept che
check
> precept verify-
> precept check --form
--format
> precept check --format j
json
junit
> precept check --format=j
json
junit
> precept check -f s
sarif
> precept check --lang z
zh
> precept check 
june.YAML
may.json
sub
> precept check --strict 
june.YAML
may.json
sub
> precept check sub/
july.json
> precept check --policy 
club.pbc
club.precept
sub
> precept check may.json --policy=c
club.pbc
club.precept
> precept check --receipt r --sign 
office.key
sub
> precept verify r.json --key o
office.pub
> precept verify --require document,po
policy
> precept check --output sar
sarif
> precept check --output sarif=no
notes.txt
> precept check --output=sarif=no
notes.txt
> precept check --table people=l
list.csv
> precept check --as 
> precept source 
coverage
lock
outline
verify
> precept source lock --po
--policy
> precept baseline update --pr
--project
> precept diff club.precept club.p
club.pbc
club.precept
> precept completions 
bash
fish
zsh
> precept man precept.
precept.toml
TEXT
grep '^>' "$folder/expected" | sed 's/^> //' >"$folder/lines"
# Where a command is awaited, bash proposes --help as well.
propose "$folder/lines" | awk '/^>/ { if (n) print_sorted(); print; n = 0; next } $0 != "--help" { if (!(($0) in seen)) { seen[$0]; all[++n] = $0 } }
  function print_sorted(i) { for (i = 1; i <= n; ++i) print all[i] | "LC_ALL=C sort"; close("LC_ALL=C sort"); delete seen; delete all; fflush() }
  { fflush() } END { if (n) print_sorted() }' >"$folder/proposed"
diff -u "$folder/expected" "$folder/proposed"

# shellcheck disable=SC2086  # none, or one or two words
commands() { "$precept" $1 --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\)  .*/\1/p'; }
for command in $(commands ""); do
  below=$(commands "$command")
  if [ -z "$below" ]; then echo "$command"; else for one in $below; do echo "$command $one"; done; fi
done >"$folder/commands"
[ "$(wc -l <"$folder/commands")" -ge 22 ]
sed 's/.*/precept & -/' <"$folder/commands" >"$folder/lines"
sed 's/.*/precept & --/' <"$folder/commands" >>"$folder/lines"
propose "$folder/lines" >"$folder/proposed"
while read -r command; do
  # shellcheck disable=SC2086
  "$precept" $command --help | sed -nE 's/^  ((-[a-z],)?--[a-z-]+).*/\1/p' | tr , '\n' | sort -u >"$folder/told"
  sed -nE "/^> precept $command --?\$/,/^>/p" "$folder/proposed" | grep -v '^>' | sort -u >"$folder/options"
  diff "$folder/told" "$folder/options" || { echo "of $command $shell proposes other options than there are"; exit 1; }
done <"$folder/commands"
