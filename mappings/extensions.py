"""Our own extensions: what a message says and base R4 has no element for. One row each; `profiles/` is made from it.

`context` is the FHIRPath of the elements it may stand on, `value` the type of its value (a tuple of named parts for a
complex one). No extension holds XML or a whole element of a message: each value is one leaf.
"""

from __future__ import annotations

from typing import NamedTuple

BASE = "https://ip-adapter.example/fhir"
"""The canonical base; replaced by whoever publishes."""

DEFINITION = BASE + "/StructureDefinition/"
ELEMENT_NAMES = BASE + "/CodeSystem/ip-message-element"
"""Code system of the messages' own element names, for what a message says by which element it uses."""


class Definition(NamedTuple):
    """One extension."""

    context: tuple[str, ...]
    value: str | tuple[tuple[str, str], ...]
    title: str
    clause: str


CHECKPOINTS = (
    "purpose",
    "recipients",
    "categories",
    "necessary-only",
    "exclusions",
    "consequences",
    "withdrawal",
)
"""What an informed person knows (R-039): purpose, who gets what kinds of information, that no more than necessary is
exchanged, that parts or persons can be left out, what follows from that, and that consent can be withdrawn any time."""

EXTENSIONS: dict[str, Definition] = {
    "ip-received-value": Definition(
        ("Element",),
        "string",
        "The value as received, where FHIR's form differs from it",
        "decisions.md: lexical form kept",
    ),
    "ip-received-coding": Definition(
        ("Element",), "Coding", "The code as received, from which this element was translated", "HIS 80601"
    ),
    "ip-note": Definition(("Element",), "string", "A remark on this element", "Merknad"),
    "ip-conversation-ref": Definition(
        ("MessageHeader",),
        (("refToParent", "string"), ("refToConversation", "string")),
        "The messages that this one answers, changes or cancels",
        "HIS 80601 ConversationRef",
    ),
    "ip-processing-status": Definition(
        ("MessageHeader",), "Coding", "Production, training or debugging", "HIS 80601 ProcessingStatus"
    ),
    "ip-requested-priority": Definition(
        ("MessageHeader",), "Coding", "Priority asked for", "HIS 80601 RequestedPriority"
    ),
    "ip-ack": Definition(("MessageHeader",), "Coding", "Receipt asked for", "HIS 80601 Ack"),
    "ip-answer-to-request": Definition(
        ("MessageHeader",), "boolean", "Whether the message answers a request", "HIS 80704 SvarPaaForesporsel"
    ),
    "ip-report-status": Definition(
        ("MessageHeader",),
        "CodeableConcept",
        "Status of a further report in the message",
        "HIS 80704 Forsendelsesstatus",
    ),
    "ip-com-method": Definition(
        ("MessageHeader.source", "MessageHeader.destination"),
        "Coding",
        "How the party communicates",
        "HIS 80601 ComMethod",
    ),
    "ip-role-receiver": Definition(
        ("MessageHeader.destination",), "Coding", "Role of a receiver", "HIS 80601 RoleReceiver"
    ),
    "ip-receiver-person": Definition(
        ("MessageHeader.destination",),
        "Reference(Patient|Person)",
        "A receiver that is a patient or another person",
        "HIS 80601 OtherReceiver",
    ),
    "ip-lives-alone": Definition(
        ("Patient",), "boolean", "Whether the patient lives alone", "HIS 80704 BorAlene"
    ),
    "ip-sex": Definition(
        ("Patient", "Practitioner", "RelatedPerson", "Person"), "Coding", "Sex as received", "HIS 80601 Sex"
    ),
    "ip-nationality": Definition(
        ("Practitioner", "RelatedPerson", "Person"), "Coding", "Nationality", "HIS 80601 Nationality"
    ),
    "ip-minor-birth-year": Definition(
        ("RelatedPerson",),
        "string",
        "Year of birth of a relative who is a minor",
        "HIS 80704 FodselsarMindrearigParorende",
    ),
    "ip-report-approved": Definition(
        ("Provenance.agent",), "date", "Date of approval", "HIS 80704 GodkjentDato"
    ),
    "ip-document-connection": Definition(
        ("DocumentReference",),
        "Coding",
        "How the document belongs to the message",
        "HIS 80601 DocumentConnection",
    ),
    "ip-refdoc-type": Definition(
        ("DocumentReference",),
        "Coding",
        "Whether the document is XML, an attachment or a reference",
        "HIS 80601 RefDoc/MsgType",
    ),
    "ip-annotation": Definition(
        ("DocumentReference",), "string", "Annotation of the document", "HIS 80601 Annotation"
    ),
    "ip-consent-stated": Definition(
        ("DocumentReference",),
        "CodeableConcept",
        "What the sender states on the patient's consent",
        "HIS 80601 Document/Consent",
    ),
    "ip-compression": Definition(
        ("Attachment",), "Coding", "How the content is compressed", "HIS 80601 Compression"
    ),
    "ip-case-number": Definition(
        ("DocumentReference",),
        "string",
        "Case number of the report that the document is in",
        "HIS 80601 CaseNo",
    ),
    "ip-report-connection": Definition(
        ("DocumentReference",),
        "Coding",
        "How the report that the document is in belongs to the message",
        "HIS 80601 PatientReport/DocumentConnection",
    ),
    "ip-ready-for-discharge": Definition(
        ("Encounter",),
        "dateTime",
        "When the patient was reported ready for discharge",
        "HIS 80704, OID 9121 #3",
    ),
    "ip-estimated": Definition(
        ("Observation", "Period"), "boolean", "Whether the time is an estimate", "HIS 80704 Anslag"
    ),
    "ip-place": Definition(("Observation",), "string", "Where it happened", "HIS 80704 StedForHendelse"),
    "ip-discharge-condition": Definition(
        ("Encounter.hospitalization",), "CodeableConcept", "Condition at discharge", "HIS 80704 Uttilstand"
    ),
    "ip-sent": Definition(
        ("Communication",), "boolean", "Whether the document was sent", "HIS 80704 SendtDokument/JaNei"
    ),
    "ip-recipient": Definition(
        ("Communication",),
        (("type", "CodeableConcept"), ("name", "string")),
        "Whom the document was sent to",
        "HIS 80704 TypeMottaker, NavnMottaker",
    ),
    "ip-urgency": Definition(("Task",), "Coding", "Urgency as received", "HIS 80603 Hastegrad"),
    "ip-note-date": Definition(("Communication",), "date", "Date of the note", "HIS 80603 DatoNotat"),
    "ip-participant": Definition(
        ("Communication", "Task"),
        (
            ("role", "CodeableConcept"),
            ("roleToPatient", "CodeableConcept"),
            ("actor", "Reference(Practitioner|PractitionerRole|RelatedPerson|Person)"),
            ("unit", "Reference(Organization)"),
            ("contact", "Reference(Practitioner|PractitionerRole|Person)"),
            ("note", "string"),
        ),
        "A person or unit with a role in the note or request",
        "HIS 80603 RollerRelatertNotat",
    ),
    "ip-message-namespace": Definition(
        ("MessageHeader",), "uri", "Namespace of the message, which tells its version", "HIS 80415"
    ),
    "ip-mig-version": Definition(
        ("MessageHeader",),
        "string",
        "Version of the implementation guide that the message states",
        "HIS 80415 MIGversion",
    ),
    "ip-party-role": Definition(
        ("MessageHeader.source", "MessageHeader.destination"),
        "Coding",
        "Role of a receipt's party",
        "HIS 80415 Role",
    ),
    "ip-original-type": Definition(
        ("MessageHeader.response",),
        "Coding",
        "Type of the message that is answered",
        "HIS 80415 OriginalMsgId/MsgType",
    ),
    "ip-original-date": Definition(
        ("MessageHeader.response",),
        "string",
        "GenDate of the message that is answered, letter by letter",
        "HIS 80415 OriginalMsgId/IssueDate",
    ),
    "ip-medical-speciality": Definition(
        ("Organization",), "CodeableConcept", "Medical speciality of a unit", "HIS 80415 MedSpeciality"
    ),
    "ip-city-district": Definition(("Address",), "Coding", "District of a city", "HIS 80415 CityDistr"),
    "ip-representation": Definition(
        ("Consent",),
        "CodeableConcept",
        "On what basis somebody else than the patient consented (list 7456)",
        "no-ip-consent ip-co-1",
    ),
    "ip-consent-status-date": Definition(
        ("Consent",), "dateTime", "When the consent was declined or withdrawn", "no-ip-consent ip-co-3"
    ),
    "ip-consent-form": Definition(("Consent",), "Coding", "How the consent was given", "R-040"),
    "ip-obtained-by": Definition(
        ("Consent",), "Reference(Practitioner|PractitionerRole)", "Who asked for the consent", "R-040, R-053"
    ),
    "ip-informed": Definition(
        ("Consent",),
        tuple((name, "boolean") for name in CHECKPOINTS),
        "What the person was told before consenting",
        "R-039",
    ),
}


def url(name: str) -> str:
    """The canonical of one of our extensions; KeyError when there is none of that name."""
    EXTENSIONS[name]
    return DEFINITION + name


# --- our own code systems: name -> title, codes with names in bokmål ---------------------------------------------------


class Codes(NamedTuple):
    """One code system, complete."""

    title: str
    concepts: dict[str, str]


CODE_SYSTEMS: dict[str, Codes] = {
    "ip-section": Codes(
        "Section of an individual plan",
        {
            "overview": "Oversikt",
            "participants": "Deltakere",
            "resources-needs": "Ressurser og behov",
            "goals": "Mål",
            "health": "Helse",
            "education": "Opplæring",
            "child-welfare": "Barnevern",
            "work-welfare": "Arbeid og velferd",
            "home-family": "Hjem og familie",
            "housing-leisure": "Bolig og fritid",
            "meetings": "Møter",
            "evaluation": "Evaluering",
            "documents": "Dokumenter",
            "consents": "Samtykker",
        },
    ),
    "ip-consent-type": Codes(
        "What a consent is to",
        {
            "plan": "Samtykke til at planen utarbeides",
            "coordinator": "Samtykke til koordinator",
            "notice": "Samtykke til melding om behov",
            "share": "Samtykke til at deltakere får taushetsbelagte opplysninger",
            "transfer": "Samtykke til overføring",
            "dialog": "Samtykke til digital dialog",
            "objection": "Motsetter seg deling (hpl. §§ 25 og 45)",
        },
    ),
    "ip-action": Codes(
        "Actions that a consent can name",
        {"read": "Lese", "contribute": "Bidra", "receive-copy": "Motta kopi", "make-plan": "Lage plan"},
    ),
    "ip-consent-form": Codes(
        "How a consent was given",
        {
            "oral": "Muntlig",
            "written": "Skriftlig",
            "electronic": "Elektronisk",
            "by-conduct": "Stilltiende",
        },
    ),
    "ip-error": Codes(
        "Errors of the domain",
        {
            "consent-missing": "Gyldig samtykke mangler",
            "consent-scope": "Samtykket omfatter ikke dette",
            "consent-giver": "Den som samtykket, har ikke rett til det (alene)",
            "legal-basis": "Rettsgrunnlaget bærer ikke utleveringen",
            "objection": "Personen har motsatt seg det",
            "plan-exists": "Personen har allerede en åpen plan",
            "plan-content": "Planen mangler noe den skal inneholde",
            "state": "Overgangen er ikke tillatt",
            "coordinator": "Koordinator mangler, er ikke alene om det, eller kan ikke ha rollen",
            "route": "Feil eller ukjent mottaker",
            "synthetic": "Personen er ikke syntetisk, eller omvendt",
            "subset": "En utgave med utelatelser kan ikke skrives tilbake",
            "version": "Utgaven er ikke den nyeste",
            "order": "Planen er ingen bestilling og intet vedtak",
            "journal": "Planen er ikke et journaldokument",
            "reason": "Begrunnelse mangler",
            "not-supported": "Kan ikke vurderes her",
        },
    ),
}


def system(name: str) -> str:
    """The URL of one of our code systems; KeyError when there is none of that name."""
    CODE_SYSTEMS[name]
    return f"{BASE}/CodeSystem/{name}"
