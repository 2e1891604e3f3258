"""Sums of dates and months as the machine makes them, on standard input, against the second checker's own."""

import sys

import second_checker


def main():
    count, wrong = 0, []
    for line in sys.stdin:
        day, months, up, result = (int(word) for word in line.split())
        count += 1
        if second_checker.months_on(day, months, up == 1) != result:
            wrong.append(line.strip())
    print("%d sums, %d differ" % (count, len(wrong)), *wrong[:20], sep="\n")
    return 0 if count > 1000 and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
