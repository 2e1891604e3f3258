"""The Python package as its users have it. Environment: PRECEPT_ROOT, the tree with policies and examples."""

import ast
import datetime
import gc
import json
import os
import pathlib
import pickle
import sys
import threading
import unittest
import weakref

import precept
from precept import _precept

ROOT = pathlib.Path(os.environ["PRECEPT_ROOT"])
HALL = """policy hall
record Booking
  name   : text
  people : int
  seats  : int
about Booking b
judgement quiet(b: Booking)
  asks "Is {b.name} quiet?"
reading full_house
  all_seats "every seat may be taken"  default
  less_one  "one seat stays free"
clause seats
  shall ensure b.people <= b.seats - (if full_house = less_one then 1 else 0)
clause noise
  shall ensure b.people <= 10 or quiet(b)
"""


def hall() -> precept.Program:
    return precept.load(precept.Source("hall.precept", HALL))


def booking(people: int, name: str = "Choir") -> precept.Source:
    return precept.Source.of({"kind": "Booking", "name": name, "people": people, "seats": 24})


class Loading(unittest.TestCase):
    def test_files_folders_and_what_is_in_memory(self) -> None:
        for policy in (ROOT / "examples/first/first.precept", str(ROOT / "examples/first")):
            with precept.load(policy) as program, program.check(ROOT / "examples/first/choir.json") as check:
                self.assertIs(check.verdict, precept.Verdict.NON_COMPLIANT)
        (policy,) = hall().policies
        self.assertEqual((policy.name, len(policy.digest)), ("hall", 64))
        self.assertEqual(hall().warnings, ())

    def test_mistakes_are_exceptions_with_code_and_place(self) -> None:
        with self.assertRaises(precept.Refused) as caught:
            precept.load(precept.Source("hall.precept", "policy hall\nrecord Booking\n  people : itn\n"))
        error = caught.exception
        self.assertEqual((error.file, error.line, error.column), ("hall.precept", 3, 12))
        self.assertRegex(error.code, r"^E\d{4}$")
        self.assertEqual(error.diagnostics[0].help, "did you mean `int`?")
        self.assertIn("hall.precept:3:12", str(error))
        self.assertIn("hall.precept:3:12: error[", str(error.diagnostics[0]))
        copy = pickle.loads(pickle.dumps(error))
        self.assertEqual((type(copy), copy.diagnostics), (precept.Refused, error.diagnostics))

    def test_no_policy_is_no_program(self) -> None:
        with self.assertRaises(precept.Misuse):
            precept.load()
        with self.assertRaises(precept.Refused):
            precept.load("there/is/no/policy")


class Checking(unittest.TestCase):
    def test_verdicts(self) -> None:
        program = hall()
        expected = {3: "compliant", 24: "undetermined", 30: "non-compliant"}
        for people, verdict in expected.items():
            self.assertEqual(str(program.check(booking(people)).verdict), verdict)
        self.assertTrue(program.check(booking(3)).is_compliant)

    def test_a_document_with_a_mistake_is_not_checked(self) -> None:
        check = hall().check(precept.Source("typo.json", '{"kind": "Booking",\n "poeple": 3}'))
        self.assertIs(check.verdict, precept.Verdict.NOT_CHECKED)
        self.assertFalse(check.is_compliant)
        self.assertEqual((check.diagnostics[0].file, check.diagnostics[0].line), ("typo.json", 2))
        self.assertIn("poeple", check.report("text"))
        for ask in (check.explain, check.fixes, check.questions, check.receipt):
            self.assertRaises(precept.Refused, ask)
        self.assertIs(hall().check("there/is/no.json").verdict, precept.Verdict.NOT_CHECKED)

    def test_settings(self) -> None:
        program = hall()
        self.assertEqual(
            program.check(booking(24), readings={"full_house": "less_one"}).verdict.value, "non-compliant"
        )
        self.assertIn("non conforme", program.check(booking(30), language="fr").report())
        day = datetime.date(2024, 12, 31)
        program.check(booking(3), as_of=day, today="2025-01-01", project_file=False)
        self.assertRaises(precept.Refused, program.check, booking(3), readings={"full_house": "less_two"})
        with self.assertRaises(ValueError) as caught:
            program.check(booking(3), as_of="31.12.2024")
        self.assertIsInstance(caught.exception, precept.Misuse)

    def test_bytes_and_texts_beyond_ascii(self) -> None:
        program = hall()
        check = program.check(booking(24, "Chœur «Été»"))
        self.assertIn("Is Chœur «Été» quiet?", check.questions())
        assert isinstance(booking(3).content, str)
        as_bytes = precept.Source("b.json", booking(3).content.encode())
        self.assertTrue(program.check(as_bytes).is_compliant)
        latin = precept.Source("latin.json", '{"kind": "Booking", "name": "Été"}'.encode("latin-1"))
        self.assertIs(program.check(latin).verdict, precept.Verdict.NOT_CHECKED)


class Telling(unittest.TestCase):
    def test_every_form_of_a_report(self) -> None:
        program = hall()
        checks = [program.check(booking(30)), program.check(booking(3))]
        begins = {"text": "doc", "json": "{", "ndjson": "{", "sarif": "{", "junit": "<?xml", "tap": "TAP version 14",
                  "github": "::", "gitlab": "[", "markdown": "", "html": "<!doctype html>"}  # fmt: skip
        for form, begin in begins.items():
            told = precept.report(checks, form)  # type: ignore[arg-type]
            self.assertTrue(told.startswith(begin) and told, form)
        self.assertEqual(len(json.loads(precept.report(checks, "json"))["documents"]), 2)
        self.assertEqual(checks[0].data()["verdict"], "non-compliant")
        self.assertIn("noise", checks[0].report(everything=True, width=60, root="/srv"))
        with self.assertRaises(precept.Misuse) as caught:
            checks[0].report("sarf")  # type: ignore[arg-type]
        self.assertIn("did you mean `sarif`?", str(caught.exception))

    def test_reasons_fixes_questions_and_the_receipt(self) -> None:
        program = hall()
        check = program.check(booking(30))
        program.close()  # the check does without it
        for form in ("text", "json", "markdown", "html", "dot"):
            self.assertTrue(check.explain(clause="seats", form=form))  # type: ignore[arg-type]
        self.assertIn("patch", check.fixes(form="json", most=1))
        self.assertIn("Is Choir quiet?", check.questions())
        self.assertEqual(json.loads(check.receipt())["verdict"], "non-compliant")
        with self.assertRaises(precept.Refused):
            check.explain(clause="no such clause")


class Lifetimes(unittest.TestCase):
    def test_what_was_closed_is_not_used(self) -> None:
        program = hall()
        with program.check(booking(3)) as check:
            pass
        self.assertRaises(ValueError, check.explain)
        program.close()
        program.close()
        self.assertRaises(ValueError, program.check, booking(3))

    def test_what_nobody_holds_is_freed(self) -> None:
        check = hall().check(booking(3))
        gone = weakref.ref(check)
        del check
        gc.collect()
        self.assertIsNone(gone())


class Threads(unittest.TestCase):
    def test_eight_threads_share_a_program_and_a_check(self) -> None:
        program, shared = hall(), hall().check(booking(30))
        right = []

        def work(number: int) -> None:
            for i in range(20):
                people = 5 + (number + i) % 40
                wanted = "compliant" if people <= 10 else "undetermined" if people <= 24 else "non-compliant"
                check = program.check(booking(people), language=["en", "fr"][i % 2])
                right.append(check.verdict.value == wanted and bool(check.explain() and check.report("json")))
            right.append(bool(shared.report("html") and shared.explain()))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((len(right), all(right)), (8 * 21, True))


class Stubs(unittest.TestCase):
    def test_the_stub_names_what_the_native_module_has(self) -> None:
        stub = ast.parse(pathlib.Path(precept.__file__).with_name("_precept.pyi").read_text())
        named = {"": set()}
        for node in stub.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                named[""].add(node.name)
            if isinstance(node, ast.ClassDef):
                named[node.name] = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        for owner, names in named.items():
            there = {name for name in dir(getattr(_precept, owner) if owner else _precept) if name[0] != "_"}
            self.assertEqual(names, there, owner or "module")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
