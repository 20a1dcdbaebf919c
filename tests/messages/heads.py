"""Heads of messages for tests: synthetic parties of one, two and three levels, and heads with holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.element import Element, Node, Payload
from mappings.felles import kith
from mappings.msghead import mh

if TYPE_CHECKING:
    from collections.abc import Iterator

MSG_ID = "5A9C1B7E-0000-4000-8000-00000000F0E1"
GEN_DATE = "2026-11-20T08:15:30.250+01:00"
HER, ENH, HPR = "HER", "ENH", "HPR"
_LISTS = {HER: "9051", ENH: "9051", HPR: "8116"}


def ident(number: str, kind: str) -> mh.Ident:
    return mh.Ident(number, kith.CV(kind, f"2.16.578.1.12.4.1.1.{_LISTS[kind]}", f"navn på {kind}"))


def professional(*idents: mh.Ident, kind: str = "LE") -> mh.HealthcareProfessional:
    return mh.HealthcareProfessional(
        TypeHealthcareProfessional=kith.CS(kind, "Lege"),
        FamilyName="Fjellheim",
        MiddleName="Nordby",
        GivenName="Siri",
        Ident=[*idents],
    )


def hospital(
    inside: mh.Organisation | None = None, person: mh.HealthcareProfessional | None = None
) -> mh.Organisation:
    """Level 1: the organisation number stands first, as in most official examples."""
    return mh.Organisation(
        OrganisationName="Helse Fjordland HF",
        Ident=[ident("312020203", ENH), ident("9000031", HER)],
        Organisation=inside,
        HealthcareProfessional=person,
    )


def ward(
    inside: mh.Organisation | None = None, person: mh.HealthcareProfessional | None = None
) -> mh.Organisation:
    """Level 2."""
    return mh.Organisation(
        OrganisationName="Medisinsk avdeling",
        Ident=[ident("9000034", HER), ident("312120216", ENH)],
        Organisation=inside,
        HealthcareProfessional=person,
    )


def bed_post() -> mh.Organisation:
    """Level 3, which no addressing knows, but the XSD does."""
    return mh.Organisation(OrganisationName="Sengepost 2", Ident=[ident("9000036", HER)])


def municipality() -> mh.Organisation:
    return mh.Organisation(
        OrganisationName="Fjordland kommune",
        Ident=[ident("9000010", HER)],
        Organisation=mh.Organisation(OrganisationName="Sykepleietjenesten", Ident=[ident("9000011", HER)]),
    )


def patient() -> mh.Patient:
    return mh.Patient(
        FamilyName="Prøve", GivenName="Kari", DateOfBirth="1957-07-03", Sex=kith.CS("2", "Kvinne")
    )


def head(
    sender: mh.Organisation | None = None,
    receiver: mh.Organisation | None = None,
    *,
    others: tuple[mh.OtherReceiver, ...] = (),
    payload: str = "{http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01}Pasientlogistikk",
) -> mh.MsgHead:
    """A head as the reader gives it. What is inside the payload is nobody's business here."""
    info = mh.MsgInfo(
        Type=kith.CS("LOG_INNLAGT", "Innlagt pasient"),
        MIGversion="v1.2 2006-05-24",
        GenDate=GEN_DATE,
        MsgId=MSG_ID,
        Sender=mh.Sender(Organisation=sender or hospital(ward())),
        Receiver=mh.Receiver(Organisation=receiver or municipality()),
        OtherReceiver=[*others],
        Patient=patient(),
    )
    content = mh.Content(items=[Payload(payload, Node(payload))])
    return mh.MsgHead(info, Document=[mh.Document(RefDoc=mh.RefDoc(MsgType=kith.CS("XML"), Content=content))])


def copy_to(receiver: mh.Organisation | mh.HealthcareProfessional, role: str = "COP") -> mh.OtherReceiver:
    code = kith.CS(role)
    if isinstance(receiver, mh.Organisation):
        return mh.OtherReceiver(RoleReceiver=code, Organisation=receiver)
    return mh.OtherReceiver(RoleReceiver=code, HealthcareProfessional=receiver)


def fields(element: Element) -> Iterator[tuple[Element, str]]:
    """Every field that may be a hole, from the outermost in: all but the lists, which the reader never leaves out."""
    for name in element.__struct_fields__:
        value = getattr(element, name)
        inside = value if isinstance(value, list) else [value]
        if not isinstance(value, list) and value is not None:
            yield element, name
        for one in inside:
            found = one.value if isinstance(one, Payload) else one
            if isinstance(found, Element):
                yield from fields(found)
