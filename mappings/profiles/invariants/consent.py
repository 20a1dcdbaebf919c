"""Invariants of consents (domain.md 1.0, 1.D; decisions.md, "Consent's shape")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.extensions import system
from mappings.profiles.invariants.paths import VOLVEN, coded, extended, in_list, shows, there

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mappings import fhir

_HL7: Final = "http://terminology.hl7.org/CodeSystem/"
_TYPE: Final = system("ip-consent-type")
_ACTION: Final = system("ip-action")
_CONTENT: Final = ("read", "contribute", "receive-copy")
_CHECKPOINTS: Final = 7
"""What an informed person knows (R-039), one part each."""

_ROOT: Final = (
    "period",
    "actor",
    "action",
    "securityLabel",
    "purpose",
    "data",
    "class_",
    "code",
    "dataPeriod",
)
_NEVER: Final = ("class_", "code", "dataPeriod", "provision")


def _is(consent: fhir.Consent, *categories: str) -> bool:
    return coded(consent.category, _TYPE, *categories)


def _nested(consent: fhir.Consent) -> list[fhir.ConsentProvision]:
    return consent.provision.provision if consent.provision is not None else []


def _permits(consent: fhir.Consent) -> list[fhir.ConsentProvision]:
    return [one for one in _nested(consent) if one.type == "permit"]


def _says_on_what_basis(consent: fhir.Consent) -> bool:
    by_the_person = all(shows(one, ("Patient",)) for one in consent.performer)
    return by_the_person or bool(extended(consent.extension, "ip-representation"))


def _names_the_receivers(consent: fhir.Consent) -> bool:
    if consent.status != "active" or not _is(consent, "share", "transfer"):
        return True
    permits = _permits(consent)
    return bool(permits) and all(one.actor for one in permits)


def _says_when_it_ended(consent: fhir.Consent) -> bool:
    ended = consent.status in ("rejected", "inactive")
    return not ended or bool(extended(consent.extension, "ip-consent-status-date"))


def _has_types_below_alone(consent: fhir.Consent) -> bool:
    root = consent.provision
    return root is None or (not there(root.type) and all(there(one.type) for one in root.provision))


def _has_its_policy(consent: fhir.Consent) -> bool:
    codings = consent.policyRule.coding if consent.policyRule is not None else []
    policy = "OPTOUT" if _is(consent, "objection") else "OPTIN"
    return all(one.code == policy for one in codings if one.system == f"{_HL7}v3-ActCode")


def _is_not_given_by_who_asked(consent: fhir.Consent) -> bool:
    askers = [one.valueReference for one in extended(consent.extension, "ip-obtained-by")]
    asked = [one for one in askers if one is not None]
    places = {one.reference for one in asked} & {one.reference for one in consent.performer}
    return not (places - {None}) and not (_identified(asked) & _identified(consent.performer))


def _identified(references: list[fhir.Reference]) -> set[tuple[str, str]]:
    identifiers = [one.identifier for one in references if one.identifier is not None]
    return {(one.system or "", one.value or "") for one in identifiers}


def _was_informed(consent: fhir.Consent) -> bool:
    told = extended(consent.extension, "ip-informed")
    return consent.status != "active" or all(
        sum(part.valueBoolean is True for part in one.extension) == _CHECKPOINTS for one in told
    )


def _forms(consent: fhir.Consent) -> set[str | None]:
    codings = [one.valueCoding for one in extended(consent.extension, "ip-consent-form")]
    return {coding.code for coding in codings if coding is not None}


def _can_be_shown(consent: fhir.Consent) -> bool:
    unwritten = _forms(consent) & {"oral", "by-conduct"}
    return not unwritten or bool(extended(consent.extension, "ip-obtained-by"))


def _is_given_in_words(consent: fhir.Consent) -> bool:
    return "by-conduct" not in _forms(consent) or not _is(consent, "plan", "transfer")


def _has_a_bare_root(consent: fhir.Consent) -> bool:
    return not any(getattr(consent.provision, field, None) for field in _ROOT)


def _names_recipients(consent: fhir.Consent) -> bool:
    return all(
        (one.type == "deny" or bool(one.actor)) and len(one.actor) <= 1 and all(map(_receives, one.actor))
        for one in _nested(consent)
    )


def _receives(actor: fhir.ConsentProvisionActor) -> bool:
    roles = actor.role.coding
    return in_list(roles, f"{_HL7}v3-ParticipationType", "IRCP", "PRCP") or in_list(
        roles, f"{VOLVEN}9034", "8"
    )


def _names_sections(consent: fhir.Consent) -> bool:
    labels = [one.securityLabel for one in _nested(consent)]
    named = all(
        len(one) <= 1 and all(label.system == system("ip-section") for label in one) for one in labels
    )
    sectioned = _is(consent, "share", "transfer")
    return named and all(bool(one.securityLabel) == sectioned for one in _permits(consent))


def _names_actions(consent: fhir.Consent) -> bool:
    named = [
        [len([c for c in action.coding if c.system == _ACTION]) for action in one.action]
        for one in _nested(consent)
    ]
    single = all(not counts or counts == [1] for counts in named)
    permits = [{c.code for action in one.action for c in action.coding} for one in _permits(consent)]
    makes = not _is(consent, "plan") or all("make-plan" in codes for codes in permits)
    shares = not _is(consent, "share", "transfer") or all(codes.intersection(_CONTENT) for codes in permits)
    return single and makes and shares


def _permits_nothing_as_objection(consent: fhir.Consent) -> bool:
    return not _is(consent, "objection") or all(one.type == "deny" for one in _nested(consent))


def _has_a_purpose_and_data_that_count(consent: fhir.Consent) -> bool:
    return all(
        all((each.system, each.code) == (f"{_HL7}v3-ActReason", "COC") for each in one.purpose)
        and len(one.data) <= 1
        and all(each.meaning == "instance" for each in one.data)
        for one in _nested(consent)
    )


def _says_nothing_undecidable(consent: fhir.Consent) -> bool:
    return not any(getattr(one, field) for one in _nested(consent) for field in _NEVER)


CONSENT: Final[dict[str, Callable[[Any], bool]]] = {
    "ip-co-1": _says_on_what_basis,
    "ip-co-2": _names_the_receivers,
    "ip-co-3": _says_when_it_ended,
    "ip-co-4": _has_types_below_alone,
    "ip-co-5": _has_its_policy,
    "ip-co-6": _is_not_given_by_who_asked,
    "ip-co-7": _was_informed,
    "ip-co-8": _can_be_shown,
    "ip-co-9": _is_given_in_words,
    "ip-co-10": _has_a_bare_root,
    "ip-co-11": _names_recipients,
    "ip-co-12": _names_sections,
    "ip-co-13": _names_actions,
    "ip-co-14": _permits_nothing_as_objection,
    "ip-co-15": _has_a_purpose_and_data_that_count,
    "ip-co-16": _says_nothing_undecidable,
}
