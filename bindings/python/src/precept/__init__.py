"""Holds documents against policies, and says why (docs/embedding.md).

    with precept.load("policies/wtsa-res54") as program:
        check = program.check("meeting.json")
        print(check.verdict, check.explain(clause="resolves 6"))

A program may be used by many threads at the same time; they check in parallel.
"""

from __future__ import annotations

import datetime
import enum
import json
import os
from dataclasses import dataclass
from typing import Any, Iterable, Literal, Mapping, Optional, TypeVar, Union

from . import _precept
from .errors import Diagnostic, Error, Fault, Misuse, Refused, diagnostics_of

__all__ = [
    "Check", "Diagnostic", "Error", "Fault", "Misuse", "Policy", "Program", "Refused", "Source", "Verdict",
    "__version__", "load", "report",
]  # fmt: skip
__version__: str = _precept.version()

Date = Union[datetime.date, str]
ReportForm = Literal[
    "text", "json", "ndjson", "sarif", "junit", "tap", "github", "gitlab", "markdown", "html"
]  # fmt: skip
ReasonForm = Literal["text", "json", "markdown", "html", "dot"]
FixForm = Literal["text", "json", "markdown"]
QuestionForm = Literal["text", "json"]


class Verdict(enum.Enum):
    """What a document comes to. Only COMPLIANT is a pass."""

    COMPLIANT = "compliant"
    NON_COMPLIANT = "non-compliant"
    UNDETERMINED = "undetermined"
    NOT_CHECKED = "not checked"
    """The document has mistakes, which `Check.diagnostics` tells."""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Source:
    """A policy or a document in memory. Messages say `name`, and other files are looked for beside it."""

    name: str
    content: Union[str, bytes]

    @staticmethod
    def of(data: Any, name: str = "document.json") -> Source:
        """A document made of Python's own dictionaries, lists and values."""
        return Source(name, json.dumps(data, ensure_ascii=False))


@dataclass(frozen=True)
class Policy:
    """A policy of a program. The digest names it in reports and receipts."""

    name: str
    digest: str


Input = Union[str, "os.PathLike[str]", Source]


def _input(given: Input) -> tuple[str, Optional[bytes]]:
    if isinstance(given, Source):
        content = given.content
        return given.name, content.encode() if isinstance(content, str) else content
    return os.fspath(given), None


def _date(given: Optional[Date]) -> Optional[str]:
    return given.strftime("%Y-%m-%d") if isinstance(given, datetime.date) else given


_Self = TypeVar("_Self", bound="_Handle")


class _Handle:
    """Something native, which is freed by `close`, at the end of a `with`, or with the last reference."""

    def __init__(self, native: Any) -> None:
        self._native = native

    def close(self) -> None:
        self._native.close()

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Check(_Handle):
    """A document that was held against a program. It outlives the program."""

    _native: _precept.Check

    @property
    def verdict(self) -> Verdict:
        return Verdict(self._native.verdict())

    @property
    def is_compliant(self) -> bool:
        return self.verdict is Verdict.COMPLIANT

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Why the document was not checked; otherwise what it is warned of."""
        return diagnostics_of(self._native.diagnostics())

    def report(self, form: ReportForm = "text", **options: Any) -> str:
        """The report on this document alone; the options are those of `precept.report`."""
        return report([self], form, **options)

    def data(self) -> dict[str, Any]:
        """What the JSON report says of this document."""
        document: dict[str, Any] = json.loads(self.report("json"))["documents"][0]
        return document

    def explain(
        self,
        *,
        subject: Optional[str] = None,
        name: Optional[str] = None,
        clause: Optional[str] = None,
        act: Optional[str] = None,
        full: bool = False,
        form: ReasonForm = "text",
    ) -> str:
        """Why it came out so: the verdict, or what is asked about. Raises Refused where that is not there."""
        return self._native.explain(form, subject, name, clause, act, full)

    def fixes(
        self,
        *,
        subject: Optional[str] = None,
        name: Optional[str] = None,
        clause: Optional[str] = None,
        act: Optional[str] = None,
        most: int = 3,
        form: FixForm = "text",
    ) -> str:
        """What would mend it. Each way was tried."""
        return self._native.fixes(form, most, subject, name, clause, act)

    def questions(self, form: QuestionForm = "text") -> str:
        """What is open, with what each answer would come to."""
        return self._native.questions(form)

    def receipt(self) -> str:
        """The receipt, not signed. Raises Refused where there is no verdict."""
        return self._native.receipt()


class Program(_Handle):
    """Policies that documents are held against; made by `load`. It never changes."""

    _native: _precept.Program

    @property
    def policies(self) -> tuple[Policy, ...]:
        return tuple(Policy(name, digest) for name, digest in self._native.policies())

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return diagnostics_of(self._native.warnings())

    def check(
        self,
        document: Input,
        *,
        readings: Optional[Mapping[str, str]] = None,
        language: Optional[str] = None,
        as_of: Optional[Date] = None,
        today: Optional[Date] = None,
        project_file: bool = True,
    ) -> Check:
        """Checks a document: a path, or a Source. One that has mistakes has the verdict NOT_CHECKED; a reading
        that no policy has raises Refused."""
        choices = [f"{name}={choice}" for name, choice in (readings or {}).items()]
        return Check(
            self._native.check(_input(document), choices, language, _date(as_of), _date(today), project_file)
        )


def load(*policies: Input) -> Program:
    """Loads policies: paths of files, programs or folders, or Sources. Raises Refused where one has a mistake."""
    return Program(_precept.load([_input(policy) for policy in policies]))


def report(
    checks: Iterable[Check],
    form: ReportForm = "text",
    *,
    root: Optional[Union[str, "os.PathLike[str]"]] = None,
    width: int = 0,
    rights: bool = False,
    everything: bool = False,
) -> str:
    """One report on several checks of one program. `root` is the folder from which paths are told."""
    path = None if root is None else os.fspath(root)
    return _precept.report([check._native for check in checks], form, path, width, rights, everything)
