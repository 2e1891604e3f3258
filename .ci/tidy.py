#!/usr/bin/env python3
"""clang-tidy over the sources of a build folder's compile_commands.json; `.clang-tidy` says which checks.

    tidy.py BUILD [PLACE]    all sources of the product, or those whose path has PLACE in it, of tests too

Most of a run's time goes into the headers of the libraries we use, which are read and looked through once a source.
So sources that are compiled alike are read several at once, each included into one. Where two of them define the same
name in secret, which is their right, the second waits for the next lot.
"""
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

SIZE = 20  # sources in a lot
FINDING = re.compile(r"^(\S+?:\d+:\d+: (?:warning|error): .*)", re.M)


def lots_of(build, place):
    """(flags, sources of the tree from its root), of one room and compiled by the same flags; each source once."""
    root, lots, seen = os.getcwd(), {}, set()
    for entry in json.load(open(os.path.join(build, "compile_commands.json"))):
        source = os.path.relpath(entry["file"], root)
        others = () if place else ("tests/", "bench/")
        if source.startswith((".", os.path.basename(build), *others)) or place not in source or source in seen:
            continue
        seen.add(source)
        words = entry["command"].split()
        first = next(i for i, word in enumerate(words) if word.startswith("-"))
        # Warnings are the compiler's that builds. A list of every kind of mistake is one expression of more parts than
        # clang takes unasked.
        flags = ("-fbracket-depth=1024",
                 *(word.replace('\\"', '"') for word in words[first:words.index("-o")] if word[:2] != "-W"))
        lots.setdefault((source.split("/")[0], flags), []).append(source)
    for (_, flags), sources in sorted(lots.items()):
        sources.sort()
        for start in range(0, len(sources), SIZE):
            yield flags, sources[start:start + SIZE]


def stranger(flags, lot):
    """The line of the lot whose source does not compile beside those before it; none where all do."""
    tried = subprocess.run(["clang++-19", *flags, "-w", "-fsyntax-only", "-ferror-limit=1", lot], capture_output=True,
                           text=True)
    found = re.search(re.escape(lot) + r":(\d+)", tried.stderr)
    return int(found.group(1)) - 1 if tried.returncode != 0 and found else None


def read(flags, sources, build):
    """What is found in these sources, as lines."""
    together, later = list(sources), []
    lot = os.path.join(build, "tidy", re.sub(r"\W", "_", sources[0]) + f"_{len(sources)}.cpp")
    while True:
        with open(lot, "w") as text:
            text.writelines(f'#include "{os.path.abspath(source)}"\n' for source in together)
        at = stranger(flags, lot) if len(together) > 1 else None
        if at is None:
            break
        later.append(together.pop(at))
    result = subprocess.run(["clang-tidy-19", "--quiet", "--config-file=.clang-tidy", lot, "--", *flags],
                            capture_output=True, text=True)
    found = FINDING.findall(result.stdout)
    if result.returncode != 0 and not found:
        found = [f"{' '.join(together)}: error: clang-tidy ended with {result.returncode}: {result.stderr}"]
    return found + (read(flags, later, build) if later else [])


def main():
    build, place = sys.argv[1], (sys.argv[2:] + [""])[0]
    os.makedirs(os.path.join(build, "tidy"), exist_ok=True)
    lots, told = list(lots_of(build, place)), set()
    if not lots:
        sys.exit(f"tidy: no source has {place!r} in its path")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for lines in pool.map(lambda lot: read(*lot, build), lots):
            for line in sorted(set(lines) - told):
                print(line.replace(os.getcwd() + "/", ""), flush=True)
            told.update(lines)
    print(f"{sum(len(sources) for _, sources in lots)} sources, {len(told)} findings", file=sys.stderr)
    sys.exit(1 if told else 0)


main()
