"""Answers of the FHIR interface as values: status, headers, body; a fault's status is in its row."""

from __future__ import annotations

from typing import Final, NamedTuple

from adapter.core.letter import OUTCOME
from mappings import fhir
from mappings.outcome import Found, outcome
from mappings.result import Issue


class Reply(NamedTuple):
    """What leaves: the body is FHIR JSON, empty for 304."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def media(self) -> str:
        """The media type of the body."""
        return OUTCOME


def refused(*issues: Issue) -> Reply:
    """Every fault in one OperationOutcome; the status is that of the first."""
    return Reply(issues[0].fault.status, fhir.encode(outcome(Found(issues))))


ABSENT: Final = refused(Issue("rest-absent"))
"""The one answer for what is not there and for what the caller may not see (R-121)."""
