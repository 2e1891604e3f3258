# completions.fish FOLDER LINES: as completions.sh has it.
source $argv[1]/functions/_precept
while read -l --delimiter=\n line
    echo "> $line"
    complete -C $line
end <$argv[2]
