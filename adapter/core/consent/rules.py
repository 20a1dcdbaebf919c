"""The rules by which something is opened, and the reasons for which nothing was: tables that code, audit and tests read.

No rule is true without a fact from the store, and what no rule opens stays shut (R-038).
"""

from __future__ import annotations

from typing import Final

from adapter.core.consent.answers import Rule

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "party",
        ("read",),
        "decisions «rules that read»; R-044",
        "Enheten står som avsender, mottaker eller kopimottaker i meldingen som opplysningen kom med.",
        "Eininga står som avsendar, mottakar eller kopimottakar i meldinga som opplysninga kom med.",
    ),
    Rule(
        "share",
        ("read",),
        "decisions «rules that read»; R-038, R-041, R-042, R-046",
        "Et gjeldende samtykke lar enheten lese denne delen i denne tiden, og ingen nektelse står imot.",
        "Eit gjeldande samtykke lèt eininga lese denne delen i denne tida, og inga nekting står imot.",
    ),
    Rule(
        "record-consent",
        ("create", "update"),
        "decisions «who records consent»; domain.md 2.4",
        "Enheten er den som skal registrere samtykker av denne typen for personen.",
        "Eininga er den som skal registrere samtykke av denne typen for personen.",
    ),
    Rule(
        "public",
        ("read",),
        "decisions «rules that read»",
        "Definisjoner handler ikke om noen, og kan leses av alle som er autentisert.",
        "Definisjonar handlar ikkje om nokon, og kan lesast av alle som er autentiserte.",
    ),
    Rule(
        "custodian",
        ("read",),
        "decisions «rules that write»; R-051",
        "Enheten har selv registrert samtykket.",
        "Eininga har sjølv registrert samtykket.",
    ),
)
"""In the order in which they are tried: where several apply, the first one is named.

`update` is not the custodian's by itself: who may change a Consent is asked anew each time (`who_records`), since what
was right to record once may be another's to widen now.
"""

REASONS: Final[dict[str, str]] = {
    # why nothing is shown, nearest first: of several, the one that stands first here is told
    "denied": "a refusal in force excludes this unit, section, action or resource",
    "expired": "a consent allowed it until a time that is past",
    "not-yet": "a consent allows it from a time that is to come",
    "not-in-force": "a consent names it and is proposed, declined, withdrawn or in error",
    "other-instance": "a consent names another resource of this section",
    "other-action": "a consent lets the unit do something else with this section",
    "other-section": "a consent names the unit for another section",
    "not-custodian": "a Consent is read by the unit that recorded it",
    "not-party": "the message does not state the unit as sender, receiver or copy receiver",
    "no-directive": "no consent of the person names the unit",
    # why a Consent is not recorded
    "person-unknown": "nothing here is about the person",
    "recipient": "a unit cannot record what opens something to itself",
    "not-key": "the unit is not the coordinating one (KE) of the person's municipality",
    "protected": "the person's address is protected",
    "municipality-unknown": "no other unit's record tells the person's municipality, or they disagree",
    "not-named": "a consent of this kind is recorded by the unit that it names",
    "not-sender": "a consent to a notice is recorded by the unit that sends it",
    "not-recorder": "another unit recorded the consent",
    "no-relation": "the unit has nothing to do with the person yet",
    # about any of it
    "no-unit": "the caller stands for no unit",
    "no-rule": "no rule is about this",
}
"""Key -> what it says to an operator; keys stand in the audit and never leave otherwise (R-121)."""

PUBLIC: Final = frozenset(
    {
        "CapabilityStatement",
        "CodeSystem",
        "OperationDefinition",
        "SearchParameter",
        "StructureDefinition",
        "ValueSet",
    }
)
"""Definitional types. Organization and HealthcareService of the party table come in when they are served as FHIR: those
of a message are the message's, and tell whom a person has to do with."""
