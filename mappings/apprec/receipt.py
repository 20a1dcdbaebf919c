"""The receipt that answers a message: AppRec 1.0 and 1.1 with the parties mirrored (HIS 80415; emessages.md 2.5, 4.4).

The head may be that of a faulty message, with holes; the receipt is whole all the same, so that the fault can be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from mappings import codes
from mappings.apprec import ar
from mappings.element import Simple
from mappings.engine.simple import check
from mappings.felles import kith
from mappings.felles.values import KODEVERK, text
from mappings.msghead.partial import Identity, at, identities, levels

if TYPE_CHECKING:
    from mappings.msghead import mh

Version: TypeAlias = Literal["1.0", "1.1"]
Status: TypeAlias = Literal["1", "2", "3"]
"""Code of list 8258: OK, refused, OK with a fault in a part (settlement messages only)."""

NAMESPACES: Final[dict[Version, str]] = {
    "1.0": "http://www.kith.no/xmlstds/apprec/2004-11-21",
    "1.1": "http://www.kith.no/xmlstds/apprec/2012-02-15",
}
TAGS: Final[dict[Version, str]] = {version: f"{{{uri}}}AppRec" for version, uri in NAMESPACES.items()}
"""Version -> Clark name of the root, for `Layer.write`."""

MIG_VERSIONS: Final[dict[Version, str]] = {"1.0": "1.0 2004-11-21", "1.1": "v1.1 2012-02-15"}

COPY = kith.CS("COP", "Kopimottaker")
_SENDERS: Final[dict[Version, kith.CS]] = {
    "1.0": kith.CS("SPR", "Tjenesteyter"),
    "1.1": kith.CS("PRIM", "Primærmottaker"),
}
_RECEIVERS: Final[dict[Version, kith.CS]] = {"1.0": kith.CS("RECEIVER"), "1.1": kith.CS("AVS")}
"""Roles of the receipt's own sender and receiver. 1.0 also has REQ; whoever got a message is its service provider here."""


class Error(NamedTuple):
    """One fault: code of list 8221 and a sentence for people."""

    code: str
    text: str


class Answer(NamedTuple):
    """What is answered, and what only the maker of a receipt knows.

    `id` is the receipt's own UUID, `gen_date` an XSD dateTime, `software` its name and version.
    """

    status: Status
    errors: tuple[Error, ...]
    id: str
    gen_date: str
    software: tuple[str, str]


def make(head: mh.MsgHead, version: Version, answer: Answer, *, recipient: int = 0) -> ar.AppRec:
    """The receipt of a message by its receiver, or by `OtherReceiver[recipient]`, counted from 1.

    Raises IndexError for a recipient that the message does not name.
    """
    sender = at(head, "MsgInfo", "Sender", "Organisation")
    name, number = answer.software
    return ar.AppRec(
        MsgType=_coded("APPREC", "8279"),
        MIGversion=MIG_VERSIONS[version],
        SoftwareName=name or None,
        SoftwareVersion=number or None,
        GenDate=answer.gen_date,
        Id=answer.id,
        Sender=_answering(head, version, recipient),
        Receiver=ar.Receiver(_RECEIVERS[version], ar.HCP(Inst=inst(sender))),
        Status=_coded(answer.status, "8258"),
        Error=[
            kith.CV(error.code, f"{KODEVERK}8221", codes.display("8221", error.code), error.text)
            for error in answer.errors
        ],
        OriginalMsgId=original(head, answer.gen_date),
    )


def _coded(code: str, number: str) -> kith.CS:
    return kith.CS(code, codes.display(number, code))


def _answering(head: mh.MsgHead, version: Version, recipient: int) -> ar.Sender:
    """Who answers: the receiver, or another one, whose role as copy receiver is told."""
    if not recipient:
        receiver = at(head, "MsgInfo", "Receiver", "Organisation")
        return ar.Sender(_SENDERS[version], ar.HCP(Inst=inst(receiver)))
    other = (at(head, "MsgInfo", "OtherReceiver") or [])[recipient - 1]
    role = COPY if at(other, "RoleReceiver", "V") == COPY.V else _SENDERS[version]
    professional = other.HealthcareProfessional
    return ar.Sender(
        role, ar.HCP(HCProf=hc_prof(professional)) if professional else ar.HCP(Inst=inst(other.Organisation))
    )


def original(head: mh.MsgHead, instead: str) -> ar.OriginalMsgId:
    """The message answered, letter by letter. `instead` stands for a GenDate that the XSD refuses: one must be there."""
    issued = at(head, "MsgInfo", "GenDate")
    return ar.OriginalMsgId(
        MsgType=at(head, "MsgInfo", "Type") or kith.CS(),
        IssueDate=issued if issued and _IS_DATE_TIME(issued) else instead,
        Id=at(head, "MsgInfo", "MsgId") or "",
    )


_IS_DATE_TIME = check(Simple("dateTime")) or bool


def inst(organisation: mh.Organisation | None) -> ar.Inst:
    """An organisation as Inst: the units inside it as Dept, their health professionals as HCPerson."""
    inside = list(levels(organisation))
    first, further = _split(identities(organisation))
    return ar.Inst(
        Name=text(at(organisation, "OrganisationName")),
        Id=first.value if first else None,
        TypeId=first.kind if first else None,
        Dept=[dept(level) for level in inside[1:]],
        AdditionalId=further,
        HCPerson=[
            hc_person(level.HealthcareProfessional) for level in inside if level.HealthcareProfessional
        ],
    )


def dept(organisation: mh.Organisation) -> ar.Dept:
    """A unit inside an organisation."""
    first, further = _split(identities(organisation))
    return ar.Dept(
        Name=text(organisation.OrganisationName),
        Id=first.value if first else None,
        TypeId=first.kind if first else None,
        AdditionalId=further,
    )


def hc_person(professional: mh.HealthcareProfessional) -> ar.HCPerson:
    """A health professional of an organisation."""
    first, further = _split(identities(professional))
    return ar.HCPerson(
        Name=_name(professional),
        Id=first.value if first else None,
        TypeId=first.kind if first else None,
        AdditionalId=further,
    )


def hc_prof(professional: mh.HealthcareProfessional) -> ar.HCProf:
    """A health professional without an organisation."""
    first, further = _split(identities(professional))
    return ar.HCProf(
        Type=professional.TypeHealthcareProfessional,
        Name=_name(professional),
        Id=first.value if first else None,
        TypeId=first.kind if first else None,
        AdditionalId=further,
    )


def _split(found: list[Identity]) -> tuple[Identity | None, list[ar.AdditionalId]]:
    """The identifier that comes first, and the further ones."""
    return next(iter(found), None), [ar.AdditionalId(one.value, one.kind) for one in found[1:]]


def _name(professional: mh.HealthcareProfessional) -> str | None:
    """A person's name as one text, which is all that a receipt has for it."""
    parts = (professional.GivenName, professional.MiddleName, professional.FamilyName)
    return " ".join(part for part in map(text, parts) if part) or None
