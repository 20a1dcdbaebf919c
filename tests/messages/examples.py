"""The messages that the project ships, as they are and with changes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

import conformance
from mappings import fhir, message
from mappings.dialog import dia
from mappings.element import Element
from mappings.message import LAYER
from mappings.msghead import mh
from mappings.plo import pasientlogistikk as log
from mappings.result import Refusal

T = TypeVar("T", bound=fhir.Resource)

SHIPPED = Path(conformance.__file__).parent / "examples"
HEAD = "{http://www.kith.no/xmlstds/msghead/2006-05-24}MsgHead"
ADMITTED, DISCHARGED, READY = "log_innlagt-1.6", "log_utskrevet-1.6", "log_utskrivningsklar-1.5"
WITHDRAWN, CANCELLED, DEATH = "log_avmelding-1.5", "log_innlagt-1.6-kansellering", "log_dod-1.6"
DIALOG = "dialog_helsefaglig-1.1"
OTHER = "1111111a-2222-4333-8444-555555555555"
"""A MsgId that none of them has."""


def shipped(name: str) -> mh.MsgHead:
    """A shipped message, to be changed."""
    head = LAYER.read((SHIPPED / f"{name}.xml").read_bytes()).value
    assert isinstance(head, mh.MsgHead)
    return head


def payload(head: mh.MsgHead, document: int = 0) -> Element:
    """The message proper."""
    content = head.Document[document].RefDoc.Content
    assert content is not None
    value = content.items[0].value
    assert isinstance(value, Element)
    return value


def written(head: mh.MsgHead) -> bytes:
    """The bytes of a message."""
    return LAYER.write(HEAD, head)


def bundle(head: mh.MsgHead) -> fhir.Bundle:
    return message.to_fhir(written(head)).value


def faults(head: mh.MsgHead) -> set[str]:
    """Keys of the faults for which a message is refused; empty when it is taken in."""
    try:
        message.to_fhir(written(head))
    except Refusal as refusal:
        return {issue.key for issue in refusal.issues if issue.is_error}
    return set()


def receipt_codes(head: mh.MsgHead) -> set[str]:
    """The receipt codes (8221) of these faults."""
    with pytest.raises(Refusal) as refused:
        message.to_fhir(written(head))
    return {issue.fault.apprec for issue in refused.value.issues if issue.is_error}


def of(kind: type[T], made: fhir.Bundle) -> list[T]:
    return [entry.resource for entry in made.entry if isinstance(entry.resource, kind)]


def references(made: fhir.Bundle, *kinds: type[fhir.Resource]) -> set[str]:
    return {f"{kind.__name__}/{one.id}" for kind in kinds for one in of(kind, made)}


def logistics(head: mh.MsgHead) -> log.Pasientlogistikk:
    found = payload(head)
    assert isinstance(found, log.Pasientlogistikk)
    return found


def dialogue(head: mh.MsgHead) -> dia.Dialogmelding:
    found = payload(head)
    assert isinstance(found, dia.Dialogmelding)
    return found
