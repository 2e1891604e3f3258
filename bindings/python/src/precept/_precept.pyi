# The native module: the C interface as it is. Use the package, whose annotations are in its sources.
from typing import Optional, Sequence

_Input = tuple[str, Optional[bytes]]

def version() -> str: ...
def load(policies: Sequence[_Input]) -> Program: ...
def report(
    checks: Sequence[Check], form: str, root: Optional[str], width: int, rights: bool, everything: bool
) -> str: ...

class Program:
    def close(self) -> None: ...
    def policies(self) -> list[tuple[str, str]]: ...
    def warnings(self) -> str: ...
    def check(
        self,
        document: _Input,
        readings: Sequence[str],
        language: Optional[str],
        as_of: Optional[str],
        today: Optional[str],
        project_file: bool,
    ) -> Check: ...

class Check:
    def close(self) -> None: ...
    def verdict(self) -> str: ...
    def diagnostics(self) -> str: ...
    def explain(
        self,
        form: str,
        subject: Optional[str],
        name: Optional[str],
        clause: Optional[str],
        act: Optional[str],
        full: bool,
    ) -> str: ...
    def fixes(
        self,
        form: str,
        most: int,
        subject: Optional[str],
        name: Optional[str],
        clause: Optional[str],
        act: Optional[str],
    ) -> str: ...
    def questions(self, form: str) -> str: ...
    def receipt(self) -> str: ...
