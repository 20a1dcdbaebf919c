"""A refusal as an answer: status, challenge (RFC 9110 § 11.6.1), OperationOutcome (security.md 3.2)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core.tokens.jws import ALGORITHMS
from mappings import fhir
from mappings.outcome import Found, outcome
from mappings.result import Issue

if TYPE_CHECKING:
    from adapter.core.tokens.rules import Refused, Rule

MEDIA: Final = "application/fhir+json"
ALGS: Final = " ".join(ALGORITHMS)


class Said(NamedTuple):
    """What is answered; header names in small letters. That nobody may store it, every answer of ours says."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def said(refused: Refused) -> Said:
    """The answer. Nothing in it was sent by the caller."""
    challenge, nonce = www_authenticate(refused.rule, refused.scope), refused.nonce
    headers = (("content-type", MEDIA), ("www-authenticate", challenge), ("dpop-nonce", nonce))
    shown = tuple((name, value) for name, value in headers if value)
    return Said(refused.rule.kind.status, shown, body(refused.rule, refused.scope))


def www_authenticate(rule: Rule, scope: str = "") -> str:
    """The challenge; empty where the rule's kind has none."""
    values = {"error": rule.kind.error, "error_description": rule.sentence, "scope": scope, "algs": ALGS}
    shown = ", ".join(f'{name}="{values[name]}"' for name in rule.kind.challenge)
    return shown and f"DPoP {shown}"


@lru_cache(maxsize=512)
def body(rule: Rule, scope: str = "") -> bytes:
    """The OperationOutcome in bokmål; it names the part that is wrong, by the standards' names, and the scope."""
    return fhir.encode(outcome(Found((Issue(rule.kind.fault, params=(scope or rule.part,)),))))
