"""What a Consent must be as a whole before it decides: a table of checks (decisions.md, "Consent's shape"; R-035–R-053)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from adapter.core.consent.kinds import DECLINED, KINDS, LIVE, Category, Status
from adapter.core.consent.references import codes, organisation, person, same, stated, type_named
from mappings import codes as kodeverk
from mappings.extensions import CHECKPOINTS, CODES, system
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from typing import TypeAlias

    from mappings import fhir

    Check: TypeAlias = Callable[[fhir.Consent], Iterator[Issue]]

TYPES: Final = system("ip-consent-type")
_HL7: Final = "http://terminology.hl7.org/CodeSystem/"
_REPRESENTATIONS: Final = "7456"
_FORMS: Final = system("ip-consent-form")


def faults(consent: fhir.Consent, health: Collection[str]) -> Iterator[Issue]:
    """All faults outside the provisions. `health` are the organisation numbers of units in the health service."""
    for check in CHECKS:
        yield from check(consent)
    yield from _by_conduct(consent, health)


def category(consent: fhir.Consent) -> Category | None:
    """The one category; None where there is none or more than one."""
    found = [name for one in consent.category for name in codes(one.coding, TYPES)]
    named = [name for name in KINDS if name in found]
    return named[0] if len(consent.category) == len(found) == len(named) == 1 else None


def is_live(consent: fhir.Consent) -> bool:
    """Whether its status is one in which it decides."""
    return consent.status in LIVE


# --- checks of what it says of itself -----------------------------------------------------------------------------------


def _modifiers(consent: fhir.Consent) -> Iterator[Issue]:
    """An unknown modifier may turn everything into its opposite, wherever it stands."""
    if consent.implicitRules is not None:
        yield Issue("consent-modifier", "Consent.implicitRules", ("implicitRules",))
    parts: dict[str, Sequence[fhir.Consent | fhir.BackboneElement]] = {
        "Consent": [consent],
        "Consent.policy": consent.policy,
        "Consent.verification": consent.verification,
    }
    for place, elements in parts.items():
        if any(element.modifierExtension for element in elements):
            yield Issue("consent-modifier", place, ("modifierExtension",))


def _label(consent: fhir.Consent) -> Iterator[Issue]:
    """Another section's label would show the whole Consent to whom that section is shared with (R-051)."""
    labels = consent.meta.security if consent.meta is not None else []
    if any(code != "consents" for code in codes(labels, system("ip-section"))):
        yield Issue("consent-label", "Consent.meta.security")


def _status(consent: fhir.Consent) -> Iterator[Issue]:
    if consent.status not in get_args(Status):
        yield Issue("consent-status", "Consent.status")


def _scope(consent: fhir.Consent) -> Iterator[Issue]:
    if codes(consent.scope.coding, _HL7 + "consentscope") != ["patient-privacy"]:
        yield Issue("consent-scope", "Consent.scope")


def _category(consent: fhir.Consent) -> Iterator[Issue]:
    if category(consent) is None:
        yield Issue("consent-category", "Consent.category", (", ".join(KINDS),))


def _patient(consent: fhir.Consent) -> Iterator[Issue]:
    if person(consent.patient) is None:
        yield Issue("consent-patient", "Consent.patient")


def _date_time(consent: fhir.Consent) -> Iterator[Issue]:
    if consent.dateTime is None:
        yield Issue("consent-date-time", "Consent.dateTime")


def _performer(consent: fhir.Consent) -> Iterator[Issue]:
    if not consent.performer:
        yield Issue("consent-performer", "Consent.performer")


def _organization(consent: fhir.Consent) -> Iterator[Issue]:
    if len(consent.organization) != 1:
        yield Issue("consent-organization", "Consent.organization")


def _policy(consent: fhir.Consent) -> Iterator[Issue]:
    if not consent.policy or any(one.uri is None for one in consent.policy):
        yield Issue("consent-policy", "Consent.policy")


def _policy_rule(consent: fhir.Consent) -> Iterator[Issue]:
    kind = category(consent)
    said = codes(consent.policyRule.coding, _HL7 + "v3-ActCode") if consent.policyRule is not None else []
    if kind is not None and said != [KINDS[kind].policy]:
        yield Issue("consent-policy-rule", "Consent.policyRule", (KINDS[kind].policy,))


def _status_date(consent: fhir.Consent) -> Iterator[Issue]:
    said = [one.valueDateTime for one in stated(consent, "ip-consent-status-date")]
    if consent.status in DECLINED and not any(said):
        yield Issue("consent-status-date", "Consent.extension")


# --- checks of who consented, and how ---------------------------------------------------------------------------------


def _representation(consent: fhir.Consent) -> Iterator[Issue]:
    """Whoever is not the patient consents on a stated basis: a value of the official list."""
    bases = [one.valueCodeableConcept for one in stated(consent, "ip-representation")]
    system_ = f"urn:oid:2.16.578.1.12.4.1.1.{_REPRESENTATIONS}"
    known = [
        basis is not None
        and any(kodeverk.known(_REPRESENTATIONS, code or "") for code in codes(basis.coding, system_))
        for basis in bases
    ]
    by_others = any(type_named(one) != "Patient" for one in consent.performer)
    if not all(known) or len(known) > 1 or (by_others and not known):
        yield Issue("consent-representation", "Consent.extension")


def _giver(consent: fhir.Consent) -> Iterator[Issue]:
    if any(same(asker, giver) for asker in _askers(consent) for giver in consent.performer):
        yield Issue("consent-giver-obtained", "Consent.performer")


def _askers(consent: fhir.Consent) -> list[fhir.Reference]:
    """Who asked for the consent."""
    askers = [one.valueReference for one in stated(consent, "ip-obtained-by")]
    return [asker for asker in askers if asker is not None]


def _informed(consent: fhir.Consent) -> Iterator[Issue]:
    """What is stated on the information given is whole before a consent is in force."""
    for told in stated(consent, "ip-informed"):
        true = {part.url for part in told.extension if part.valueBoolean}
        missing = [name for name in CHECKPOINTS if name not in true]
        if is_live(consent) and missing:
            yield Issue("consent-informed", "Consent.extension", (", ".join(missing),))


def _form(consent: fhir.Consent) -> Iterator[Issue]:
    known = CODES["ip-consent-form"]
    said = forms(consent)
    if len(said) > 1 or not all(form in known for form in said):
        yield Issue("consent-form-unknown", "Consent.extension", (", ".join(known),))


def _shown(consent: fhir.Consent) -> Iterator[Issue]:
    """Someone must be able to show what was not written down."""
    unwritten = {"oral", "by-conduct"}.intersection(forms(consent))
    if unwritten and not _askers(consent):
        yield Issue("consent-not-shown", "Consent.extension")


def forms(consent: fhir.Consent) -> list[str | None]:
    """How it was given, as stated; None for a form that is no code of ours."""
    codings = [one.valueCoding for one in stated(consent, "ip-consent-form")]
    return [coding.code if coding is not None and coding.system == _FORMS else None for coding in codings]


def _by_conduct(consent: fhir.Consent, health: Collection[str]) -> Iterator[Issue]:
    """What nobody said in words opens no plan, no transfer, and nothing outside the health service."""
    if "by-conduct" not in forms(consent):
        return
    root = consent.provision
    actors = [actor.reference for one in (root.provision if root else []) for actor in one.actor]
    outside = any(organisation(actor) not in health for actor in actors)
    kind = category(consent)
    if kind in ("plan", "transfer") or (kind == "share" and outside):
        yield Issue("consent-by-conduct", "Consent.extension")


CHECKS: Final[tuple[Check, ...]] = (
    _modifiers,
    _label,
    _status,
    _scope,
    _category,
    _patient,
    _date_time,
    _performer,
    _organization,
    _policy,
    _policy_rule,
    _status_date,
    _representation,
    _giver,
    _informed,
    _form,
    _shown,
)
"""Each finds the faults of one sentence of the table in `mappings.faults.consent`."""
