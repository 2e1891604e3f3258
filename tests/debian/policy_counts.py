#!/usr/bin/env python3
"""Counts votes as A.5 of the Debian Constitution says, step by step, and holds the policy against that.

    policy_counts.py PRECEPT POLICY [--votes VOTES.json] [--random N] [--seed SEED] [DOCUMENT...]

Of each DOCUMENT of kind Poll, of the constructed polls below, and of N random ones, the options that are dropped
(A.5.2, A.5.3) and those that remain (A.5.7) are found by the text's own procedure: drop the weakest defeats within the
Schwartz set, and begin again. The policy says the same without a repetition; each option in turn is given out as the
winner, and A.5.6 and A.5.7 have to be kept exactly by those. Each option is given out as dropped, and as not, and A.5.2
and A.5.3 have to be kept exactly by what is so. What remains of a constructed poll is written down besides, by hand; a
published poll has to be compliant as it is, unless it lacks a number. VOTES.json is that of tests/votes: of each vote
whose tally and quorum are known, the published winner has to be who remains.
"""
# tests/votes/count_votes.py counts by another writing of the text, on purpose: neither calls the other's counting.
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../votes"))
import count_votes  # noqa: E402

RATIO = {"Amendment": 3, "Supersession": 3, "OverruleDeveloper": 3, "OverrideCommittee": 2}
NEEDS_3Q = {"Resolution", "Leadership"}
NOTA = "None of the above"


def votes_of(poll):
    """V(A,B) by the two names."""
    return {(o["name"], row["over"]): row["votes"] for o in poll["options"] for row in o["tally"]}


def quorum_reached(poll, above):
    if poll["electorate"] in NEEDS_3Q:
        return 4 * above * above >= 9 * poll["developers"]  # above >= 3Q, without a root
    return above >= (2 if poll["electorate"] == "CommitteeVote" else 0)


def undropped(poll, v):
    """A.5.2 and A.5.3."""
    default = poll.get("default_option")
    if default is None:
        return [o["name"] for o in poll["options"]]
    left = []
    for option in poll["options"]:
        name = option["name"]
        if name == default:
            left.append(name)
            continue
        ratio = max([RATIO.get(s, 1) for s in option["subjects"]] or [1])
        for_it, against = v[name, default], v[default, name]
        if quorum_reached(poll, for_it) and for_it >= ratio * against and for_it > against:
            left.append(name)
    return left


def schwartz_set(options, defeats):
    """A.5.5 and A.5.6."""
    reached = {a: {b for b in options if (a, b) in defeats} for a in options}
    for by in options:
        for a in options:
            if by in reached[a]:
                reached[a] |= reached[by]
    return {a for a in options if all(b in reached[a] or a not in reached[b] for b in options if b != a)}


def remaining(poll):
    """A.5.4 to A.5.7: the Schwartz set at first, and what is left of it in the end."""
    v = votes_of(poll)
    options = undropped(poll, v)
    defeats = {(a, b) for a in options for b in options if a != b and v[a, b] > v[b, a]}
    first = schwartz_set(options, defeats)
    while True:
        left = schwartz_set(options, defeats)
        within = [d for d in defeats if d[0] in left and d[1] in left]
        if not within:
            return first, left
        strength = {d: (v[d], -v[d[1], d[0]]) for d in within}
        weakest = min(strength.values())
        defeats -= {d for d in within if strength[d] == weakest}


# ---- polls ------------------------------------------------------------------------------------------


def poll_of(name, rows, subjects=None, developers=400, electorate="Resolution"):
    """The last option is the default one; rows[x][y] voters prefer x to y."""
    names = [chr(ord("A") + i) for i in range(len(rows) - 1)] + [NOTA]
    return {
        "kind": "Poll", "name": name, "date": "2024-05-01", "electorate": electorate, "developers": developers,
        "default_option": NOTA,
        "options": [{"name": a, "subjects": (subjects or {}).get(a, []),
                     "tally": [{"over": b, "votes": row[k]} for k, b in enumerate(names) if b != a]}
                    for a, row in zip(names, rows)],
    }


CYCLE = [[0, 60, 48, 80], [40, 0, 55, 80], [52, 45, 0, 80], [20, 20, 20, 0]]
EQUAL_CYCLE = [[0, 60, 40, 80], [40, 0, 60, 80], [60, 40, 0, 80], [20, 20, 20, 0]]
TIE = [[0, 50, 70], [50, 0, 60], [20, 30, 0]]


def constructed():
    """Each with the Schwartz set and with what remains, as one counts them by hand."""
    three_to_one = {"A": ["Amendment"]}
    two_to_one = {"A": ["OverrideCommittee"]}
    return [
        # C over A, by 52, is the weakest of the cycle.
        (poll_of("a cycle", CYCLE), "ABC", "A"),
        (poll_of("a cycle of equal defeats", EQUAL_CYCLE), "ABC", "ABC"),
        (poll_of("a tie", TIE), "AB", "AB"),
        # With 400 Developers 3Q is 30, with 401 a little more.
        (poll_of("quorum, exactly", [[0, 30], [0, 0]]), "A", "A"),
        (poll_of("quorum, one below", [[0, 29], [0, 0]]), "N", "N"),
        (poll_of("quorum, not rounded", [[0, 30], [0, 0]], developers=401), "N", "N"),
        (poll_of("quorum of the Committee, exactly", [[0, 2], [0, 0]], electorate="CommitteeVote"), "A", "A"),
        (poll_of("quorum of the Committee, one below", [[0, 1], [0, 0]], electorate="CommitteeVote"), "N", "N"),
        (poll_of("3:1, exactly", [[0, 90], [30, 0]], three_to_one), "A", "A"),
        (poll_of("3:1, one below", [[0, 89], [30, 0]], three_to_one), "N", "N"),
        (poll_of("2:1, exactly", [[0, 60], [30, 0]], two_to_one), "A", "A"),
        (poll_of("2:1, one below", [[0, 59], [30, 0]], two_to_one), "N", "N"),
        (poll_of("1:1, as many against", [[0, 40], [40, 0]]), "N", "N"),
        # A defeats B, and falls short of 3:1: B wins, whom it would defeat.
        (poll_of("a majority that is dropped", [[0, 60, 89], [40, 0, 70], [30, 20, 0]], three_to_one), "B", "B"),
        # A is missing in the cycle: B defeats C, and nobody defeats B.
        (poll_of("a cycle that is broken", [[0, 60, 48, 80]] + CYCLE[1:3] + [[30, 20, 20, 0]], three_to_one), "B", "B"),
    ]


def random_poll(rng, number):
    """From ballots, or of any numbers: small ones, so that there are ties and cycles."""
    names = ["A", "B", "C", "D", "E", "F", "G"][: rng.randint(2, 6)]
    electorate = rng.choice(["Resolution", "Leadership", "CommitteeVote", "Chairmanship", "ProceduralVote"])
    default = None if electorate == "Chairmanship" else NOTA
    everything = names + ([default] if default else [])
    most = rng.choice([3, 5, 9, 30])
    v = {(a, b): 0 for a in everything for b in everything if a != b}
    if rng.random() < 0.5:
        for pair in v:
            v[pair] = rng.randint(0, most)
        for name in names if default and rng.random() < 0.8 else []:
            v[name, default] += most
    else:
        for _ in range(most):
            ranks = {name: rng.randint(1, len(everything)) for name in everything}
            for a, b in v:
                v[a, b] += ranks[a] < ranks[b]
    subjects = ["Statement", "Amendment", "OverrideCommittee", "Property"]
    return {
        "kind": "Poll", "name": f"vote {number}", "date": "2024-05-01", "electorate": electorate,
        "developers": rng.choice([1, 4, 9, 10, 25]), "default_option": default,
        "options": [{"name": a, "subjects": [rng.choice(subjects)] if a != default and rng.random() < 0.3 else [],
                     "tally": [{"over": b, "votes": v[a, b]} for b in everything if b != a]} for a in everything],
    }


def published(paths):
    """The polls that can be counted, and how many lack a number."""
    polls, lacking = [], 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        if document.get("kind") != "Poll":
            continue
        told = all("votes" in row for o in document["options"] for row in o["tally"])
        if told and ("developers" in document or document["electorate"] not in NEEDS_3Q):
            polls.append(document)
        else:
            lacking += 1
    return polls, lacking


# ---- questions to the policy ------------------------------------------------------------------------


def with_dropped(poll, dropped):
    """As if this had been published; the default option and a poll without one are left alone."""
    default = poll.get("default_option")
    options = [dict(o) if o["name"] == default or default is None else dict(o, dropped=o["name"] in dropped)
               for o in poll["options"]]
    return dict(poll, options=options)


def questions(poll):
    """Documents, and of each whom A.5.2 and A.5.3, A.5.6 and A.5.7 are to find fault with."""
    default = poll.get("default_option")
    first, left = remaining(poll)
    stay = undropped(poll, votes_of(poll))
    names = [o["name"] for o in poll["options"]]
    dropped = {name for name in names if name not in stay}
    for name in names:
        wanted = {("A.5.6", name)} if name not in first else {("A.5.7", name)} if name not in left else set()
        yield dict(with_dropped(poll, dropped), outcome=name), wanted
    if default is not None:
        others = {name for name in names if name != default}
        yield with_dropped(dict(poll, outcome=None), others - dropped), {("dropped", name) for name in others}


def checked(arguments, polls):
    """Of each the verdict, and the findings of a violation."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, poll in enumerate(polls):
            files.append(os.path.join(folder, f"{number:06}.json"))
            with open(files[-1], "w", encoding="utf-8") as out:
                json.dump(poll, out)
        said = []
        for begin in range(0, len(files), 500):
            run = subprocess.run([arguments.precept, "check", *files[begin:begin + 500], "--policy", arguments.policy,
                                  "--format", "json"], capture_output=True, text=True)
            if run.returncode not in (0, 1):
                sys.exit(f"the check ended with {run.returncode}: {run.stderr or run.stdout}"[:2000])
            report = json.loads(run.stdout)
            for one in report.get("documents", [report]):
                said.append((one["verdict"], [f for f in one["findings"] if f["outcome"] == "violated"]))
    return said


def faults(violations, poll):
    """Of A.5: which clause, and with which option."""
    found = set()
    for finding in violations:
        if finding["clause"] in ("A.5.2", "A.5.3", "A.5.6", "A.5.7") and finding.get("norm") != "published":
            option = poll["options"][int(finding["subject"].split("/")[2])]["name"]
            found.add(("dropped" if finding["clause"] in ("A.5.2", "A.5.3") else finding["clause"], option))
    return found


def by_hand(cases):
    """Whether the procedure above comes to what was written down."""
    wrong = 0
    for poll, first, left in cases:
        found = ["".join(sorted(name[0] for name in names)) for names in remaining(poll)]
        if found != [first, left]:
            wrong += 1
            print(f"{poll['name']}: expected {first} and then {left}, counted {found[0]} and then {found[1]}")
    return wrong


def polls_of(votes):
    """The votes of tests/votes whose tally and quorum are known, as polls, each with its published winner."""
    polls = []
    for vote in votes:
        tally = count_votes.tally_of(vote)
        is_whole = all(tally[a][b] is not None for a in tally for b in tally if a != b)
        if not is_whole or not ("developers" in vote or "quorum" in vote):
            continue
        electorate = "CommitteeVote" if "quorum" in vote else "Resolution"
        ratio = vote.get("majority", {})
        polls.append({
            "kind": "Poll", "name": vote["name"], "date": "2024-05-01", "electorate": electorate,
            "developers": vote.get("developers", 1), "default_option": vote["default"],
            "outcome": vote["expected"]["winner"],
            "options": [{"name": a, "subjects": ["Supersession"] if ratio.get(a) == 3 else [],
                         "tally": [{"over": b, "votes": tally[a][b]} for b in tally if b != a]} for a in tally]})
    return polls


def tell_other_winner(poll, left):
    """1 and a line where the published winner does not remain, else 0."""
    if poll.get("outcome") in left:
        return 0
    print(f"{poll['name']}: {poll.get('outcome')} was given out as the winner; by A.5 that is {sorted(left)}")
    return 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("precept")
    parser.add_argument("policy")
    parser.add_argument("documents", nargs="*")
    parser.add_argument("--votes")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_intermixed_args()

    rng = random.Random(arguments.seed)
    real, lacking = published(arguments.documents)
    whole = []
    if arguments.votes:
        with open(arguments.votes, encoding="utf-8") as file:
            whole = polls_of(json.load(file)["votes"])
    cases = constructed()
    wrong = by_hand(cases)
    polls = real + whole + [poll for poll, _, _ in cases] + [random_poll(rng, number) for number in range(arguments.random)]

    for poll, (verdict, _) in zip(real, checked(arguments, real)):
        left = remaining(poll)[1]
        wrong += tell_other_winner(poll, left)
        if verdict != "compliant":
            wrong += 1
            print(f"{poll['name']} is {verdict}")

    for poll in whole:
        wrong += tell_other_winner(poll, remaining(poll)[1])

    asked, cycles, ties = [], 0, 0
    for poll in polls:
        first, left = remaining(poll)
        cycles += len(left) < len(first)
        ties += len(left) > 1
        asked += questions(poll)
    for (poll, wanted), (_, violations) in zip(asked, checked(arguments, [poll for poll, _ in asked])):
        found = faults(violations, poll)
        if found != wanted:
            wrong += 1
            print(f"{poll['name']}, won by {poll['outcome']}: expected {sorted(wanted)}, found {sorted(found)}")
            print(json.dumps(poll))
    print(f"{len(real)} published votes ({lacking} more lack a number), {len(whole)} of tests/votes, {len(cases)} constructed, and "
          f"{arguments.random} random ones, {len(asked)} documents; {cycles} with a cycle, {ties} with several that remain; "
          f"{wrong} counted otherwise than by A.5")
    return 1 if wrong or not asked else 0


if __name__ == "__main__":
    sys.exit(main())
