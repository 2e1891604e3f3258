#!/usr/bin/env python3
"""Counts votes as A.5 of the Debian Constitution says, step by step, and holds the policy against that.

    policy_counts.py PRECEPT POLICY [--random N] [--seed SEED] [DOCUMENT...]

Of each DOCUMENT of kind Poll, and of N random ones, the options that remain after A.5.7 are found by the text's own
procedure: drop the weakest defeats within the Schwartz set, and begin again. The policy says the same without a
repetition; each option in turn is given out as the winner, and A.5.6 and A.5.7 have to be kept exactly by those.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

RATIO = {"Amendment": 3, "Supersession": 3, "OverruleDeveloper": 3, "OverrideCommittee": 2}
NEEDS_3Q = {"Resolution", "Leadership"}


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


def random_poll(rng, number):
    """From ballots, or of any numbers: small ones, so that there are ties and cycles."""
    names = ["A", "B", "C", "D", "E", "F", "G"][: rng.randint(2, 6)]
    electorate = rng.choice(["Resolution", "Leadership", "CommitteeVote", "Chairmanship", "ProceduralVote"])
    default = None if electorate == "Chairmanship" else "None of the above"
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


def checked(arguments, polls):
    """What the policy says of each: the clauses of A.5 that are violated for the winner."""
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
            said += report.get("documents", [report])
    return said


def violated(report):
    return {f["clause"] for f in report["findings"] if f["outcome"] == "violated"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("precept")
    parser.add_argument("policy")
    parser.add_argument("documents", nargs="*")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_intermixed_args()

    rng = random.Random(arguments.seed)
    polls = []
    for path in arguments.documents:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        if document.get("kind") == "Poll":
            polls.append(document)
    published = len(polls)
    polls += [random_poll(rng, number) for number in range(arguments.random)]

    asked, expected = [], []
    cycles = ties = 0
    for number, poll in enumerate(polls):
        first, left = remaining(poll)
        cycles += len(left) < len(first)
        ties += len(left) > 1
        if number < published and poll.get("outcome") not in left:
            sys.exit(f"{poll['name']}: {poll.get('outcome')} was given out as the winner; by A.5 that is {sorted(left)}")
        for option in poll["options"]:
            name = option["name"]
            asked.append(dict(poll, outcome=name))
            expected.append("A.5.6" if name not in first else "A.5.7" if name not in left else None)
    wrong = 0
    for poll, wanted, report in zip(asked, expected, checked(arguments, asked)):
        found = violated(report) & {"A.5.6", "A.5.7"}
        if found != ({wanted} if wanted else set()):
            wrong += 1
            print(f"{poll['name']}, won by {poll['outcome']}: expected {wanted}, found {sorted(found)}")
            print(json.dumps(poll))
    print(f"{published} published and {arguments.random} random votes, {len(asked)} winners tried; {cycles} with a cycle, "
          f"{ties} with several that remain; {wrong} counted otherwise than by A.5")
    return 1 if wrong or not asked else 0


if __name__ == "__main__":
    sys.exit(main())
