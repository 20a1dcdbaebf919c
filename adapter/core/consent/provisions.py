"""The provisions of a Consent: what may be in them, and how one is read (decisions.md, "Consent's shape"; R-041)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core.consent.kinds import KINDS
from adapter.core.consent.moments import span
from adapter.core.consent.references import LITERAL, codes, organisation
from adapter.core.consent.shape import category, is_live
from mappings.extensions import CODES, system
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from typing import TypeAlias

    from adapter.core.consent import facts
    from adapter.core.consent.kinds import Kind
    from mappings import fhir

    Check: TypeAlias = Callable[[fhir.ConsentProvision, str, Kind], Iterator[Issue]]

MOST: Final = 500
"""Provisions of one Consent: recipients × sections × actions, with room to spare; every decision goes through them."""

SECTIONS: Final = system("ip-section")
ACTIONS: Final = system("ip-action")
_HL7: Final = "http://terminology.hl7.org/CodeSystem/"
_RECIPIENTS: Final = frozenset({"IRCP", "PRCP"})
"""Roles of an actor who receives (v3-ParticipationType); others, as custodian, would mean something else."""


class Provision(NamedTuple):
    """A nested provision as it is evaluated; see `adapter.core.consent.facts.Directive`."""

    kind: facts.Kind
    actor: str
    section: str
    action: str
    start: datetime | None
    end: datetime | None
    instance: str


def faults(consent: fhir.Consent) -> Iterator[Issue]:
    """All faults of the provisions. Those that hang on the category are not looked for without one."""
    named, root = category(consent), consent.provision
    inner = root.provision if root is not None else []
    if root is not None:
        yield from _root(root)
    if len(inner) > MOST:
        yield Issue("consent-many", "Consent.provision", (str(MOST),))
    elif named is not None:
        for number, provision in enumerate(inner):
            for check in CHECKS:
                yield from check(provision, f"Consent.provision.provision[{number}]", KINDS[named])
        if KINDS[named].needed and is_live(consent) and not any(one.type == "permit" for one in inner):
            yield Issue("consent-receivers", "Consent.provision")


def read(provision: fhir.ConsentProvision) -> Provision:
    """A nested provision that has no fault."""
    period = provision.period
    start = span(period.start) if period is not None and period.start is not None else None
    end = span(period.end) if period is not None and period.end is not None else None
    return Provision(
        "permit" if provision.type == "permit" else "deny",
        next((organisation(actor.reference) for actor in provision.actor), ""),
        next(iter(codes(provision.securityLabel, SECTIONS)), None) or "",
        next((code for action in provision.action for code in codes(action.coding, ACTIONS)), None) or "",
        start[0] if start is not None else None,
        end[1] if end is not None else None,
        next((data.reference.reference or "" for data in provision.data), ""),
    )


# --- checks -----------------------------------------------------------------------------------------------------------

_NEVER: Final = {"class_": "class", "code": "code", "dataPeriod": "dataPeriod"}
"""Fields that no provision may have, and their names: the engine has nothing to compare them with."""

_NESTED: Final = (*_NEVER, "type", "period", "actor", "action", "securityLabel", "purpose", "data")
"""Fields that the root does not have: it only holds the others."""


def _root(root: fhir.ConsentProvision) -> Iterator[Issue]:
    for field in _NESTED:
        if getattr(root, field):
            name = _NEVER.get(field, field)
            yield Issue("consent-root", f"Consent.provision.{name}", (name,))
    if root.modifierExtension:
        yield Issue("consent-modifier", "Consent.provision", ("modifierExtension",))


def _elements(provision: fhir.ConsentProvision, place: str, _: Kind) -> Iterator[Issue]:
    for field, name in {**_NEVER, "provision": "provision"}.items():
        if getattr(provision, field):
            yield Issue("consent-element", f"{place}.{name}", (name,))
    parts = (("", [provision]), (".actor", provision.actor), (".data", provision.data))
    for name, elements in parts:
        if any(element.modifierExtension for element in elements):
            yield Issue("consent-modifier", f"{place}{name}", ("modifierExtension",))


def _type(provision: fhir.ConsentProvision, place: str, kind: Kind) -> Iterator[Issue]:
    allowed = ("permit", "deny") if kind.permits else ("deny",)
    if provision.type not in allowed:
        yield Issue("consent-provision-type", f"{place}.type", (" | ".join(allowed),))


def _actor(provision: fhir.ConsentProvision, place: str, _: Kind) -> Iterator[Issue]:
    least = 1 if provision.type == "permit" else 0
    if not least <= len(provision.actor) <= 1 or not all(map(_is_recipient, provision.actor)):
        yield Issue("consent-actor", f"{place}.actor")


def _is_recipient(actor: fhir.ConsentProvisionActor) -> bool:
    roles = actor.role.coding
    named = codes(roles, _HL7 + "v3-ParticipationType")
    return bool(organisation(actor.reference)) and len(roles) == len(named) == 1 and named[0] in _RECIPIENTS


def _section(provision: fhir.ConsentProvision, place: str, kind: Kind) -> Iterator[Issue]:
    """A permit to read names one section; a refusal may name one."""
    least, most = (int(kind.section),) * 2 if provision.type == "permit" else (0, 1)
    labels = provision.securityLabel
    known = [code for code in codes(labels, SECTIONS) if code in CODES["ip-section"]]
    if len(known) != len(labels) or not least <= len(labels) <= most:
        yield Issue("consent-section", f"{place}.securityLabel", (f"{least}..{most}",))


def _action(provision: fhir.ConsentProvision, place: str, kind: Kind) -> Iterator[Issue]:
    """A permit names one of its category's actions; a refusal may name any one."""
    allowed = kind.actions if provision.type == "permit" else ("", *CODES["ip-action"])
    named = [codes(action.coding, ACTIONS) for action in provision.action] or [[""]]
    if len(named) != 1 or len(named[0]) != 1 or named[0][0] not in allowed:
        least = 0 if "" in allowed else 1
        yield Issue("consent-action", f"{place}.action", (f"{least}..1", ", ".join(filter(None, allowed))))


def _purpose(provision: fhir.ConsentProvision, place: str, _: Kind) -> Iterator[Issue]:
    """All who ask here ask for coordination of care (decisions.md, "machine tokens")."""
    if any((one.system, one.code) != (_HL7 + "v3-ActReason", "COC") for one in provision.purpose):
        yield Issue("consent-purpose", f"{place}.purpose")


def _period(provision: fhir.ConsentProvision, place: str, _: Kind) -> Iterator[Issue]:
    period = provision.period
    ends = [period.start, period.end] if period is not None else []
    spans = [span(end) for end in ends if end is not None]
    first, last = (spans[0], spans[-1]) if spans else (None, None)
    if period is not None and (first is None or last is None or first[0] > last[1]):
        yield Issue("consent-period", f"{place}.period")


def _instance(provision: fhir.ConsentProvision, place: str, _: Kind) -> Iterator[Issue]:
    references = [one.reference.reference or "" for one in provision.data if one.meaning == "instance"]
    if (
        len(references) != len(provision.data)
        or len(references) > 1
        or not all(map(LITERAL.fullmatch, references))
    ):
        yield Issue("consent-instance", f"{place}.data")


CHECKS: Final[tuple[Check, ...]] = (
    _elements,
    _type,
    _actor,
    _section,
    _action,
    _purpose,
    _period,
    _instance,
)
"""Each finds the faults of one sentence or two of the table in `mappings.faults.consent`."""
