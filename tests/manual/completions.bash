# completions.bash FOLDER LINES: as completions.sh has it.
. "$1/functions/_precept"
complete -p precept >/dev/null || exit 1
while IFS= read -r line; do
  echo "> $line"
  # As readline breaks a line: at blanks, and `=` is a word of its own.
  read -ra COMP_WORDS <<<"${line//=/ = }"
  [[ $line == *[\ =] ]] && COMP_WORDS+=("")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line} COMPREPLY=()
  _precept precept "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
  for proposed in "${COMPREPLY[@]}"; do echo "$proposed"; done
done <"$2"
