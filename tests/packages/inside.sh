#!/bin/sh
# inside.sh: what bare_debian.sh does in the bare Debian. Each step says what it tries; the first that fails ends it.
set -eu
say() { echo "- $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
# What there is, but for what apt and dpkg keep of their own.
files() {
  find / -xdev \( -path /proc -o -path /tmp -o -path /packages -o -path /tests -o -path /var/lib/apt -o -path /var/lib/dpkg \
    -o -path /var/cache/apt -o -path /var/cache/ldconfig -o -path /var/cache/debconf -o -path /var/log \) -prune -o -print | sort
}
# As somebody who may do nothing.
as_nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
# exits CODE COMMAND...
exits() {
  wanted=$1
  shift
  code=0
  "$@" >/tmp/out 2>&1 || code=$?
  [ "$code" -eq "$wanted" ] || { cat /tmp/out; fail "$* ended with $code, not with $wanted"; }
}
# tells TEXT: the last of them said so, in a line or a part of one
tells() { grep -q "$1" /tmp/out || { cat /tmp/out; fail "that does not say: $1"; }; }
all="precept precept-verify libprecept1 libprecept-dev python3-precept node-precept"
examples=/usr/share/doc/precept/examples
policy=/usr/share/precept/policies/wtsa-res54

files >/tmp/before
say "precept-verify by itself"
sh /packages/install.sh /packages precept-verify >/tmp/out 2>&1 || { cat /tmp/out; fail "it cannot be installed"; }
exits 0 precept-verify --help
[ ! -e /usr/bin/precept ]

say "all packages"
# shellcheck disable=SC2086  # each is a word
sh /packages/install.sh /packages $all >/tmp/out 2>&1 || { cat /tmp/out; fail "they cannot be installed"; }
for program in java antlr4 g++ cmake; do
  ! command -v "$program" >/dev/null || fail "$program was installed with them"
done
cd /tmp
exits 0 as_nobody precept --version
tells '^precept [0-9.]*$'
exits 0 as_nobody precept check $examples/res54/compliant-proposal.json --policy $policy
exits 1 as_nobody precept check $examples/res54/latin-america-meeting.json --policy $policy
exits 0 as_nobody precept explain $examples/res54/latin-america-meeting.json --policy $policy --name "E. Novak" --act attend
exits 0 as_nobody precept test /usr/share/precept/policies

say "a receipt, and precept-verify"
exits 0 precept compile $policy -o res54.pbc --card res54.card
exits 0 precept check $examples/res54/compliant-proposal.json --policy res54.pbc --receipt r.json
exits 0 as_nobody precept-verify r.json $examples/res54/compliant-proposal.json --card res54.card
sed 's/"compliant"/"non-compliant"/' r.json >altered.json
exits 1 as_nobody precept-verify altered.json $examples/res54/compliant-proposal.json --card res54.card
exits 3 as_nobody precept-verify r.json

say "manual and completions"
mkdir pages
precept man --output pages
for page in pages/* precept-verify.1; do
  file=/usr/share/man/man${page##*.}/$(basename "$page").gz
  [ -s "$file" ] || fail "$file is not there"
done
zcat /usr/share/man/man1/precept-check.1.gz | cmp - pages/precept-check.1
for shell in bash zsh fish; do
  precept completions $shell >completions.$shell
done
cmp completions.bash /usr/share/bash-completion/completions/precept
cmp completions.zsh /usr/share/zsh/vendor-completions/_precept
cmp completions.fish /usr/share/fish/vendor_completions.d/precept.fish
bash -c '. /usr/share/bash-completion/completions/precept; COMP_WORDS=(precept chec) COMP_CWORD=1; _precept; [ "$COMPREPLY" = check ]'
for package in $all; do
  for file in copyright changelog.gz changelog.Debian.gz; do
    [ -s "/usr/share/doc/$package/$file" ] || fail "$package has no $file"
  done
done

say "Python"
# By root, whose Python would keep what it compiles beside the sources.
exits 1 python3 /usr/share/doc/python3-precept/examples/example.py $policy $examples/res54/latin-america-meeting.json
tells 'latin-america-meeting.json: non-compliant'
exits 0 python3 /usr/share/doc/python3-precept/examples/example.py $policy $examples/res54/compliant-proposal.json
say "Node"
exits 1 as_nobody node /usr/share/doc/node-precept/examples/example.js $policy $examples/res54/latin-america-meeting.json
tells 'latin-america-meeting.json: non-compliant'

say "C"
apt-get install -y -qq --no-install-recommends gcc libc6-dev pkg-config >/tmp/out 2>&1 || { cat /tmp/out; fail "no compiler"; }
# shellcheck disable=SC2046  # flags are words
exits 0 cc -std=c99 /tests/check.c $(pkg-config --cflags --libs precept-c) -o check
exits 0 as_nobody ./check $examples/first/first.precept $examples/first/choir.json
tells '^precept [0-9.]*: non-compliant$'

say "removal"
# shellcheck disable=SC2086
apt-get remove -y -qq $all >/tmp/out 2>&1 || { cat /tmp/out; fail "they cannot be removed"; }
find / -xdev \( -path /proc -o -path /tmp -o -path /packages -o -path /tests \) -prune -o -iname '*precept*' -print >/tmp/left
[ ! -s /tmp/left ] || { cat /tmp/left; fail "this was left"; }
! dpkg -l '*precept*' 2>/dev/null | grep -E '^(ii|rc)' || fail "dpkg still has settings"
apt-get purge -y -qq --auto-remove gcc libc6-dev pkg-config >/tmp/out 2>&1 || { cat /tmp/out; fail "the rest cannot be removed"; }
files >/tmp/after
diff /tmp/before /tmp/after >/tmp/difference || { cat /tmp/difference; fail "what there is differs from what there was"; }
echo "the packages install, work, and leave nothing"
