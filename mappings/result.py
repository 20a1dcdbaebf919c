"""What every reading and writing function answers with: values, and faults and leftovers as values.

Nothing here, and nothing that is put in here, may hold a person's data: places are element names and positions,
parameters are names and numbers out of the standards.
"""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from mappings.faults import FAULTS, Fault

T = TypeVar("T")


class Issue(msgspec.Struct, frozen=True):
    """One fault: the key of its row in `mappings.faults`, where it is, and what fills the row's sentence.

    `where` is an XPath-like place (`/MsgHead/MsgInfo/MsgId`) or a FHIRPath expression (`Patient.name[0]`).
    """

    key: str
    where: str = ""
    params: tuple[str, ...] = ()

    @property
    def fault(self) -> Fault:
        """The row of the fault table: severity, clause, receipt code and sentences."""
        return FAULTS[self.key]

    @property
    def text(self) -> str:
        """The sentence in bokmål."""
        return self.fault.nb.format(*self.params)

    @property
    def is_error(self) -> bool:
        """Whether the fault stops the message or resource."""
        return self.fault.severity in ("error", "fatal")


class Leftover(msgspec.Struct, frozen=True):
    """Something that was read and has no place in the value made from it (it stays in the raw message)."""

    where: str
    reason: str = ""


class Mapped(msgspec.Struct, Generic[T], frozen=True):
    """A value with the remarks that do not stop it and what had no place in it."""

    value: T
    issues: tuple[Issue, ...] = ()
    leftovers: tuple[Leftover, ...] = ()


class Refusal(Exception):  # noqa: N818 - a refusal is an answer with reasons, not a defect
    """Raised by a stop that cannot give its value; holds *all* its issues. Only a journey catches it.

    `leftovers` name what was not even read of it.
    """

    def __init__(self, *issues: Issue, leftovers: tuple[Leftover, ...] = ()) -> None:
        super().__init__(*(f"{issue.key} {issue.where}" for issue in issues))
        self.issues = issues
        self.leftovers = leftovers
