"""What a sender is answered: the receipt, or what no receipt can say, as HTTP has it (decisions.md, "HTTP")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter import __version__
from adapter.core import receipt
from adapter.core.letter import APPREC, NOTHING, OUTCOME, Answer
from mappings import fhir
from mappings.apprec.receipt import TAGS, make
from mappings.apprec.receipt import Answer as Receipt
from mappings.felles.times import OSLO
from mappings.message import LAYER
from mappings.outcome import Found, outcome
from mappings.result import Issue

if TYPE_CHECKING:
    from datetime import datetime

    from mappings.msghead import mh

SOFTWARE = ("ip-adapter", __version__)


def apprec(
    head: mh.MsgHead,
    decision: receipt.Accept | receipt.Reject,
    new_id: str,
    gen_date: str,
    recipient: int = 0,
) -> bytes:
    """The receipt's bytes, by the receiver or the n-th further one; `gen_date` is an XSD dateTime."""
    version = receipt.version(head)
    answer = Receipt(decision.status, decision.errors, new_id, gen_date, SOFTWARE)
    return LAYER.write(TAGS[version], make(head, version, answer, recipient=recipient))


def norwegian(moment: datetime) -> str:
    """A moment as Norwegian time with offset, to the second, as messages have it."""
    return moment.astimezone(OSLO).isoformat(timespec="seconds")


def of_receipt(data: bytes) -> Answer:
    """200 and the receipt, whether it accepts or refuses."""
    return Answer(200, APPREC, data)


TAKEN_IN = Answer(202, NOTHING, b"")
"""To a receipt: it is taken in, and never answered."""


def told(status: int, *issues: Issue) -> Answer:
    """What no receipt can say, as OperationOutcome."""
    return Answer(status, OUTCOME, fhir.encode(outcome(Found(issues))))


def unanswerable(tag: str, reason: str, issues: tuple[Issue, ...]) -> Answer:
    """To a letter that gets no receipt: 400 where it is no XML, else 422; every fault, then why there is no receipt."""
    return told(422 if tag else 400, *issues, Issue(reason))


FAILED = told(500, Issue("letter-failed"))
"""To a letter that a defect of the program stopped."""
