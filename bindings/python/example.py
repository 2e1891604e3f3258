"""Holds documents against policies, several at the same time: example.py POLICY DOCUMENT..."""

import sys
from concurrent.futures import ThreadPoolExecutor

import precept


def main(policy: str, *documents: str) -> int:
    try:
        program = precept.load(policy)
    except precept.Refused as error:
        print(error, file=sys.stderr)
        return 2
    with program, ThreadPoolExecutor() as pool:
        checks = list(pool.map(program.check, documents))
        for path, check in zip(documents, checks):
            print(f"{path}: {check.verdict}")
            for diagnostic in check.diagnostics:
                print(f"  {diagnostic}")
        return 0 if all(check.is_compliant for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
