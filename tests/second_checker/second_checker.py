#!/usr/bin/env python3
"""A second checker of receipts, written from docs/receipts.md alone: it shares no code with the first.

second_checker.py RECEIPT [--document FILE] [--card CARD]   says what it found; exit codes as of precept-verify
second_checker.py --agree < PAIRS                           each line a receipt with what the first checker said
"""
import base64
import calendar
import datetime
import hashlib
import json
import math
import pathlib
import re
import sys
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ed25519 import is_signed

LEAST, MOST = -2**63, 2**63 - 1
UNKNOWN, NONE = ("unknown",), ("none",)
YES, NO = ("known", 1, 1), ("known", 0, 0)
LEFT_OUT = "it would be larger than a proof may be"
DEEPEST = 100


class Refused(Exception):
    """Something is not as it must be."""


class TooLarge(Exception):
    """Over a limit: neither right nor wrong."""


def require(holds, why="it is not in the form of a receipt"):
    if not holds:
        raise Refused(why)


# ---- JSON, read strictly and written in one way

def whole(text):
    require(LEAST <= int(text) <= MOST, "a number beyond 64 bits")
    return MinusZero(0) if text == "-0" else int(text)


class MinusZero(int):
    """Equal to 0, and no key."""


class Digits:
    """A number that is not written as a whole one, by its digits."""

    def __init__(self, digits):
        self.digits = digits


def digits(text):
    number = Decimal(text)
    require(-60 < number.adjusted() < 60 and len(number.as_tuple().digits) <= 60, "too many digits")
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    if "." in plain or len(plain) > 18:
        return Digits(plain)
    return int(plain)


def millionths_of(value):
    if not isinstance(value, Digits):
        value = number(value) * 10**6
    else:
        require("." in value.digits and len(value.digits) - value.digits.index(".") - 1 <= 6, "too many digits")
        value = int(Decimal(value.digits) * 10**6)
    require(LEAST <= value <= MOST, "a number beyond 64 bits")
    return value


def no_fraction(text):
    raise Refused("no whole number")


def members(pairs):
    result = dict(pairs)
    require(len(result) == len(pairs), "a key twice")
    return result


def deepest(value):
    depth, level = 0, [value]
    while level:
        depth += any(isinstance(entry, (dict, list)) for entry in level)
        level = [below for entry in level if isinstance(entry, (dict, list))
                 for below in (entry.values() if isinstance(entry, dict) else entry)]
    return depth


def parse(data, has_decimals=False):
    require(b"\0" not in data, "no JSON")
    try:
        text = data.decode("utf-8")
        text = text[1:] if text.startswith("\ufeff") else text
        value = json.loads(text, object_pairs_hook=members, parse_int=whole, parse_float=digits if has_decimals else no_fraction,
                           parse_constant=no_fraction)
        json.dumps(value, ensure_ascii=False, default=lambda number: number.digits).encode("utf-8")  # half a character is none
    except (ValueError, RecursionError) as error:
        raise Refused("no JSON") from error
    require(deepest(value) <= DEEPEST, "nested too deeply")
    return value


def flat(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value):
    def write(value, depth):
        if not isinstance(value, (dict, list)) or not value or depth == 3:
            return flat(value)
        entries = [flat(key) + ":" + write(value[key], depth + 1) for key in sorted(value)] \
            if isinstance(value, dict) else [write(entry, depth + 1) for entry in value]
        begin, end = "{}" if isinstance(value, dict) else "[]"
        return begin + ",".join("\n" + " " * (depth + 1) + entry for entry in entries) + end
    return (write(value, 0) + "\n").encode("utf-8")


def one_line(value):
    """Keys in order, no blanks, each text as it is read, and each number by its digits."""
    def line(part):
        if isinstance(part, dict):
            return "{%s}" % ",".join(flat(name) + ":" + line(part[name]) for name in sorted(part))
        if isinstance(part, list):
            return "[%s]" % ",".join(line(entry) for entry in part)
        return part.digits if isinstance(part, Digits) else flat(as_read(part) if isinstance(part, str) else part)
    return line(value).encode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def has_members(value, wanted, optional=()):
    require(isinstance(value, dict) and set(wanted) <= set(value) <= set(wanted) | set(optional),
            "a member is missing, or one too many")


def text(value):
    require(isinstance(value, str), "no text")
    return value


def listed(value):
    require(isinstance(value, list), "no list")
    return value


def number(value, below=None):
    require(type(value) is int or type(value) is MinusZero, "no number")
    require(below is None or 0 <= value < below, "it refers to what is not there")
    return int(value)


def day(value):
    require(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text(value)), "no day")
    try:
        return datetime.date.fromisoformat(value).toordinal() - 1
    except ValueError as error:
        raise Refused("no day") from error


def moment(value):
    """The seconds since the year 1 in UTC, times 2048, plus the offset in minutes and 1024."""
    form = r"(.{10})[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
    read = re.fullmatch(form, text(value))
    require(read, "no moment")
    date, hour, minute, second, sign, hours, minutes = read.groups()
    clock = int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    require(clock <= 86400 and int(minute) < 60 and int(second or 0) < 60, "no time of day")
    ahead = int(hours or 0) * 60 + int(minutes or 0)
    require(int(minutes or 0) < 60 and (sign != "-" or ahead != 0), "no offset")
    ahead = -ahead if sign == "-" else ahead
    require(-720 <= ahead <= 840, "no offset")
    told = day(date) * 86400 + clock
    require(told < (LAST_DAY + 1) * 86400, "after the calendar")
    return (told - ahead * 60) * 2048 + ahead + 1024


def seconds(value):
    read = re.fullmatch(r"(-?)PT(?=.)(?:([0-9]{1,18})H)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18})S)?", text(value))
    require(read, "no length of time")
    total = sum(int(part or 0) * unit for part, unit in zip(read.groups()[1:], (3600, 60, 1)))
    total = -total if read.group(1) else total
    require(LEAST <= total <= MOST, "too long")
    return total


WRITTEN = {"number": number, "date": day, "datetime": moment, "hours": seconds}


# ---- texts, as a reader sees them

WHITE = set("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u2800") | {chr(c) for c in range(0x2000, 0x200B)}
SELECTORS = [(0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x180B, 0x180D), (0x180F, 0x180F)]
SEEN_FORMATS = [(0x600, 0x605), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2), (0x110BD, 0x110BD),
                (0x110CD, 0x110CD)]
IGNORABLE = [(0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
             (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
             (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)]


def is_in(point, ranges):
    return any(low <= point <= high for low, high in ranges)


def is_hidden(letter):
    point = ord(letter)
    if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        return True
    is_format = unicodedata.category(letter) in ("Cc", "Cf")
    return (is_format or is_in(point, IGNORABLE)) and not is_in(point, SEEN_FORMATS)


@lru_cache(maxsize=4096)
def as_read(written):
    kept, owes_blank, marks = [], False, 0
    for letter in text(written):
        if letter in WHITE:
            owes_blank = bool(kept)
        elif not is_in(ord(letter), SELECTORS):
            require(not is_hidden(letter), "a character that nobody sees")
            kept.append((" " if owes_blank else "") + letter)
            owes_blank = False
            marks = marks + 1 if unicodedata.combining(letter) else 0
            if marks > 1000:
                raise TooLarge
    return unicodedata.normalize("NFC", "".join(kept))


def is_blank(read):
    return read in ("", "to be filled in")


@lru_cache(maxsize=2)
def placeholders(kind="WORD|PHRASE"):
    listed = (pathlib.Path(__file__).parents[2] / "checker" / "placeholders.def").read_text(encoding="utf-8")
    return set(re.findall(r'^(?:%s)\("(.*)"\)' % kind, listed, re.MULTILINE))


@lru_cache(maxsize=1)
def look_alikes():
    listed = (pathlib.Path(__file__).parents[2] / "checker" / "look_alikes.def").read_text(encoding="utf-8")
    rows = re.findall(r"^LOOK_ALIKE\('(.)', \"(.*)\"\)", listed, re.MULTILINE)
    return {ord(each): letter for letter, those in rows for each in those}


def is_placeholder(read):
    return names_nobody(read) or names_nobody(unicodedata.normalize("NFKD", read).translate(look_alikes()))


def names_nobody(read):
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", read).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.category(letter).startswith("M"))
    kinds = "".join("x" if unicodedata.category(letter)[0] in "LMN" else " " for letter in plain)
    words, somebody = [], False
    for found in re.finditer("x+", kinds):
        word = plain[found.start():found.end()]
        is_number = all(unicodedata.category(letter).startswith("N") for letter in word)
        is_letter = len(set(word)) == 1 and ord(word[0]) < 0x0530
        words.append(word)
        somebody |= not is_number and not is_letter and word not in placeholders()
    return not somebody or "".join(words) in placeholders("PHRASE")


# ---- values: ("known", low, high), texts ("known", text, text)

def known(low, high=None):
    high = low if high is None else high
    return UNKNOWN if (low, high) == (LEAST, MOST) else ("known", low, high)


def is_known(value):
    return value[0] == "known"


def is_exact(value):
    return is_known(value) and value[1] == value[2]


def truth(holds):
    return YES if holds else NO


OUTCOMES = ["not-applicable", "satisfied", "violated", "undetermined"]
RIGHTS = ["silent", "permitted", "discouraged", "forbidden", "undetermined"]


class Table:
    """The clause table, read from top to bottom."""

    def __init__(self, clauses):
        self.json = clauses
        self.kind = text(clauses["kind"])
        self.enums = {}
        for name, words in clauses["enums"].items():
            self.enums[name] = {text(word): place for place, word in enumerate(words)}
            require(len(self.enums[name]) == len(words), "a member twice")
        self.tables = clauses["tables"]
        self.spelled, self.keys, self.cells = {}, {}, {}
        for name in self.tables:
            self.read_table(name)
        self.levels = clauses["levels"]
        self.expressions = clauses["expressions"]
        self.records = clauses["records"]
        self.judgements = clauses["judgements"]
        for expression in self.expressions:
            self.read_expression(expression)
        self.depths = []
        for level in self.levels:
            self.depths.append(self.depths[number(level["parent"], len(self.depths))] + 1 if self.depths else 0)

    def read_table(self, name):
        table = self.tables[name]
        self.cells[name] = {column: [self.value(cell, read["type"]) for cell in read["cells"]]
                            for column, read in table["columns"].items()}
        words = self.spelled[name] = {}
        for spelling in ("spelled", "also_spelled"):
            for row, word in enumerate(table.get(spelling, [])):
                if word:
                    words.setdefault(word, row)
        rows = self.keys[name] = {}
        for row in range(number(table["rows"])):
            key = tuple(self.cells[name][column][row] for column in table.get("key", []))
            if key and all(is_known(part) for part in key):
                rows.setdefault(key, row)

    def read_expression(self, made):
        for key in ("value", "default"):
            if key in made:
                of = self.type_of(made["of"][0]) if made["op"] == "is" else made["type"]
                made["_" + key] = self.value(made[key], of)
        if made["op"] == "is_in":
            of = self.type_of(made["of"][0])
            made["_values"] = {self.value(value, of) for value in made["values"]}

    def type_of(self, operand):
        made = self.expressions[operand["not"] if isinstance(operand, dict) else operand]
        return "presence" if made["type"] == "list" else made["type"]

    def value(self, value, kind):
        """A value as a receipt writes it."""
        if isinstance(value, dict):
            states = [{"is": "unknown"}] + ([{"is": "none"}] if kind not in ("truth", "outcome", "right") else [])
            require(value in states, "no value")
            return UNKNOWN if value["is"] == "unknown" else NONE
        if kind in ("truth", "truth or none"):
            require(isinstance(value, bool), "no truth")
            return truth(value)
        if kind == "number":
            if not isinstance(value, list):
                return known(number(value))
            require(len(value) == 2 and LEAST <= number(value[0]) < number(value[1]) and value != [LEAST, MOST])
            return known(value[0], value[1])
        if kind == "date":
            return known(day(value))
        if kind == "text":
            return known(text(value))
        if kind == "presence":
            require(value == "there")
            return known(0)
        if kind == "list":
            require(number(value) >= 0)
            return known(value)
        if kind in ("outcome", "right"):
            require(value in (OUTCOMES if kind == "outcome" else RIGHTS))
            return known(value)
        form, _, of = kind.partition(" ")
        if form == "row":
            return known(number(value, self.tables[of]["rows"]))
        words = self.enums[of]
        if form == "enum":
            return known(self.member(value, of))
        require(form == "set" and isinstance(value, list) and len(words) <= 62)
        places = [self.member(word, of) for word in value]
        require(all(a < b for a, b in zip(places, places[1:])), "a set out of order")
        return known(sum(1 << place for place in places))

    def member(self, word, of):
        require(text(word) in self.enums[of], "no member")
        return self.enums[of][word]

    def word(self, value, of):
        """A member as it stands, or else as it is read."""
        return self.member(value if text(value) in self.enums[of] else as_read(value), of)

    def written(self, value, kind):
        """A value as a document writes it."""
        if kind == "truth or none":
            require(isinstance(value, bool), "neither yes nor no")
            return truth(value)
        if kind == "text":
            return UNKNOWN if is_blank(as_read(text(value))) else known(as_read(value))
        if kind == "decimal":
            return known(millionths_of(value))
        if kind in WRITTEN:
            return known(WRITTEN[kind](value))
        form, _, of = kind.partition(" ")
        if form == "enum":
            return known(self.word(value, of))
        if form == "set":
            require(isinstance(value, list), "no set")
            mask = 0
            for word in value:
                mask |= 1 << self.word(word, of)
            return known(mask)
        require(form == "row", "no type of a field")
        if not isinstance(value, str):
            require(self.tables[of].get("numeric") and type(value) is int, "no key")
            value = str(value)
        value = value if value in self.spelled[of] else as_read(value)
        require(value in self.spelled[of], "no key")
        return known(self.spelled[of][value])

    def is_cross(self, level):
        return self.levels[level]["form"] == "cross"


# ---- the document

def below(value, name):
    return value.get(name) if isinstance(value, dict) else None


def holds_something(value):
    if isinstance(value, dict):
        return any(holds_something(each) for each in value.values())
    return value is not None and not (isinstance(value, str) and is_blank(as_read(value)))


def standing_at(document, parts):
    """Each with its pointer; what is not there is None."""
    found = [(document, "")]
    for part in parts:
        if part == "*":
            found = [(entry, "%s/%d" % (at, place)) for value, at in found if isinstance(value, list)
                     for place, entry in enumerate(value)]
        else:
            found = [(below(value, part), at + "/" + part) for value, at in found]
    return found


class Document:
    """One that is checked at all, or Refused."""

    def __init__(self, data, table, attesters):
        self.json, self.table, self.attesters, self.known = parse(data, True), table, attesters, {}
        require(isinstance(self.json, dict) and self.json.get("kind") == table.kind, "another kind of document")
        self.walk()
        self.attested = self.attestations()
        date = self.json
        for part in table.json.get("date", "/").split("/")[1:]:
            date = below(date, part)
        self.date = date if isinstance(date, str) else None

    def walk(self):
        todo = [(self.json, 0)]
        while todo:
            value, record = todo.pop()
            fields = self.table.records[record]["fields"]
            for name, entry in value.items():
                if name not in fields:
                    require(record == 0 and name in ("kind", "attestations"), "no such field: " + name)
                elif entry is not None:
                    todo += self.field(entry, fields[name], name == "name")

    def field(self, value, kind, must_be):
        """What is still to be looked at of it. `must_be`: not blank."""
        if kind.startswith("list of "):
            require(isinstance(value, list), "no list")
            return [inner for entry in value for inner in self.field(entry, kind[len("list of "):], True)]
        if kind.startswith("record "):
            require(isinstance(value, dict), "no record")
            return [(value, int(kind[len("record "):]))]
        read = self.table.written(value, kind)
        require(not must_be or kind != "text" or is_known(read), "a blank text")
        return []

    def attestations(self):
        said = {}
        if "attestations" in self.table.records[0]["fields"] or self.json.get("attestations") is None:
            return said
        require(isinstance(self.json["attestations"], list), "no list of attestations")
        for one in self.json["attestations"]:
            has_members(one, (), ("judgement", "about", "value", "by", "date", "reason", "signature"))
            for name, value in one.items():
                require(value is None or isinstance(value, bool if name == "value" else str), "no attestation")
            one = {name: as_read(value) if isinstance(value, str) else value for name, value in one.items()}
            require(all(one.get(name) is not None for name in ("judgement", "value", "by", "date")), "incomplete")
            require(not is_placeholder(one["by"]), "by nobody")
            day(one["date"])
            require(one["judgement"] in self.table.judgements, "no such judgement")
            places = self.table.judgements[one["judgement"]]["about"]
            about = one.get("about")
            require((about is not None) == bool(places), "about what it cannot be about")
            if about is not None:
                found = self.things(one["judgement"], places).get(about, ())
                require(len(found) == 1, "about nobody, or about several")
                about, = found
            if not self.counts(one):
                continue
            require(said.setdefault((one["judgement"], about), one["value"]) == one["value"], "a contradiction")
        return said

    def counts(self, one):
        """Whether somebody attests whose attestations count: who is named for the role is asked by that alone."""
        if not self.attesters:
            return True
        role = self.table.judgements[one["judgement"]].get("by", "")
        those = [each for each in self.attesters if each["name"] == one["by"]]
        those = ([each for each in those if role and each.get("answers", "") == role] or
                 [each for each in those if not each.get("answers")])
        return any("key" not in each or self.signs(each["key"], one) for each in those)

    def signs(self, key, one):
        rest = {name: value for name, value in one.items() if name != "signature"}
        rest = {name: value for name, value in rest.items() if name not in ("about", "reason") or value}
        identity = {name: value for name, value in self.json.items() if name != "attestations"}
        message = "precept attestation 1\ndocument %s\n%s\n" % (sha256(one_line(identity)), one_line(rest).decode())
        return one.get("signature") is not None and signed_by(key, message, one["signature"])

    def things(self, judgement, places):
        """The pointers of what a judgement can be about, by pointer and by name."""
        if judgement not in self.known:
            known_things = self.known[judgement] = {}
            for place in places:
                parts = place.split("/")[1:]
                rows = len(parts) - parts[::-1].index("*") if "*" in parts else 0
                for value, pointer in standing_at(self.json, parts[:rows]):
                    for part in parts[rows:-1]:
                        value = below(value, part)
                    is_record = bool(parts[rows:-1])
                    if not isinstance(value, dict) or (is_record and not holds_something(value)):
                        continue
                    pointer += "".join("/" + part for part in parts[rows:-1])
                    name = value.get(parts[-1])
                    known_things.setdefault(pointer, set()).add(pointer)
                    if isinstance(name, str) and not is_blank(as_read(name)):
                        known_things.setdefault(as_read(name), set()).add(pointer)
        return self.known[judgement]


# ---- the proof

LAST_DAY = 3652058


def day_number(date):
    return date.toordinal() - 1


def of_date(rule):
    return lambda a: known(rule(datetime.date.fromordinal(a[1] + 1))) if is_known(a) else UNKNOWN


def last_day(year, month):
    return calendar.monthrange(year, month)[1]


def months_on(day, months, up):
    if not 0 <= day <= LAST_DAY:
        return -1 if day < 0 else LAST_DAY + 1
    date = datetime.date.fromordinal(day + 1)
    year, month = divmod((date.year - 1) * 12 + date.month - 1 + months, 12)
    year, month = year + 1, month + 1
    if not 1 <= year <= 9999:
        return -1 if year < 1 else LAST_DAY + 1
    last = last_day(year, month)
    missed = date.day > last
    return day_number(datetime.date(year, month, min(date.day, last))) + (1 if missed and up else 0)


def months_added(up):
    return of_both(lambda a, b: known(months_on(a[1], b[1], up), months_on(a[2], b[2], up)))


def told_day(moment):
    """The day that a moment was told with; none of what is no moment."""
    instant, ahead = moment >> 11, (moment & 2047) - 1024
    told = (instant + ahead * 60) // 86400
    return told if -720 <= ahead <= 840 and 0 <= told <= LAST_DAY else None


def local_date(a):
    told = told_day(a[1]) if is_exact(a) else None
    return UNKNOWN if told is None else known(told)


def seconds_added(a, b):
    low, high = a[1] + 2048 * b[1], a[2] + 2048 * b[2]
    return UNKNOWN if None in (told_day(low), told_day(high)) else ranged(low, high)


ONE = {
    "instant": lambda a: known(a[1] >> 11, a[2] >> 11) if is_known(a) else a,
    "local_date": local_date,
    "given": lambda a: UNKNOWN if a == UNKNOWN else truth(is_known(a)),
    "truth": lambda a: a if is_known(a) else UNKNOWN,
    "days": lambda a: a,
    "date": lambda a: a if a == NONE or (is_exact(a) and 0 <= a[1] <= LAST_DAY) else UNKNOWN,
    "year": of_date(lambda date: date.year),
    "month": of_date(lambda date: date.month),
    "day": of_date(lambda date: date.day),
    "first_of_month": of_date(lambda date: day_number(date.replace(day=1))),
    "last_of_month": of_date(lambda date: day_number(date.replace(day=last_day(date.year, date.month)))),
    "first_of_year": of_date(lambda date: day_number(date.replace(month=1, day=1))),
    "last_of_year": of_date(lambda date: day_number(date.replace(month=12, day=31))),
}


def equal_numbers(a, b):
    if UNKNOWN in (a, b):
        return UNKNOWN
    if NONE in (a, b):
        return truth(a == b)
    if a[2] < b[1] or b[2] < a[1]:
        return NO
    return YES if is_exact(a) and is_exact(b) else UNKNOWN


def ends(value):
    """An unknown number is any."""
    return value[1:] if is_known(value) else (LEAST, MOST)


def less_numbers(a, b):
    if NONE in (a, b):
        return UNKNOWN
    a, b = ends(a), ends(b)
    return YES if a[1] < b[0] else NO if a[0] >= b[1] else UNKNOWN


def of_both(rule):
    return lambda a, b: rule(a, b) if is_known(a) and is_known(b) else UNKNOWN


def ranged(low, high):
    return known(low, high) if LEAST <= low and high <= MOST else UNKNOWN


def product(a, b):
    ends = [x * y for x in a[1:] for y in b[1:]]
    return ranged(min(ends), max(ends))


def has(a, b):
    if not is_known(a) or b == UNKNOWN:
        return UNKNOWN
    return truth(b != NONE and a[1] >> b[1] & 1)


def equal(a, b):
    return UNKNOWN if UNKNOWN in (a, b) else truth(a == b)


def picked(best):
    def rule(a, b):
        if NONE in (a, b):
            return UNKNOWN
        a, b = ends(a), ends(b)
        return known(best(a[0], b[0]), best(a[1], b[1]))
    return rule


TWO = {
    "eq": equal,
    "eq_set": equal,
    "eq_int": equal_numbers,
    "lt_date": of_both(lambda a, b: truth(a[1] < b[1])),
    "lt_int": less_numbers,
    "has": has,
    "subset": of_both(lambda a, b: truth(a[1] & ~b[1] == 0)),
    "overlaps": of_both(lambda a, b: truth(a[1] & b[1])),
    "union": of_both(lambda a, b: known(a[1] | b[1])),
    "intersect": of_both(lambda a, b: known(a[1] & b[1])),
    "without": of_both(lambda a, b: known(a[1] & ~b[1])),
    "add": of_both(lambda a, b: ranged(a[1] + b[1], a[2] + b[2])),
    "sub": of_both(lambda a, b: ranged(a[1] - b[2], a[2] - b[1])),
    "mul": of_both(product),
    "add_seconds": of_both(seconds_added),
    "months_down": months_added(False),
    "months_up": months_added(True),
    "min_of": picked(min),
    "max_of": picked(max),
}


def fractions(over, under):
    """The least and the greatest of a quotient, or nothing."""
    if not is_known(over) or not is_known(under) or under[1] <= 0 <= under[2]:
        return None
    all_ends = [Fraction(x, y) for x in over[1:] for y in under[1:]]
    return min(all_ends), max(all_ends)


def less_fractions(a, b, c, d):
    left, right = fractions(a, b), fractions(c, d)
    if not left or not right:
        return UNKNOWN
    return YES if left[1] < right[0] else NO if left[0] >= right[1] else UNKNOWN


def equal_fractions(a, b, c, d):
    if UNKNOWN in (a, c):
        return UNKNOWN
    if NONE in (a, c):
        return truth(a == c)
    left, right = fractions(a, b), fractions(c, d)
    if not left or not right:
        return UNKNOWN
    if left[1] < right[0] or right[1] < left[0]:
        return NO
    return YES if left[0] == left[1] and right[0] == right[1] else UNKNOWN


def millionths(a, b):
    if a == NONE:
        return NONE
    ends_of = fractions(a, b)
    return ranged(math.floor(ends_of[0] * 10**6), math.ceil(ends_of[1] * 10**6)) if ends_of else UNKNOWN


def root(a, b):
    ends_of = fractions(a, b)
    if not ends_of or ends_of[0] < 0:
        return UNKNOWN
    low, high = math.floor(ends_of[0] * 10**12), math.ceil(ends_of[1] * 10**12)
    return ranged(math.isqrt(low), math.isqrt(high) + (math.isqrt(high)**2 < high))


ONE["divisor"] = lambda a: a if is_known(a) and not a[1] <= 0 <= a[2] else UNKNOWN
TWO.update({"millionths": millionths, "root": root})
FOUR = {"lt_ratio": less_fractions, "eq_ratio": equal_fractions}


class Proof:
    def __init__(self, table, proof, chosen, document):
        has_members(proof, ("facts", "attested", "steps"))
        self.table, self.facts, self.chosen, self.document = table, proof["facts"], chosen, document
        self.attested, self.steps = {}, {}
        last = None
        require(isinstance(self.facts, dict), "no facts")
        for judgement, about, said in listed(proof["attested"]):
            key = (text(judgement), about is not None, text(about or ""))
            require(last is None or last < key, "attestations out of order")
            last = key
            self.attested[(judgement, about)] = table.value(said, "truth")
        last = (-1, -1)
        for expression, row, value in listed(proof["steps"]):
            key = (number(expression, len(table.expressions)), number(row, MOST))
            require(last < key, "steps out of order")
            last = key
            self.steps[key] = table.value(value, table.expressions[expression]["type"])
        self.needed, self.used_facts, self.used_attestations = set(), set(), set()
        self.known_ways = {}
        self.lay_out()

    # rows: of each level (parent row, element's row, element of the document)

    def lay_out(self):
        self.rows, self.first = [[(None, 0)]], [[0, 1]]
        self.elements = [[self.document.json if self.document else None]]
        for level in self.table.levels[1:]:
            rows, first, elements = [], [0], []
            for parent in range(len(self.rows[level["parent"]])):
                if level["form"] == "cross":
                    own = self.climb(level["parent"], parent, level["via"])
                    begin, end = self.below(level["list"], self.rows[level["via"]][own][1])
                    rows += [(parent, at) for at in range(begin, end)]
                else:
                    length = self.length(level, parent)
                    if self.document and length:
                        found = self.follow(level["list"], parent)
                        require(isinstance(found, list) and len(found) == length, "a list of another length")
                        elements += found
                    rows += [(parent, len(rows) + at) for at in range(length)]
                if len(rows) > 4_000_000:
                    raise TooLarge
                first.append(len(rows))
            self.rows.append(rows)
            self.first.append(first)
            self.elements.append(elements)

    def length(self, level, parent):
        value = self.step(level["list"], parent)
        if is_known(value) and value[1] > 4_000_000:
            raise TooLarge
        return value[1] if is_known(value) else 0

    def below(self, level, row):
        return self.first[level][row], self.first[level][row + 1]

    def climb(self, level, row, above):
        while level != above:
            row, level = self.rows[level][row][0], self.table.levels[level]["parent"]
        return row

    def step(self, expression, row):
        require((expression, row) in self.steps, "a step is missing")
        self.needed.add((expression, row))
        return self.steps[expression, row]

    def value(self, operand, level, row):
        is_negated = isinstance(operand, dict)
        expression = operand["not"] if is_negated else operand
        made = self.table.expressions[expression]
        value = self.step(expression, self.climb(level, row, made["level"]))
        if is_negated:
            return truth(value == NO) if is_known(value) else value
        return known(0) if made["type"] == "list" and is_known(value) else value

    def pointer(self, level, row):
        shape = self.table.levels[level]
        if level == 0 or shape["form"] == "cross":
            return ""
        above = self.rows[level][row][0]
        return self.pointer(shape["parent"], above) + self.path(shape["list"]) + "/" + str(row - self.first[level][above])

    def path(self, expression):
        return "".join("/" + step["field"] for step in self.table.expressions[expression]["path"])

    def name(self, level, row):
        if "name" not in self.table.levels[level]:
            return ""
        value = self.step(self.table.levels[level]["name"], row)
        return value[1] if is_known(value) else ""

    def check(self):
        for (expression, row), value in self.steps.items():
            made = self.table.expressions[expression]
            require(row < len(self.rows[made["level"]]), "a step about no row")
            require(self.follows(expression, made, row) == value, "a step does not follow")

    def check_all_needed(self):
        require(self.needed == set(self.steps), "a step that nothing needs")
        require(self.used_facts == set(self.facts), "a fact that nothing needs")
        require(self.used_attestations == set(self.attested), "an attestation that nothing needs")

    # what follows

    def follows(self, expression, made, row):
        op, level = made["op"], made["level"]
        operands = made.get("of", [])
        take = lambda slot: self.value(operands[slot], level, row)
        if op in ONE:
            return ONE[op](take(0))
        if op in FOUR:
            return FOUR[op](*(take(slot) for slot in range(4)))
        if op in TWO:
            first = take(0)
            return TWO[op](first, take(1))
        if op in FOLDS:
            return self.fold(made, level, row)
        if op == "fact":
            return self.fact(expression, made, row)
        if op in ("and", "or"):
            decides = truth(op == "or")
            first = take(0)
            if first == decides:
                return first
            second = take(1)
            if second == decides:
                return second
            return first if is_known(first) and is_known(second) else UNKNOWN
        if op in ("choose", "select"):
            first = take(0)
            if is_known(first):
                return take(1 if first == YES else 2)
            a, b = take(1), take(2)
            if a == b:
                return a
            is_range = made["type"] == "number" and is_known(a) and is_known(b)
            return known(min(a[1], b[1]), max(a[2], b[2])) if is_range else UNKNOWN
        if op == "right":
            return self.right(made, take)
        if op == "outcome":
            first = take(0)
            if first == NO:
                return known("not-applicable")
            second = take(1)
            if second == YES:
                return known("satisfied")
            return known("violated" if (first, second) == (YES, NO) else "undetermined")
        return self.looked_up(expression, made, op, level, row, take, len(operands))

    def looked_up(self, expression, made, op, level, row, take, count):
        if op == "constant":
            return made["_value"]
        if op == "reading":
            require(made["name"] in self.chosen, "a reading is not chosen")
            return known(self.table.member(self.chosen[made["name"]], made["type"].partition(" ")[2]))
        if op == "spread":
            return take(0)
        if op == "gather":
            elements = self.table.expressions[made["elements"]]
            return self.value(made["elements"], elements["level"], self.rows[level][row][1])
        if op == "find":
            key = tuple([take(slot) for slot in range(count)])
            if UNKNOWN in key:
                return UNKNOWN
            found = self.table.keys[made["table"]].get(key)
            return NONE if found is None else known(found)
        if op == "column":
            at = take(0)
            return self.table.cells[made["table"]][made["cell"]][at[1]] if is_known(at) else at
        if op == "attested":
            if not count:
                return self.attestation((made["name"], None))
            take(0)
            element = self.table.levels[level]["list"] if self.table.is_cross(level) else level
            return self.attestation((made["name"], self.pointer(element, self.rows[level][row][1]) + made["about"]))
        if op == "is":
            a = take(0)
            return UNKNOWN if a == UNKNOWN else truth(a == made["_value"])
        if op == "is_in":
            a = take(0)
            return UNKNOWN if a == UNKNOWN else truth(a in made["_values"])
        if op == "member":
            return self.member(made, level, row, take)
        if op == "reach":
            return self.reach(expression, made, level, row)
        require(op == "pair", "no operation")
        return self.pair(made, level, row)

    def fact(self, expression, made, row):
        at = self.pointer(made["level"], row) + self.path(expression)
        require(at in self.facts, "a fact is missing")
        self.used_facts.add(at)
        said = self.facts[at]
        if made["type"].startswith("row ") and not isinstance(said, dict):
            of = made["type"][4:]
            require(text(said) in self.table.spelled[of], "no key")
            place = self.table.spelled[of][said]
            require(self.table.tables[of]["spelled"][place] == said, "not the key itself")
            value = known(place)
        else:
            value = self.table.value(said, made["type"])
        if self.document:
            require(self.read_off(expression, made, row) == value, "the document says otherwise")
        return value

    def follow(self, expression, row):
        made = self.table.expressions[expression]
        at = self.elements[made["level"]][row]
        for step in made["path"]:
            at = at.get(step["field"]) if isinstance(at, dict) else None
        return at

    def read_off(self, expression, made, row):
        at = self.elements[made["level"]][row]
        for step in made["path"]:
            require(isinstance(at, dict), "no object")
            if at.get(step["field"]) is None:
                how = step["null" if step["field"] in at else "absent"]
                if how == "default":
                    return known(0) if made["type"] == "list" else made.get("_default", UNKNOWN)
                return NONE if how == "none" else UNKNOWN
            at = at[step["field"]]
        if made["type"] == "list":
            require(isinstance(at, list), "no list")
            return known(len(at))
        if made["type"] == "presence":
            require(isinstance(at, dict), "no object")
            return known(0)
        return self.table.written(at, "decimal" if "parts" in made else made.get("written", made["type"]))

    def attestation(self, what):
        require(what in self.attested, "an attestation is missing")
        self.used_attestations.add(what)
        if self.document:
            said = self.document.attested.get(what)
            require(self.attested[what] == (UNKNOWN if said is None else truth(said)), "attested otherwise")
        return self.attested[what]

    def member(self, made, level, row, take):
        if "presence" in made and not is_known(self.value(made["presence"], level, row)):
            return UNKNOWN
        sought = take(0)
        below = self.table.expressions[made["elements"]]["level"]
        own = self.rows[made["via"]][self.climb(level, row, made["via"])][1]
        begin, end = self.below(below, own)
        if sought == UNKNOWN:
            return NO if begin == end else UNKNOWN
        is_open = False
        for at in range(begin, end):
            element = self.step(made["elements"], at)
            if is_known(sought) and element == sought:
                return YES
            is_open = is_open or element == UNKNOWN
        return UNKNOWN if is_open else NO

    def pair_levels(self, pairs):
        """The level of the elements above that of the pairs, and the level above both."""
        shape = self.table.levels[pairs]
        above = self.table.levels[shape["parent"]]
        require(shape["form"] == above["form"] == "cross" and
                all(shape[what] == above[what] for what in ("list", "via")), "no level of pairs")
        return shape["parent"], above["parent"]

    def ways(self, expression, made, level, owner):
        """By number of an element, whether surely and whether possibly, where steps lead from it."""
        if (expression, owner) in self.known_ways:
            return self.known_ways[expression, owner]
        above, _ = self.pair_levels(level)
        begin, end = self.below(above, owner)
        inside = [self.value(made["of"][1], above, at) for at in range(begin, end)]
        open_to = [at for at, value in enumerate(inside) if value != NO]
        sure, possible = ({at: set() for at in range(end - begin)} for _ in range(2))
        for one in open_to:
            for other in open_to:
                leads = self.value(made["of"][0], level, self.first[level][begin + one] + other)
                if leads != NO:
                    possible[one].add(other)
                if leads == inside[one] == inside[other] == YES:
                    sure[one].add(other)
        self.known_ways[expression, owner] = sure, possible
        return sure, possible

    def reach(self, expression, made, level, row):
        above, _ = self.pair_levels(level)
        parent = self.rows[level][row][0]
        owner = self.rows[above][parent][0]
        one, other = parent - self.first[above][owner], row - self.first[level][parent]
        found = []
        for steps in self.ways(expression, made, level, owner):
            seen, todo = set(), [one]
            while todo:
                new = steps[todo.pop()] - seen
                seen |= new
                todo += new
            found.append(other in seen)
        return YES if found[0] else UNKNOWN if found[1] else NO

    def pair(self, made, level, row):
        pairs = self.table.expressions[made["of"][0]["not"] if isinstance(made["of"][0], dict) else made["of"][0]]["level"]
        above, top = self.pair_levels(pairs)
        begin, end = self.below(above, self.climb(level, row, top))
        if begin == end:
            return NO
        one, other = [self.rows[at][self.climb(level, row, at)][1] - self.rows[above][begin][1] for at in made["ends"]]
        if not (0 <= one < end - begin and 0 <= other < end - begin):
            return NO
        return self.value(made["of"][0], pairs, self.first[pairs][begin + one] + other)

    def right(self, made, take):
        possible = []
        for slot, right in enumerate(("forbidden", "discouraged", "permitted")):
            value = take(slot)
            if value != NO:
                possible.append(right)
            if value == YES:
                break
        else:
            possible.append(made["otherwise"])
        return known(possible[0] if len(set(possible)) == 1 else "undetermined")

    def fold(self, made, level, row):
        op, operands = made["op"], made["of"]
        below = self.table.expressions[operands[0]["not"] if isinstance(operands[0], dict) else operands[0]]["level"]
        if "presence" in made and not is_known(self.value(made["presence"], level, row)):
            return known(0, MOST) if op in ("count", "distinct", "distinct_int") else UNKNOWN
        pairs = []
        for at in range(*self.below(below, row)):
            is_in = self.value(operands[0], below, at)
            if op == "any" and is_in == YES:
                return YES
            x = self.value(operands[1], below, at) if len(operands) == 2 and is_in != NO else None
            pairs.append((is_in, x))
        return FOLDS[op](pairs)


def fold_any(pairs):
    return UNKNOWN if any(is_in == UNKNOWN for is_in, x in pairs) else NO


def fold_count(pairs):
    return known(sum(is_in == YES for is_in, x in pairs), sum(is_in != NO for is_in, x in pairs))


def fold_distinct(pairs):
    pairs = [(is_in, x) for is_in, x in pairs if is_in != NO]
    exact = {x[1] for is_in, x in pairs if is_exact(x)}
    sure = {x[1] for is_in, x in pairs if is_exact(x) and is_in == YES}
    at_least_one = any(is_in == YES for is_in, x in pairs)
    return known(max(len(sure), int(at_least_one)), len(exact) + sum(not is_exact(x) for is_in, x in pairs))


def fold_sum(pairs):
    pairs = [(is_in, x) for is_in, x in pairs if is_in != NO]
    if any(not is_known(x) for is_in, x in pairs):
        return UNKNOWN
    return ranged(sum(x[1] if is_in == YES else min(x[1], 0) for is_in, x in pairs),
                  sum(x[2] if is_in == YES else max(x[2], 0) for is_in, x in pairs))


def fold_extreme(best, near, far):
    def fold(pairs):
        pairs = [(is_in, x) for is_in, x in pairs if is_in != NO]
        if not pairs:
            return NONE
        sure = [x for is_in, x in pairs if is_in == YES]
        if not sure or any(not is_known(x) for is_in, x in pairs):
            return UNKNOWN
        ends = (best(x[near] for is_in, x in pairs), best(x[far] for x in sure))
        return known(min(ends), max(ends))
    return fold


def fold_only(pairs):
    pairs = [(is_in, x) for is_in, x in pairs if is_in != NO]
    if not pairs:
        return NONE
    return pairs[0][1] if len(pairs) == 1 and pairs[0][0] == YES else UNKNOWN


FOLDS = {"any": fold_any, "count": fold_count, "distinct": fold_distinct, "distinct_int": fold_distinct,
         "sum": fold_sum, "min": fold_extreme(min, 1, 2), "max": fold_extreme(max, 2, 1), "only": fold_only}


# ---- what follows from the steps

LEVELS = {"shall ensure": "error", "shall not": "error", "should ensure": "warning", "should not": "warning",
          "encourage": "note", "may": "note"}
BREAKS = {"shall not": "forbidden", "should not": "discouraged"}
GIVES = {"may": "permitted", "shall not": "forbidden", "should not": "discouraged"}


class Results:
    def __init__(self, table, proof, most):
        self.table, self.proof, self.most = table, proof, most
        self.findings, self.rights = [], []
        self.checked = self.violated = self.open = False
        self.seen = set()
        for section in table.json["sections"]:
            if self.can_be_broken(section):
                self.unknown_lists(section["level"])
            if section["acts"] or section["norms"]:
                self.section(section)
        require(self.checked or self.violated or self.open, "nothing binding of the document was looked at")
        self.verdict = "non-compliant" if self.violated else "undetermined" if self.open else "compliant"

    def unknown_lists(self, level):
        if level == 0 or level in self.seen:
            return
        self.seen.add(level)
        shape = self.table.levels[level]
        self.unknown_lists(shape["parent"])
        expression = shape["list"]
        for row in range(len(self.proof.rows[shape["parent"]])):
            if self.proof.step(expression, row) == UNKNOWN:
                self.open = True

    def can_be_broken(self, section):
        for norm in section["norms"]:
            recorded = any("exercised" in section["acts"][act] for act in norm.get("acts", []))
            if norm["modality"] == "shall ensure" or norm["modality"] == "shall not" and recorded:
                return True
        return any("exercised" in act and self.is_otherwise_forbidden(act) for act in section["acts"])

    def is_otherwise_forbidden(self, act):
        right = self.table.expressions[act["right"]]
        return right["op"] != "right" or right["otherwise"] == "forbidden"

    def section(self, section):
        level = section["level"]
        rows = range(len(self.proof.rows[level]))
        require(len(rows) <= self.most, "more to tell than the receipt has")
        subjects = [self.subject(section, level, row) for row in rows]
        for place, norm in enumerate(section["norms"]):
            label = self.label(norm)
            if "outcome" in norm:
                for row in rows:
                    outcome = self.proof.value(norm["outcome"], level, row)[1]
                    self.checked |= norm["modality"] == "shall ensure" and outcome != "not-applicable"
                    self.open |= outcome == "undetermined" and norm["modality"] == "shall ensure"
                    self.tell(section, label, outcome, LEVELS[norm["modality"]], row, [])
            elif norm["part_of"] == place:
                for row in rows:
                    self.acted(section, place, subjects[row], row)
        for row in rows:
            self.otherwise(section, subjects[row], row)
        if section["acts"]:
            for row in rows:
                self.right(section, subjects[row], row)

    def label(self, norm):
        return self.table.json["clauses"][number(norm["clause"])]["label"]

    def subject(self, section, level, row):
        rights, done = [], []
        for act in section["acts"]:
            right = self.proof.value(act["right"], level, row)[1]
            was = self.proof.value(act["exercised"], level, row) if "exercised" in act else NO
            rights.append(right)
            done.append(was)
            self.checked |= was != NO
        applies = [NO if "outcome" in norm else self.proof.value(norm["condition"], level, row)
                   for norm in section["norms"]]
        for norm, applied in zip(section["norms"], applies):
            is_recorded = any("exercised" in section["acts"][act] for act in norm.get("acts", []))
            self.checked |= norm["modality"] == "shall not" and is_recorded and applied == YES
        for act, (right, was) in enumerate(zip(rights, done)):
            self.open |= right == "forbidden" and was == UNKNOWN
            self.open |= right == "undetermined" and was != NO and self.may_be_forbidden(section, act, applies)
        return rights, done, applies

    def may_be_forbidden(self, section, act, applies):
        about = [(norm["modality"], applies[place]) for place, norm in enumerate(section["norms"])
                 if "outcome" not in norm and act in norm["acts"]]
        if any(modality == "shall not" and applied != NO for modality, applied in about):
            return True
        return self.is_otherwise_forbidden(section["acts"][act]) and ("may", YES) not in about

    def tell(self, section, label, outcome, level, row, acts):
        finding = {"clause": label, "outcome": outcome, "level": level,
                   "subject": self.proof.pointer(section["level"], row)}
        name = self.proof.name(section["level"], row)
        if name:
            finding["name"] = name
        if acts:
            finding["acts"] = [section["acts"][act]["act"] for act in sorted(acts)]
        self.violated |= level == "error" and outcome == "violated"
        self.findings.append(finding)

    def acted(self, section, first, subject, row):
        rights, done, applies = subject
        violated, maybe = set(), set()
        for part, norm in enumerate(section["norms"]):
            if "outcome" in norm or norm["part_of"] != first or applies[part] == NO:
                continue
            for act in norm["acts"]:
                if rights[act] in ("silent", "permitted") or done[act] == NO:
                    continue
                is_broken = rights[act] == BREAKS.get(norm["modality"]) and applies[part] == YES
                is_open = rights[act] == "undetermined" and applies[part] == UNKNOWN
                if is_broken and done[act] == YES:
                    violated.add(act)
                elif is_broken or is_open:
                    maybe.add(act)
        norm = section["norms"][first]
        self.weighed(section, self.label(norm), LEVELS[norm["modality"]], row, violated, maybe)

    def weighed(self, section, label, level, row, violated, maybe):
        if violated or maybe:
            self.tell(section, label, "violated" if violated else "undetermined", level, row, violated or maybe)

    def otherwise(self, section, subject, row):
        rights, done, applies = subject
        acts = [act for act in range(len(rights)) if rights[act] == "forbidden" and done[act] != NO and
                self.deciders(section, act, subject) == ["otherwise"]]
        self.weighed(section, "otherwise", "error", row, {act for act in acts if done[act] == YES},
                     {act for act in acts if done[act] != YES})

    def deciders(self, section, act, subject):
        rights, done, applies = subject
        right = rights[act]
        if right == "silent":
            return []
        clauses = {norm["clause"] for place, norm in enumerate(section["norms"])
                   if "outcome" not in norm and act in norm["acts"] and
                   (applies[place] == UNKNOWN if right == "undetermined"
                    else applies[place] == YES and GIVES[norm["modality"]] == right)}
        labels = [self.table.json["clauses"][clause]["label"] for clause in sorted(clauses)]
        return labels if labels or right == "undetermined" else ["otherwise"]

    def right(self, section, subject, row):
        entry = {"subject": self.proof.pointer(section["level"], row),
                 "acts": {act["act"]: {"right": subject[0][place], "by": self.deciders(section, place, subject)}
                          for place, act in enumerate(section["acts"])}}
        name = self.proof.name(section["level"], row)
        if name:
            entry["name"] = name
        self.rights.append(entry)


# ---- the whole

def signed_by(key, message, value):
    try:
        key, value = (base64.b64decode(part, validate=True) for part in (key, value))
    except ValueError:
        return False
    return is_signed(key, message.encode(), value)


def check_signature(signed, heading):
    if "signature" not in signed:
        return
    signature = signed["signature"]
    has_members(signature, ("algorithm", "public_key", "value"))
    require(signature["algorithm"] == "Ed25519")
    require(signed_by(signature["public_key"], "%s\n%s\n" % (heading, signed["digest"]), signature["value"]), "not signed")


def check_form(receipt):
    """Of what a proof shows, where there is none."""
    require(receipt["verdict"] in ("compliant", "non-compliant", "undetermined"), "no verdict")
    for part, wanted in (("findings", ("clause", "level", "outcome", "subject")), ("rights", ("acts", "subject"))):
        for one in listed(receipt[part]):
            has_members(one, wanted, ("acts", "name") if part == "findings" else ("name",))
            require(all(isinstance(value, str) for name, value in one.items() if name != "acts"))


def check_attesters(attesters):
    require(attesters is None or (isinstance(attesters, list) and attesters))
    order = []
    for one in attesters or ():
        has_members(one, ("name",), ("answers", "key"))
        require(all(isinstance(value, str) and value for value in one.values()))
        require("key" not in one or len(base64.b64decode(one["key"], validate=True)) == 32, "no key")
        order.append([one.get(part, "").encode() for part in ("name", "answers", "key")])
    require(all(a < b for a, b in zip(order, order[1:])), "attesters not in their order")

def is_digest(value):
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def check_policy(policy):
    has_members(policy, ("kinds", "name", "readings", "sources", "tables"),
                ("in_force_from", "in_force_until", "source_lock", "title"))
    for name in ("name", "title", "source_lock"):
        text(policy.get(name, ""))
    for files, wanted in (("sources", ("name", "sha256")), ("tables", ("name", "path", "sha256"))):
        for file in listed(policy[files]):
            has_members(file, wanted)
            require(all(isinstance(value, str) for value in file.values()) and is_digest(file["sha256"]))
    require(all(is_digest(digest) for digest in policy["kinds"].values()))
    for reading in listed(policy["readings"]):
        has_members(reading, ("choices", "default", "name"))
        require(reading["default"] in listed(reading["choices"]))


@lru_cache(maxsize=64)
def read_card(data):
    card = parse(data)
    has_members(card, ("card", "digest", "policy"), ("attesters", "signature"))
    require(canonical(card) == data and card["card"] == 1)
    rest = {key: value for key, value in card.items() if key not in ("digest", "signature")}
    require(card["digest"] == sha256(canonical(rest)))
    check_signature(card, "precept card, format 1")
    check_policy(card["policy"])
    check_attesters(card.get("attesters"))
    return card


@lru_cache(maxsize=256)
def read_table(data):
    return Table(parse(data))


def check_receipt(data, receipt, document, card):
    """Refuses, or says what is missing for it to be verified."""
    has_members(receipt, ("clauses", "digest", "document", "findings", "format", "policy", "proof", "readings",
                          "rights", "verdict"), ("as_of", "attesters", "proof_left_out", "signature"))
    require(canonical(receipt) == data, "not written as a receipt is")
    rest = {key: value for key, value in receipt.items() if key not in ("digest", "signature")}
    require(receipt["digest"] == sha256(canonical(rest)), "another digest")
    check_signature(receipt, "precept receipt, format 2")
    attesters = receipt.get("attesters")
    check_attesters(attesters)
    require("attesters" not in receipt or attesters is not None)
    require(card is None or attesters == card.get("attesters"), "other attesters than the card's")
    policy = receipt["policy"]
    check_policy(policy)
    require(card is None or canonical(policy) == canonical(card["policy"]), "another policy than the card's")
    check_form(receipt)
    head = receipt["document"]
    has_members(head, ("kind", "sha256"), ("date", "lists"))
    files = [file["sha256"] for part in ("sources", "tables") for file in policy[part]]
    require(head["sha256"] not in files, "the document is one of the policy's files")
    clauses = canonical(receipt["clauses"])
    require(policy["kinds"].get(head["kind"]) == sha256(clauses), "another clause table")
    table = read_table(clauses)
    require(table.kind == head["kind"], "another kind")
    chosen = check_readings(policy, receipt["readings"])
    check_day(policy, receipt)
    read = None
    if document is not None:
        require(head["sha256"] == sha256(document), "other bytes")
        read = Document(document, table, attesters)
        require(head.get("date") == read.date, "another day")
    check_lists(head, table, receipt["proof"], read)
    if receipt["proof"] is None:
        require(receipt.get("proof_left_out") == LEFT_OUT)
    else:
        require("proof_left_out" not in receipt)
        proof = Proof(table, receipt["proof"], chosen, read)
        proof.check()
        results = Results(table, proof, len(receipt["findings"]) + len(receipt["rights"]))
        proof.check_all_needed()
        for part in ("findings", "rights", "verdict"):
            require(canonical(receipt[part]) == canonical(getattr(results, part)), "other " + part)
    return [what for what, value in (("card", card), ("document", document), ("proof", receipt["proof"])) if value is None]


def check_lists(head, table, proof, read):
    """How the document was made, which is only said: its form, and that each list has so many records."""
    if "lists" not in head:
        return
    require(listed(head["lists"]), "no list")
    last = ""
    for said in head["lists"]:
        has_members(said, ("file", "left_out_by_only", "path", "records", "sha256"), ("mapping", "sheet"))
        require(text(said["file"]) and "/" not in said["file"] and text(said.get("sheet", "x")), "no name")
        require(is_digest(said["sha256"]) and is_digest(said.get("mapping", "0" * 64)), "no digest")
        for count in (said["records"], said["left_out_by_only"]):
            require(type(count) in (int, MinusZero) and count >= 0, "no number of rows")
        require("mapping" in said or said["left_out_by_only"] == 0, "rows left out by no mapping")
        path = text(said["path"])
        require(path > last, "lists not in order")
        last = path
        kind = table.records[0]["fields"].get(path[1:]) if path.startswith("/") else None
        require(kind is not None and kind.startswith("list of record "), "no list of the document")
        fact = said["records"] if proof is None else proof["facts"].get(path, said["records"])
        require(type(fact) in (int, MinusZero) and fact == said["records"], "as many records by the proof")
        require(read is None or len(listed(read.json.get(path[1:]))) == said["records"], "as many records")


def check_readings(policy, readings):
    require(len(listed(readings)) == len(policy["readings"]), "a reading missing, or one too many")
    chosen = {}
    for said, reading in zip(readings, policy["readings"]):
        has_members(said, ("choice", "name"))
        require(said["name"] == reading["name"] and said["choice"] in reading["choices"], "another reading")
        chosen[said["name"]] = said["choice"]
    return chosen


def check_day(policy, receipt):
    days = [day(value) for value in (receipt.get("as_of"), receipt["document"].get("date")) if value is not None]
    bounds = [day(policy[key]) if key in policy else None for key in ("in_force_from", "in_force_until")]
    if bounds == [None, None]:
        return
    require(days, "no day")
    require((bounds[0] is None or bounds[0] <= days[0]) and (bounds[1] is None or days[0] <= bounds[1]), "not in force")


def answer(data, document=None, card=None):
    """The exit code, and why."""
    try:
        receipt = parse(data)
        require(isinstance(receipt, dict) and type(receipt.get("format")) is int and receipt["format"] == 2)
        card = None if card is None else read_card(card)
    except (Refused, TypeError, KeyError, AttributeError) as error:
        return 2, "no receipt, or no card: %s" % error
    if not {"clauses", "digest", "document", "findings", "policy", "proof", "readings", "rights", "verdict"} <= set(receipt):
        return 2, "no receipt"
    try:
        missing = check_receipt(data, receipt, document, card)
    except TooLarge:
        return 2, "over a limit"
    except (Refused, TypeError, KeyError, AttributeError, ValueError, IndexError, RecursionError) as error:
        return 1, "not as it was: %s" % error
    return (3, "consistent, but not verified: no " + ", no ".join(missing)) if missing else (0, "verified")


def agree(lines):
    counts, failed = {}, 0
    for line in lines:
        pair = json.loads(line)
        data, document, card = (pair[name].encode("latin-1") for name in ("receipt", "document", "card"))
        code, why = answer(data, document, card)
        counts[code] = counts.get(code, 0) + 1
        if code != pair["answer"]:
            failed += 1
            if failed <= 10:
                print("FAILED: %d by the first checker, %d by this one: %s" % (pair["answer"], code, why))
                if document and len(document) < 4000:
                    print(document.decode("utf-8", "replace"))
    print("second checker: %d receipts, answers %s, %d told otherwise" % (sum(counts.values()), counts, failed))
    return failed == 0 and counts.get(0, 0) > 0 and counts.get(1, 0) > 0


def main(arguments):
    if arguments == ["--agree"]:
        return 0 if agree(sys.stdin) else 1
    given = {"--document": None, "--card": None}
    receipt = None
    while arguments:
        word = arguments.pop(0)
        if word in given and arguments:
            given[word] = open(arguments.pop(0), "rb").read()
        else:
            receipt = open(word, "rb").read()
    code, why = answer(receipt, given["--document"], given["--card"])
    print(why)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
