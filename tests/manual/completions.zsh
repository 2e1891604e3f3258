# completions.zsh FOLDER LINES: as completions.sh has it. zsh completes on a terminal alone, so one is made for it.
zmodload zsh/zpty
export ZDOTDIR=$1 PROPOSED=$1/hits
cat >$ZDOTDIR/.zshrc <<'RC'
PROMPT= RPROMPT=
fpath=($ZDOTDIR/functions $fpath)
autoload -Uz compinit
compinit -u -D
# Whatever is proposed goes through this; a call that only asks (-O, -A, -D) is let through.
compadd() {
  local -a hits
  local word
  for word; do
    case $word in
      (-|--) break ;;
      (-*[OAD]) builtin compadd "$@"; return ;;
    esac
  done
  builtin compadd -A hits "$@"
  (( $#hits )) && print -rC1 -- $hits >>$PROPOSED
  builtin compadd "$@"
}
told() { BUFFER=''; : >$PROPOSED.done }
zle -N told
bindkey '^T' told
bindkey '^I' complete-word
: >$PROPOSED.done
RC
await() {
  local i drained
  for i in {1..600}; do
    [[ -e $PROPOSED.done ]] && { rm -f $PROPOSED.done; return }
    while zpty -r -t z drained; do :; done
    sleep 0.02
  done
  print -u2 'zsh does not answer'
  exit 1
}
zpty -b z zsh -i
await
while IFS= read -r line; do
  : >$PROPOSED
  zpty -w -n z "$line"$'\t\x14'
  await
  print -r -- "> $line"
  cat $PROPOSED
done <$2
zpty -d z
