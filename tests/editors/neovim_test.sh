#!/bin/sh
# Neovim, without a screen, with the files of editors/neovim/ and the command that was built: it shows mistakes as they
# are typed and takes them back, completes, hovers, renames and shuts the server down.
set -eu
precept=$1 root=$2
command -v nvim >/dev/null || { echo "skipped: nvim is not installed"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$root/examples/first/first.precept" "$folder/"
cd "$folder"
HOME=$folder XDG_CONFIG_HOME=$folder XDG_DATA_HOME=$folder XDG_STATE_HOME=$folder XDG_CACHE_HOME=$folder \
  PRECEPT=$precept nvim --headless -u NONE --cmd "set runtimepath^=$root/editors/neovim" \
  -c "luafile $root/tests/editors/neovim_test.lua" first.precept
