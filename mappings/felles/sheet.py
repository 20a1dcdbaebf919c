"""The sheet on which the resources of one message are gathered, with the remarks that do not stop them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mappings import fhir
from mappings.identifiers import Ids
from mappings.result import Issue, Leftover

if TYPE_CHECKING:
    from collections.abc import Callable

SECTION_SYSTEM = "https://ip-adapter.example/fhir/CodeSystem/ip-section"
SECTIONS: dict[str, str] = {
    "Patient": "overview",
    "CareTeam": "participants",
    "Practitioner": "participants",
    "PractitionerRole": "participants",
    "Organization": "participants",
    "RelatedPerson": "participants",
    "Person": "participants",
    "Encounter": "health",
    "Communication": "health",
    "Observation": "health",
    "DocumentReference": "documents",
}
"""Section label of what a message carries (decisions.md); types that are not here carry none."""

NO_FURTHER_DISCLOSURE = fhir.Coding(
    system="http://terminology.hl7.org/CodeSystem/v3-ActCode",
    code="NODSCLCDS",
    display="no disclosure without information subject's consent directive",
)
"""The label of everything in a message whose patient has reserved against forwarding (ForbeholdOmVideresending)."""


def _labels(*further: fhir.Coding) -> dict[str, fhir.Meta | None]:
    types = {*SECTIONS, ""}
    return {
        kind: fhir.Meta(security=security)
        if (
            security := ([fhir.Coding(system=SECTION_SYSTEM, code=SECTIONS[kind])] if kind else [])
            + list(further)
        )
        else None
        for kind in types
    }


_META = {False: _labels(), True: _labels(NO_FURTHER_DISCLOSURE)}


class Facts(NamedTuple):
    """What every function of one message's mapping may ask for.

    `sender` and `msg_id` make the ids (decisions.md, "ids"); `conversation` is the conversation's root. `changes` tells
    that the message states its content for the conversation (PLO N and M), `replaces` that it is an M, `cancelled` that
    it takes all back (C).
    `sent` is GenDate as FHIR has it, `kind` MsgInfo/Type's code.
    """

    sender: str
    msg_id: str
    conversation: str
    kind: str
    sent: str
    base: str
    changes: bool = False
    replaces: bool = False
    cancelled: bool = False
    reserved: bool = False


class Sheet:
    """Gathers entries, issues and leftovers, and what several elements add to one resource.

    `subject`, `sender` and `recipients` are the message's parties. `team` becomes one CareTeam, `agents` and `reasons`
    go into the message's Provenance.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.entries: list[tuple[str, fhir.Resource]] = []
        """`Type/id` and the resource, in the order of the Bundle."""
        self.references: list[fhir.Reference] = []
        """The references to them, in the same order."""
        self.issues: list[Issue] = []
        self.leftovers: list[Leftover] = []
        self.subject: fhir.Reference | None = None
        self.sender: fhir.Reference | None = None
        self.recipients: list[fhir.Reference] = []
        self.team: list[fhir.CareTeamParticipant] = []
        self.agents: list[fhir.ProvenanceAgent] = []
        self.reasons: list[fhir.CodeableConcept] = []
        self.codings: dict[tuple[str | None, str | None, str | None, tuple[int, ...]], fhir.Coding] = {}
        """The coded values said so far (V, S, DN, the lists that the element is bound to), which come again and again."""
        self.coded: dict[tuple[str, int], fhir.Extension] = {}
        """Extensions that hold one of them, by their name and the Coding's identity."""
        self.raw: str = ""
        """Reference to the Binary that is the message word for word."""
        self._of_message: Callable[[str], str] = Ids(facts.sender, facts.msg_id, facts.kind)
        self._of_content = (
            Ids(facts.sender, facts.conversation, facts.kind) if facts.changes else self._of_message
        )
        self._meta = _META[facts.reserved]
        self._no_label = self._meta[""]

    def add(self, resource: fhir.Resource, path: str) -> fhir.Reference:
        """Put a resource on the sheet under the id that its element's place gives; answers the reference to it."""
        kind = type(resource).__name__
        return self._put(kind, self._of_content(kind + path), resource, kind)

    def add_to_conversation(self, resource: fhir.Resource) -> fhir.Reference:
        """As `add`, for what a conversation has one of, whatever the kinds of its messages (Encounter).

        A message of several reports has one for each, told apart by number. What a cancellation says is its own.
        """
        kind, number = type(resource).__name__, sum(type(one) is type(resource) for _, one in self.entries)
        path = f"{kind}[{number + 1}]" if number else kind
        ids = (
            self._of_message if self.facts.cancelled else Ids(self.facts.sender, self.facts.conversation, "")
        )
        return self._put(kind, ids(path), resource, kind)

    def add_to_message(self, resource: fhir.Resource, path: str) -> fhir.Reference:
        """As `add`, for what is this message's own, whatever the conversation (MessageHeader, Provenance, raw).

        It has no section label: only the message's parties may see it (decisions.md).
        """
        kind = type(resource).__name__
        return self._put(kind, self._of_message(kind + path), resource, "")

    def unlabelled(self, resource: fhir.Resource, path: str) -> fhir.Reference:
        """As `add`, without a section label: only the message's parties may see it (decisions.md)."""
        kind = type(resource).__name__
        return self._put(kind, self._of_content(kind + path), resource, "")

    def _put(self, kind: str, ident: str, resource: fhir.Resource, label: str) -> fhir.Reference:
        resource.id = ident
        resource.meta = self._meta.get(label, self._no_label)
        place = f"{kind}/{ident}"
        reference = fhir.Reference(reference=place)
        self.entries.append((place, resource))
        self.references.append(reference)
        return reference

    def remark(self, key: str, where: str, *params: str) -> None:
        """Note something that does not stop the message."""
        self.issues.append(Issue(key, where, params))

    def leave(self, where: str, reason: str) -> None:
        """Note something that was read and has no place in FHIR."""
        self.leftovers.append(Leftover(where, reason))
