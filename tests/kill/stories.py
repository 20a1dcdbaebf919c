"""What comes in while the process is killed: letters, by which way, and what is to become of each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from tests.messages.examples import ADMITTED, CANCELLED, DISCHARGED, READY, SHIPPED, shipped, written
from tests.messages.letters import START, letter, number


class Story(NamedTuple):
    """Letters that senders post, one after the other, then files that lie in the folder.

    `verdicts` are those of the letters as they were kept.
    """

    posted: tuple[bytes, ...] = ()
    put: tuple[bytes, ...] = ()
    verdicts: tuple[str, ...] = ()
    trying: bool = False
    """Whether the folders are tried out under the reaper's eyes: in one story that is enough."""

    eager: bool = False
    """Whether a receipt leaves before the file that it answers is moved; else all files are moved first."""

    once: bool = False
    """Whether no sender sends again what it began to send; else each does until it is answered."""

    reread: bool = False
    """Whether an operator has what was refused read again, and does so anew until the command has ended."""


def at(minutes: int) -> datetime:
    """Sent in the hour before the first life begins."""
    return START - timedelta(hours=1) + timedelta(minutes=minutes)


def nobody() -> bytes:
    """A message about nobody: refused, in a receipt."""
    head = shipped(READY)
    head.MsgInfo.MsgId = number(7)
    assert head.MsgInfo.Patient
    head.MsgInfo.Patient.FamilyName = head.MsgInfo.Patient.GivenName = ""
    return written(head)


NEW: Final = letter(ADMITTED, 1, sent=at(0))
CHANGE: Final = letter(ADMITTED, 2, root=1, status="M", sent=at(5))
CANCEL: Final = letter(CANCELLED, 3, root=1, status="C", sent=at(10))
SAME_ID: Final = letter(DISCHARGED, 1, sent=at(0))
RECEIPT: Final = (SHIPPED / "apprec-1.0.xml").read_bytes()
NO_XML: Final = b"this is no XML"

COME: Final[dict[str, tuple[tuple[bytes, ...], tuple[str, ...]]]] = {
    "new": ((NEW,), ("stored",)),
    "new, then its cancellation": ((NEW, CANCEL), ("stored", "cancelled")),
    "a cancellation, then what it cancels": ((CANCEL, NEW), ("cancelled", "withdrawn")),
    "duplicates": ((NEW, NEW, SAME_ID), ("stored", "duplicate")),
    "bad": ((nobody(), NO_XML, RECEIPT), ("refused", "silent", "acknowledged")),
}
"""What comes, and what becomes of each letter."""

STORIES: Final[dict[str, Story]] = {
    **{f"{name}, posted": Story(posted=come, verdicts=verdicts) for name, (come, verdicts) in COME.items()},
    **{
        f"{name}, as files": Story(put=come, verdicts=verdicts, trying=name == "new")
        for name, (come, verdicts) in COME.items()
    },
    "new, posted by one who never asks again": Story(posted=(NEW,), verdicts=("stored",), once=True),
    "refused, then read again by an operator": Story(posted=(nobody(),), verdicts=("refused",), reread=True),
    "receipts leave before files are moved": Story(
        put=(NEW, SAME_ID), verdicts=("stored", "duplicate"), eager=True
    ),
    "all of it both ways, in the wrong order": Story(
        posted=(CANCEL, NEW),
        put=(NEW, CHANGE, SAME_ID, NO_XML),
        verdicts=("cancelled", "withdrawn", "withdrawn", "duplicate", "silent"),
    ),
}
