"""Diagnostics, and the exceptions that carry them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, Optional


@dataclass(frozen=True)
class Diagnostic:
    """One mistake or warning. The codes are those of docs/diagnostics.md."""

    code: str
    severity: Literal["error", "warning"]
    message: str
    help: str = ""
    notes: tuple[str, ...] = ()
    file: str = ""
    line: Optional[int] = None
    column: Optional[int] = None
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        if self.sheet:
            place = f"{self.file}, sheet {self.sheet}, {self.cell}"
        return f"{place + ': ' if place else ''}{self.severity}[{self.code}]: {self.message}"


def diagnostics_of(text: str) -> tuple[Diagnostic, ...]:
    """Diagnostics from their JSON; members that this version does not know are left out."""

    def one(row: dict[str, Any]) -> Diagnostic:
        known = {name: value for name, value in row.items() if name in Diagnostic.__dataclass_fields__}
        known["notes"] = tuple(row.get("notes", ()))
        return Diagnostic(**known)

    return tuple(one(row) for row in json.loads(text))


class Error(Exception):
    """What went wrong, as text with excerpts; `diagnostics` has each mistake, and the attributes are the first's."""

    def __init__(self, text: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(text)
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type, tuple[str, tuple[Diagnostic, ...]]]:
        return type(self), (str(self), self.diagnostics)

    @property
    def _first(self) -> Diagnostic:
        errors = [one for one in self.diagnostics if one.severity == "error"]
        return (errors or list(self.diagnostics) or [Diagnostic("", "error", str(self))])[0]

    @property
    def code(self) -> str:
        return self._first.code

    @property
    def message(self) -> str:
        return self._first.message

    @property
    def file(self) -> str:
        return self._first.file

    @property
    def line(self) -> Optional[int]:
        return self._first.line

    @property
    def column(self) -> Optional[int]:
        return self._first.column


class Refused(Error):
    """Policies, a document, settings or a question are in error: nothing was done."""


class Misuse(Error, ValueError):
    """The call is wrong, such as by a form of reports that there is not."""


class Fault(Error):
    """A mistake of Precept's own; please report it."""


_CLASSES = {1: Refused, 2: Misuse, 4: Fault}


def error_of(status: int, text: str, diagnostics: str) -> Exception:
    """The exception of a status of the C interface."""
    if status == 3:
        return MemoryError(text or "there is not enough memory")
    return _CLASSES.get(status, Fault)(text.rstrip("\n"), diagnostics_of(diagnostics))
