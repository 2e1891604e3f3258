"""Moments and lengths of time as the machine reads them, on standard input, against the second checker's reading."""

import sys

import second_checker


def reading(kind, text):
    try:
        return str(second_checker.WRITTEN[kind](text))
    except second_checker.Refused:
        return ""


def main():
    count, wrong = 0, []
    for line in sys.stdin:
        kind, text, number = line.rstrip("\n").split("\t")
        count += 1
        if reading(kind, text) != number:
            wrong.append("%s, which the second checker reads as %r" % (line.strip(), reading(kind, text)))
    print("%d texts, %d differ" % (count, len(wrong)), *wrong[:20], sep="\n")
    return 0 if count > 50 and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
