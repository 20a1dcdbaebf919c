"""`ip-adapter apprec`: the application receipt that a message would be answered with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from adapter.core import receipt
from adapter.core.answering import apprec, norwegian
from adapter.edges.terminal import files
from adapter.edges.terminal.console import Exit
from adapter.edges.terminal.told import tell
from mappings.check import of_message
from mappings.message import LAYER
from mappings.outcome import sentence
from mappings.result import Issue

if TYPE_CHECKING:
    from argparse import Namespace

    from adapter.edges.terminal.console import Console
    from mappings.engine.layer import Examined
    from mappings.outcome import Found


class Receipt(NamedTuple):
    """A receipt as it would be sent."""

    version: str
    decision: receipt.Accept | receipt.Reject
    data: bytes


def run(options: Namespace, console: Console) -> Exit:
    """The receipt of one message on standard output, or why there is none on standard error."""
    data = files.read(options.message, console)
    found = of_message(data)
    answer = answered(LAYER.examine(data), found, options.id or str(uuid4()), options.time or now())
    if isinstance(answer, receipt.NoReceipt):
        console.say(sentence(Issue(answer.reason), options.lang))
        return Exit.NO_RECEIPT
    console.answer(answer.data + b"\n")
    tell(console, found, options.lang)
    return Exit.REFUSED if found.refused else Exit.DONE


def answered(examined: Examined, found: Found, new_id: str, time: str) -> Receipt | receipt.NoReceipt:
    """The receipt, or the decision that none is to be sent. `found` is all that was found in the message examined."""
    facts = receipt.known(examined._replace(issues=()), *found.issues)
    decision = receipt.decide(facts)
    if isinstance(decision, receipt.NoReceipt):
        return decision
    assert facts.head is not None  # noqa: S101 - for the type checker: without a head there is no sender
    return Receipt(receipt.version(facts.head), decision, apprec(facts.head, decision, new_id, time))


def now() -> str:
    """The time in Norway, to the second."""
    return norwegian(datetime.now(UTC))
