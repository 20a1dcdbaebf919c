"""What may be shown of what a letter states about itself: codes and numbers of organisations; all else becomes `?`.

An envelope is made by its sender, who may have put a person's name or number where a code belongs. So nothing of it is
shown for its form alone: a code must be one of its list, an organisation's number must be of an organisation's kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from adapter.events import Event
from mappings import codes, fhir
from mappings.faults import FAULTS
from mappings.identifiers import has_form, msg_id
from mappings.message import DIALOG_TYPES

if TYPE_CHECKING:
    from adapter.core.desk import Entry, Item
    from mappings.outcome import Lang

HIDDEN: Final = "?"

ORGANISATIONS: Final = frozenset({"HER", "ENH", "RSH"})
"""Types of identifiers that organisations have."""

_LONGEST: Final = 9
"""Digits of an organisation's number; a person's, under a wrong type, has eleven."""

_BLANK: Final = re.compile(r"\{[0-9]+\}")

KINDS_OF_MESSAGES: Final = "8279"
RECEIPT_ERRORS: Final = "8221"


def party(identity: str) -> str:
    """An identity as `HER:9000031`; a person's keeps its type, where that is one we know."""
    if not identity:
        return ""
    code, _, number = identity.partition(":")
    known = has_form(code, number)
    if code in ORGANISATIONS and known and len(number) <= _LONGEST:
        return identity
    return HIDDEN if known is None else f"{code}:{HIDDEN}"


def kind(code: str) -> str:
    """A kind of message: of the national list, or one that we read beside it."""
    return code if not code or code in DIALOG_TYPES or codes.known(KINDS_OF_MESSAGES, code) else HIDDEN


def conversation(root: str) -> str:
    """A conversation's id, which is a UUID."""
    return root if not root or msg_id(root) else HIDDEN


def reasons(item: Item) -> tuple[str, ...]:
    """Keys of faults, codes of a receipt's errors; of a letter that failed, the place in the program."""
    return (item.reason,) if item.verdict == "failed" else _keys(item.reason)


def _keys(text: str) -> tuple[str, ...]:
    known = (word if word in FAULTS or codes.known(RECEIPT_ERRORS, word) else HIDDEN for word in text.split())
    return tuple(dict.fromkeys(known))


def letter(item: Item) -> Item:
    """A letter with what of it may be shown; `reason` goes by `reasons`."""
    return item._replace(
        kind=kind(item.kind),
        sender=party(item.sender),
        receiver=party(item.receiver),
        conversation=conversation(item.conversation),
        reason=" ".join(reasons(item)),
    )


def entry(row: Entry) -> Entry:
    """A row of the audit; of a decision, actor and reason are what the letter states."""
    shown = row._replace(organisation=organisation(row.organisation), subject=subject(row.subject))
    if row.event != Event.LETTER_DECIDED:
        return shown
    return shown._replace(actor=party(row.actor), reason=" ".join(_keys(row.reason)))


def organisation(number: str) -> str:
    """An organisation's number."""
    return number if not number or party(f"ENH:{number}") == f"ENH:{number}" else HIDDEN


def subject(place: str) -> str:
    """A type of resource, with id and version where one of them is meant: the adapter's ids are UUIDs."""
    kind_, _, rest = place.partition("/")
    ident, _, version = rest.partition("/")
    known = kind_ in fhir.RESOURCES and (not rest or msg_id(ident) == ident)
    number = not version or (version.isascii() and version.isdecimal() and len(version) <= _LONGEST)
    return place if not place or (known and number) else HIDDEN


def sentence(key: str, lang: Lang = "nb") -> str:
    """What a fault's key or a code of a receipt's error means, `…` where the letter's own fault has more; else empty."""
    row = FAULTS.get(key)
    if row is None:
        return codes.display(RECEIPT_ERRORS, key) or ""
    return _BLANK.sub("…", row.nn if lang == "nn" else row.nb)
