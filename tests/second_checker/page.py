#!/usr/bin/env python3
"""docs/receipts.md has the operations of checker/operations.def, as they stand there, and the checker's length.

page.py           says whether it does
page.py --write   makes it so
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parents[2]
PAGE = ROOT / "docs" / "receipts.md"
FIRST, LAST = "| operation | operands | result | meaning |\n| --- | --- | --- | --- |\n", "\n\nLetters of operands"


def operations():
    listed = (ROOT / "checker" / "operations.def").read_text(encoding="utf-8")
    rows = re.findall(r'^OPERATION\((\w+), "(\w*)", (\S), "(.*)", [^"]*\)$', listed, re.MULTILINE)
    assert len(rows) == listed.count("\nOPERATION(")
    tick = lambda word: "`%s`" % word if word else ""
    return "\n".join("| `%s` | %s | `%s` | %s |" % (name, tick(operands), result, meaning)
                     for name, operands, result, meaning in rows)


def length():
    files = [path for path in (ROOT / "checker").iterdir() if path.suffix in (".cpp", ".h")]
    lines = sum(path.read_text(encoding="utf-8").count("\n") for path in files)
    return "%d hundred lines" % round(lines / 100)


def made(page):
    begin = page.index(FIRST) + len(FIRST)
    page = page[:begin] + operations() + page[page.index(LAST, begin):]
    return re.sub(r"(LINES|\d+ hundred) lines", length(), page)


def main():
    page = PAGE.read_text(encoding="utf-8")
    if "--write" in sys.argv:
        PAGE.write_text(made(page), encoding="utf-8")
    elif made(page) != page:
        print("docs/receipts.md is not what checker/ says: run tests/second_checker/page.py --write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
