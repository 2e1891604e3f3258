"""Dates, months, moments and hours, as `precept check` computes them, against Python's calendar.

    python3 dates_test.py build/precept

Documents are made around the ends of all months of four years, leap days, midnights, and offsets from -12:00 to
+14:00. Each policy asks one thing of a document; what must be found is computed here, by `datetime` and `calendar`.
"""

import calendar
import datetime
import json
import os
import subprocess
import sys
import tempfile

DAY = datetime.timedelta(days=1)

DATES = """policy dates

dates round {rounding}

record Sum
  name  : text
  day   : date
  by    : months
  later : date
  year  : int
  month : int
  nth   : int
  first : date
  last  : date
  turn  : date

about Sum s

clause sum
  shall ensure s.later = s.day + s.by
    otherwise "{{s.day}} and {{s.by}} is {{s.day + s.by}}"

clause back
  shall ensure s.later = s.day - (0 months - s.by)
    otherwise "{{s.day}} less the other way is {{s.day - (0 months - s.by)}}"

clause parts
  shall ensure year of s.day = s.year and month of s.day = s.month and day of s.day = s.nth

clause ends
  shall ensure first day of month of s.day = s.first and last day of month of s.day = s.last
  shall ensure last day of year of s.day = s.turn and first day of year of s.turn <= s.day
"""

MOMENTS = """policy moments

record Pair
  name    : text
  one     : datetime
  other   : datetime
  by      : hours
  later   : datetime
  day     : date
  earlier : truth
  same    : truth
  between : hours

about Pair p

clause order
  shall ensure (p.one < p.other) = p.earlier
  shall ensure (p.one = p.other) = p.same
  shall ensure (p.one >= p.other) = (not p.earlier)

clause sum
  shall ensure p.one + p.by = p.later
    otherwise "{p.one} and {p.by} is {p.one + p.by}"
  shall ensure date of (p.one + p.by) = date of p.later
  shall ensure p.later - p.by = p.one

clause day
  shall ensure date of p.one = p.day
    otherwise "{p.one} is of {date of p.one}"

clause between
  shall ensure p.other - p.one = p.between
    otherwise "from {p.one} to {p.other} it is {p.other - p.one}"
"""


def month_ends():
    """The last days and the first of each month of four years, and the leap days about the turn of centuries."""
    for year in (2023, 2024, 2025, 2026):
        for month in range(1, 13):
            last = datetime.date(year, month, calendar.monthrange(year, month)[1])
            yield from (last - 2 * DAY, last - DAY, last, last + DAY)
    for year in (1900, 2000, 2100):
        yield from (datetime.date(year, 2, 28), datetime.date(year, 3, 1))
    yield datetime.date(2000, 2, 29)


def months_on(day, months, up):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    if day.day <= last:
        return datetime.date(year, month + 1, day.day)
    return datetime.date(year, month + 1, last) + (DAY if up else 0 * DAY)


def sums(up):
    number = 0
    for day in month_ends():
        for months in (0, 1, 2, 3, 6, 11, 12, 13, 24, 47, 48, -1, -2, -6, -12, -13, -48):
            last = calendar.monthrange(day.year, day.month)[1]
            number += 1
            yield {"kind": "Sum", "name": str(number), "day": str(day), "by": months,
                   "later": str(months_on(day, months, up)), "year": day.year, "month": day.month, "nth": day.day,
                   "first": str(day.replace(day=1)), "last": str(day.replace(day=last)),
                   "turn": str(day.replace(month=12, day=31))}


OFFSETS = (-720, -570, -300, -60, 0, 60, 120, 330, 345, 525, 765, 840)


def written(moment):
    text = moment.isoformat()
    return text[:-6] + "Z" if moment.utcoffset() == 0 * DAY else text


def length(delta):
    seconds = int(delta.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    parts = [(hours, "H"), (rest // 60, "M"), (rest % 60, "S")]
    text = "".join("%d%s" % part for part in parts if part[0]) or "0S"
    return ("-" if seconds < 0 else "") + "PT" + text


def moments():
    """Around the midnights at the ends of months, each with all offsets."""
    days = [day for day in month_ends() if day.year in (2023, 2024, 2025, 2026)]
    clocks = ((0, 0, 0), (0, 30, 0), (11, 59, 59), (12, 0, 0), (23, 59, 59))
    lengths = [datetime.timedelta(hours=h, minutes=m, seconds=s)
               for h, m, s in ((0, 0, 1), (1, 0, 0), (24, 0, 0), (36, 30, 15), (-24, 0, 0), (0, -1, 0), (720, 0, 0))]
    for i, day in enumerate(days):
        for j, offset in enumerate(OFFSETS):
            clock = clocks[(i + j) % len(clocks)]
            zone = datetime.timezone(datetime.timedelta(minutes=offset))
            one = datetime.datetime(day.year, day.month, day.day, *clock, tzinfo=zone)
            zone = datetime.timezone(datetime.timedelta(minutes=OFFSETS[(i * 5 + j * 7) % len(OFFSETS)]))
            step = (-1, 0, 0, 1, 3600)[(i * 3 + j) % 5]
            other = (one + datetime.timedelta(seconds=step)).astimezone(zone)
            yield one, other, lengths[(i + 2 * j) % len(lengths)]


def pairs():
    for number, (one, other, by) in enumerate(moments()):
        text = written(one)
        if (one.hour, one.minute, one.second) == (0, 0, 0) and number % 2:
            text = written(one - DAY).replace("T00:00:00", "T24:00:00")
        yield {"kind": "Pair", "name": str(number), "one": text, "other": written(other), "by": length(by),
               "later": written(one + by), "day": str(one.date()), "earlier": one < other, "same": one == other,
               "between": length(other - one)}


def differ(document):
    """The same document with one thing wrong, by a day, a second, or an offset."""
    wrong = dict(document)
    if document["kind"] == "Sum":
        wrong["later"] = str(datetime.date.fromisoformat(document["later"]) + DAY)
    else:
        wrong["day"] = str(datetime.date.fromisoformat(document["day"]) + DAY)
    return wrong


def check(precept, folder, policy, documents):
    """The verdict of each document."""
    path = os.path.join(folder, "policy.precept")
    with open(path, "w", encoding="utf-8") as file:
        file.write(policy)
    lines = os.path.join(folder, "documents.ndjson")
    with open(lines, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(document) + "\n" for document in documents)
    run = subprocess.run([precept, "check", lines, "--policy", path, "--format", "ndjson"], capture_output=True, text=True)
    verdicts = [json.loads(line) for line in run.stdout.splitlines()]
    if len(verdicts) < len(documents):
        sys.exit("%d documents, %d answers\n%s%s" % (len(documents), len(verdicts), run.stdout[:2000], run.stderr[:2000]))
    return verdicts


def main():
    precept = os.path.abspath(sys.argv[1])
    wrong, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for policy, documents in ((DATES.format(rounding="down"), list(sums(False))),
                                  (DATES.format(rounding="up"), list(sums(True))), (MOMENTS, list(pairs()))):
            every = documents + [differ(document) for document in documents[::7]]
            wanted = ["compliant"] * len(documents) + ["non-compliant"] * (len(every) - len(documents))
            for document, verdict, answer in zip(every, wanted, check(precept, folder, policy, every)):
                count += 1
                if answer.get("verdict") != verdict:
                    wrong.append("%s, wanted %s: %s" % (json.dumps(document), verdict, json.dumps(answer)[:600]))
    print("%d documents, %d differ" % (count, len(wrong)), *wrong[:10], sep="\n")
    return 0 if count > 2000 and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
