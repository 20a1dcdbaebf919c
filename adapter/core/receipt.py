"""Whether and how a message is answered: OK, refused with every fault, or not at all (HIS 80415; emessages.md 4.4, R-027).

A decision of facts alone. The message's Ack does not rule: the process does, and all of ours want a receipt. A code
that its list does not hold is a remark and never a reason to refuse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from mappings.apprec.receipt import TAGS, Error, Version
from mappings.msghead import mh
from mappings.msghead.partial import payload_namespace, sender_is_known
from mappings.result import Issue

if TYPE_CHECKING:
    from mappings.engine.layer import Examined

Addressee: TypeAlias = Literal["own", "part-unknown", "unknown", "elsewhere"]
"""Whom the message is to, by the receiver's own party table: one of our units; ours, but one of the two HER-ids is
missing or unknown; neither HER-id is known; another organisation."""


class Facts(NamedTuple):
    """What is known of a message. `tag` is the Clark name of its root (empty: none); `head` may have holes.

    `issues` are all faults and remarks, of its structure, its content and what the receiver knows beside it.
    """

    tag: str
    head: mh.MsgHead | None
    issues: tuple[Issue, ...] = ()
    addressee: Addressee = "own"
    hours_old: float = 0
    """How long ago the message was made by its sender's word."""


class Policy(NamedTuple):
    """Settings, where the standard and its acceptance tests contradict each other."""

    refuse_elsewhere: bool = False
    """Whether a message to another organisation is refused (test 22) rather than met with silence (the standard)."""
    refuse_late: bool = False
    """Whether a message more than 96 hours old is refused (test 42) rather than taken in (the standard)."""


HOURS_TO_ANSWER: Final = 96
"""Hours from GenDate within which a receipt must have come; silence after that is a negative answer (HIS 80415)."""


@dataclass(frozen=True, slots=True)
class Accept:
    """Receipt 1: received, readable, ready for case handling; neither read nor answered for."""

    status: Literal["1"] = "1"
    errors: tuple[Error, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """Receipt 2 with one error for each fault."""

    errors: tuple[Error, ...]
    status: Literal["2"] = "2"


@dataclass(frozen=True, slots=True)
class NoReceipt:
    """No receipt; `reason` is the key of its row in the table of faults."""

    reason: str


Decision: TypeAlias = Accept | Reject | NoReceipt

OTHER_FAULT = "X99"
"""Code of list 8221 for a fault that has no code of its own."""

_RECEIVER = "/MsgHead/MsgInfo/Receiver/Organisation"
_ADDRESSING: Final[dict[Addressee, tuple[Issue, ...]]] = {
    "own": (),
    "part-unknown": (Issue("receiver-unknown", _RECEIVER),),
    "unknown": (),
    "elsewhere": (Issue("receiver-elsewhere", _RECEIVER),),
}

_LATE = (Issue("received-late", "/MsgHead/MsgInfo/GenDate"),)


def known(examined: Examined, *further: Issue, addressee: Addressee = "own") -> Facts:
    """The facts of a message as read, with what was found in it and beside it since."""
    head = examined.value if isinstance(examined.value, mh.MsgHead) else None
    return Facts(examined.tag, head, (*examined.issues, *further), addressee)


def decide(facts: Facts, policy: Policy = Policy()) -> Decision:  # noqa: B008 - an immutable value
    """The answer to a message."""
    reason = _silence(facts, policy)
    if reason is not None:
        return NoReceipt(reason)
    late = policy.refuse_late and facts.hours_old > HOURS_TO_ANSWER
    found = (*facts.issues, *_ADDRESSING[facts.addressee], *(_LATE if late else ()))
    errors = tuple(error(issue) for issue in found if issue.is_error)
    return Reject(errors) if errors else Accept()


def error(issue: Issue) -> Error:
    """What a receipt says of a fault."""
    return Error(issue.fault.apprec or OTHER_FAULT, issue.text)


def _silence(facts: Facts, policy: Policy) -> str | None:
    """Why there is no receipt; None where one is due."""
    if facts.tag in TAGS.values():
        return "receipt-of-receipt"
    if not sender_is_known(facts.head):
        return "receipt-no-sender"
    to_others = facts.addressee == "elsewhere" and not policy.refuse_elsewhere
    return "receipt-no-receiver" if to_others or facts.addressee == "unknown" else None


_PLO = "http://www.kith.no/xmlstds/po/"
ANSWERED_BY_1_0: Final = frozenset(
    {
        f"{_PLO}HelseopplysningerVedSoknad/2009-06-30",
        f"{_PLO}Innleggelsesrapport/2009-06-30",
        f"{_PLO}Konsultasjon/2009-06-30",
        f"{_PLO}MeldingFravar/2009-06-30",
        f"{_PLO}OrienteringOmTjenestetilbud/2009-06-30",
        f"{_PLO}OverforingMedisinskeOpplysninger/2009-06-30",
        f"{_PLO}Pasientlogistikk/2009-06-30",
        f"{_PLO}TverrfagligEpikrise/2009-06-30",
        "http://www.kith.no/xmlstds/dialog/2006-10-11",
    }
)
"""Namespaces of the payloads whose senders expect AppRec 1.0: PLO 1.5 and dialogmelding 1.0 (emessages.md 2.5)."""


def version(head: mh.MsgHead | None) -> Version:
    """Which AppRec answers a message: 1.1 but for what expects 1.0, so also for payloads that nobody here knows."""
    return "1.0" if payload_namespace(head) in ANSWERED_BY_1_0 else "1.1"
