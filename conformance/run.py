#!/usr/bin/env python3
"""Runs the conformance corpus against any implementation. README.md says what a case and a report are.

    conformance/run.py --command 'precept check {documents} --policy {policy} --format json {options}'

The command is run in a folder that holds the case's files. In it stand for

    {documents}  the file, or files, to check; with --batch 1 always one
    {policy}     the policy's path; where there are several, the words before it are repeated with each
    {options}    `--as-of DATE` and `--reading NAME=CHOICE`, as far as the case has them

It prints the report as JSON on standard output; its exit code is not looked at.
"""
import argparse
import base64
import concurrent.futures
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
FORMAT = "precept-conformance 1"


def bytes_of(text):
    """A text of the corpus: a string, or an object with its bytes in base 64."""
    return text.encode() if isinstance(text, str) else base64.b64decode(text["base64"])


# ---- what is compared ------------------------------------------------------------------------------


def pick(item, keys):
    return {key: item[key] for key in keys if key in item}


def ordered(items):
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))


def reduced(expected, actual, places):
    """Both sides cut down to what a case is about, so that equality is agreement."""
    if "errors" in expected:
        keys = {"exact": ["code", "file", "line", "column"], "lines": ["code", "file", "line"], "none": ["code"]}
        errors = lambda side: ordered(pick(error, keys[places]) for error in side.get("errors", []))
        checked = [] if "verdict" not in actual else [{"verdict": actual["verdict"]}]
        return {"errors": errors(expected)}, {"errors": errors(actual) + checked}
    return side_of(expected, expected), side_of(actual, expected)


def side_of(side, expected):
    has_words = {}
    for finding in expected["findings"]:
        has_words.setdefault(key_of(finding), []).append("message" in finding)
    findings = []
    for finding in side.get("findings", []):
        # Only what the policy says in its own words is compared; each key's findings come in order.
        flags = has_words.get(key_of(finding), [])
        keys = ["clause", "level", "outcome", "subject", "acts"]
        findings.append(pick(finding, keys + ["message"] if flags and flags.pop(0) else keys))
    rights = [
        {"subject": subject["subject"], "act": act, "right": right["right"], "by": right["by"]}
        for subject in side.get("rights", [])
        for act, right in subject["acts"].items()
    ]
    questions = [
        {key: point.get(key) for key in ("judgement", "about", "subject")}
        for point in side.get("open_questions", [])
    ]
    return {
        "policy": side.get("policy"),
        "verdict": side.get("verdict", "none"),
        "errors": [error["code"] for error in side.get("errors", [])],
        "findings": ordered(findings),
        "rights": ordered(rights),
        "open_questions": ordered(questions),
    }


def key_of(finding):
    return tuple(finding[key] for key in ("clause", "level", "outcome", "subject"))


def differences(expected, actual):
    """One line for what only one of the two has."""
    lines = []
    for key in expected:
        if expected[key] == actual.get(key):
            continue
        if not isinstance(expected[key], list):
            lines.append(f"{key}: expected {json.dumps(expected[key])}, came {json.dumps(actual.get(key))}")
            continue
        left, right = list(expected[key]), list(actual.get(key, []))
        for item in expected[key]:
            if item in right:
                left.remove(item)
                right.remove(item)
        lines += [f"{key}: - {json.dumps(item, ensure_ascii=False)}" for item in left]
        lines += [f"{key}: + {json.dumps(item, ensure_ascii=False)}" for item in right]
    return lines


# ---- running ---------------------------------------------------------------------------------------


class Group:
    """Cases that one call of the command can answer: of one policy, one date, the same readings."""

    def __init__(self, topic, policy, cases):
        self.topic, self.policy, self.cases = topic, policy, cases

    def policy_paths(self, folder):
        if self.policy not in self.topic["policies"]:
            return [str((HERE.parent / self.policy).resolve())]
        declared = self.topic["policies"][self.policy]
        for name, text in declared["files"].items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(bytes_of(text))
        return declared["main"]

    def documents(self, folder):
        names = []
        for number, case in enumerate(self.cases):
            names.append(f"document-{number}.json")
            (folder / names[-1]).write_bytes(bytes_of(case.get("document", "{}")))
        return names

    def options(self):
        words = []
        if "as_of" in self.cases[0]:
            words += ["--as-of", self.cases[0]["as_of"]]
        for name, choice in self.cases[0].get("readings", {}).items():
            words += ["--reading", f"{name}={choice}"]
        return words

    def command(self, template, folder):
        policies, documents = self.policy_paths(folder), self.documents(folder)
        words = []
        for word in shlex.split(template):
            if word == "{documents}":
                words += documents
            elif word == "{options}":
                words += self.options()
            elif word == "{policy}":
                flag = words[-1:] if words and words[-1].startswith("-") else []
                for number, policy in enumerate(policies):
                    words += (flag if number else []) + [policy]
            else:
                words.append(word)
        return words

    def run(self, arguments):
        with tempfile.TemporaryDirectory(prefix="conformance-") as name:
            folder = pathlib.Path(name)
            command = self.command(arguments.command, folder)
            try:
                done = subprocess.run(command, cwd=folder, capture_output=True, timeout=arguments.timeout)
                report = json.loads(done.stdout)
            except (OSError, subprocess.TimeoutExpired, ValueError) as error:
                return [(case, [f"no report: {error}"]) for case in self.cases]
        return [(case, self.compare(case, report, i, arguments)) for i, case in enumerate(self.cases)]

    def compare(self, case, report, number, arguments):
        actual = report
        if "errors" not in report:
            documents = report.get("documents", [])
            if len(documents) != len(self.cases):
                return [f"the report has {len(documents)} documents, not {len(self.cases)}"]
            actual = dict(documents[number])
            actual["policy"] = (actual.get("policy") or {}).get("name")
            if "document" in case:
                # Its name is the runner's own.
                actual["errors"] = [pick(e, ["code", "line", "column"]) for e in actual.get("errors", [])]
        return differences(*reduced(case["expected"], actual, arguments.places))


def groups_of(topic, batch, wanted):
    """In order; cases with the same policy, date and readings go together, `batch` at most."""
    together = {}
    for case in topic["cases"]:
        if wanted not in case["name"]:
            continue
        key = json.dumps([case["policy"], case.get("as_of"), case.get("readings"), "document" in case])
        together.setdefault(key, []).append(case)
    for cases in together.values():
        for first in range(0, len(cases), batch):
            yield Group(topic, cases[first]["policy"], cases[first : first + batch])


def main():
    parser = argparse.ArgumentParser(description="Runs the conformance corpus against an implementation.")
    parser.add_argument("--command", required=True, help="see the head of this file")
    parser.add_argument("--filter", default="", help="only cases with this in their names")
    parser.add_argument("--places", choices=["exact", "lines", "none"], default="exact",
                        help="how much of a mistake's place must agree")
    parser.add_argument("--batch", type=int, default=1, help="documents in one call, at most")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one call")
    parser.add_argument("--quiet", action="store_true", help="only failures and the sum")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="files of the corpus; none: all of them")
    arguments = parser.parse_args()
    files = arguments.files or sorted(HERE.glob("*/*.json"))
    groups = []
    for file in files:
        topic = json.loads(file.read_text(encoding="utf-8"))
        if topic.get("format") != FORMAT:
            sys.exit(f"{file}: its format is not `{FORMAT}`")
        groups += groups_of(topic, arguments.batch, arguments.filter)
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for results in pool.map(lambda group: group.run(arguments), groups):
            for case, lines in results:
                passed, failed = passed + (not lines), failed + bool(lines)
                if lines or not arguments.quiet:
                    print("FAIL" if lines else "pass", case["name"])
                for line in lines:
                    print("    " + line)
    print(f"{passed + failed} cases: {passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
