#!/usr/bin/env python3
"""Counts Debian votes by section A.5 of the Debian Constitution, apart from the engine and by a method of its own.

count_votes.py VOTES.json     holds each vote against its published outcome; says what differs, exit code 1
count_votes.py --self-test    constructed votes: cycles, ties, quorum and majority at their edges

A vote has `options` (short names), `default`, and either `ballots` (how many voters ranked how: ranks as a list of
lists, the most wanted first; what is not ranked is last, and equal) or `tally` (tally[x][y] voters prefer x to y;
null where it was not published). `developers` gives the quorum 3Q, `quorum` a number of its own. `majority` is the
ratio that an option needs, by its name, where it is not 1; `casting` is whom the casting vote chose; `strict` says that the ratio had to be exceeded, as until
2015. `expected` holds what was published of `quorum` (who reached it), `dropped`, `schwartz`, `winner`.
"""
import json
import sys
from fractions import Fraction


def tally_of(vote):
    """How many voters prefer each option to each other."""
    options = vote["options"]
    if "tally" in vote:
        return {x: {y: vote["tally"][i][k] for k, y in enumerate(options)} for i, x in enumerate(options)}
    tally = {x: dict.fromkeys(options, 0) for x in options}
    for count, ranking in vote["ballots"]:
        place = {option: rank for rank, tied in enumerate(ranking) for option in tied}
        for x in options:
            for y in options:
                tally[x][y] += count * (place.get(x, len(options)) < place.get(y, len(options)))
    return tally


def has_quorum(vote, above):
    if "developers" in vote:
        return 4 * above * above >= 9 * vote["developers"]  # above >= 3 * sqrt(developers) / 2
    return above >= vote.get("quorum", 0)


def has_majority(vote, option, above, below):
    """Of what was not published nothing is concluded, and nothing of that may be expected."""
    if below is None:
        return True
    ratio = Fraction(vote.get("majority", {}).get(option, 1))
    enough = above > ratio * below if vote.get("strict") else above >= ratio * below
    return enough and above > below


def dropped(vote, tally):
    """The options that miss the quorum or their majority over the default option."""
    default = vote["default"]
    result = set()
    for option in vote["options"]:
        above, below = tally[option][default], tally[default][option]
        if option != default and not (has_quorum(vote, above) and has_majority(vote, option, above, below)):
            result.add(option)
    return result


def components(nodes, edges):
    """The strongly connected components, by Tarjan."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(y for x, y in edges if x == node):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            at = stack.index(node)
            found.append(set(stack[at:]))
            del stack[at:]

    for node in nodes:
        if node not in index:
            visit(node)
    return found


def schwartz_set(options, defeats):
    """All of the components that nothing outside of them defeats."""
    result = set()
    for component in components(sorted(options), defeats):
        if not any(y in component and x not in component for x, y in defeats):
            result |= component
    return result


def count(vote):
    tally = tally_of(vote)
    out = dropped(vote, tally)
    left = [option for option in vote["options"] if option not in out]
    defeats = {(x, y) for x in left for y in left
               if x != y and None not in (tally[x][y], tally[y][x]) and tally[x][y] > tally[y][x]}
    first = schwartz = schwartz_set(left, defeats)
    while True:
        inside = {(x, y) for x, y in defeats if x in schwartz and y in schwartz}
        if not inside:
            break
        # The weakest: the fewest voters for it, and of equally many the most against it.
        strength = {(x, y): (tally[x][y], -tally[y][x]) for x, y in inside}
        weakest = min(strength.values())
        defeats -= {defeat for defeat in inside if strength[defeat] == weakest}
        schwartz = schwartz_set(left, defeats)
    tied = sorted(schwartz)
    winner = tied[0] if len(tied) == 1 else vote.get("casting")
    reached = [option for option in vote["options"]
               if option != vote["default"] and has_quorum(vote, tally[option][vote["default"]])]
    return {"quorum": sorted(reached), "dropped": sorted(out), "schwartz": sorted(first), "tied": tied,
            "winner": winner if winner in tied else None, "tally": tally}


def faults(vote):
    made = count(vote)
    wrong = []
    for what, published in vote["expected"].items():
        got = made[what]
        published = sorted(published) if isinstance(published, list) else published
        if got != published:
            wrong.append("%s: %s is %s, and published was %s" % (vote["name"], what, got, published))
    options = vote["options"]
    tally = [[made["tally"][x][y] for y in options] for x in options]
    if vote.get("published_tally", tally) != tally:
        wrong.append("%s: the tally is %s" % (vote["name"], tally))
    return wrong


def self_test():
    def one(tally, names="ABCD", default="D", **more):
        return count({"name": "", "options": list(names), "default": default, "tally": tally, **more})

    cycle = [[0, 6, 4, 9], [4, 0, 7, 9], [6, 3, 0, 9], [1, 1, 1, 0]]
    made = one(cycle)
    # A over B and C over A are equally weak (6:4), and B over C is left.
    assert made["schwartz"] == ["A", "B", "C"] and made["tied"] == ["A", "B"], made
    made = one([[0, 6, 3, 9], [4, 0, 8, 9], [7, 2, 0, 9], [1, 1, 1, 0]])
    assert made["schwartz"] == ["A", "B", "C"] and made["winner"] == "B", made  # A over B is the weakest
    tie = [[0, 5, 9], [5, 0, 9], [1, 1, 0]]
    assert one(tie, "ABD")["tied"] == ["A", "B"] and one(tie, "ABD")["winner"] is None
    assert one(tie, "ABD", casting="B")["winner"] == "B"
    assert one([[0, 45], [0, 0]], "AD", developers=900)["winner"] == "A"      # 3Q is 45
    assert one([[0, 45], [0, 0]], "AD", developers=901)["dropped"] == ["A"]
    assert one([[0, 60], [20, 0]], "AD", majority={"A": 3})["winner"] == "A"  # 3:1 is reached
    assert one([[0, 59], [20, 0]], "AD", majority={"A": 3})["winner"] == "D"
    assert one([[0, 60], [20, 0]], "AD", majority={"A": 3}, strict=True)["winner"] == "D"
    assert one([[0, 20], [20, 0]], "AD")["dropped"] == ["A"]
    ballots = [[3, [["A"], ["B"]]], [2, [["C"], ["A", "B"]]]]
    made = count({"name": "", "options": ["A", "B", "C"], "default": "C", "ballots": ballots})
    assert made["tally"]["A"] == {"A": 0, "B": 3, "C": 3} and made["tally"]["C"] == {"A": 2, "B": 2, "C": 0}


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        return 0
    wrong = [fault for vote in json.load(open(sys.argv[1], encoding="utf-8"))["votes"] for fault in faults(vote)]
    print("\n".join(wrong) if wrong else "every vote comes out as published")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
