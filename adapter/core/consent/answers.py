"""The answers of a decision: a closed set, each with its rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from uuid import UUID

    from adapter.core.consent.facts import Action

RuleId: TypeAlias = Literal["party", "share", "record-consent", "public", "custodian"]


class Rule(NamedTuple):
    """A row of the table of rules: what it can open, the clause that it rests on, and what it says, in nb and nn."""

    id: RuleId
    actions: tuple[Action, ...]
    clause: str
    nb: str
    nn: str


class Permit(NamedTuple):
    """Yes, by this rule; `directive` is the Consent that says so, where one does."""

    rule: RuleId
    directive: UUID | None = None


class Deny(NamedTuple):
    """No. `rule` is the one that came nearest (empty: none); `reason` is a key, for the audit alone."""

    rule: RuleId | Literal[""]
    reason: str


Decision: TypeAlias = Permit | Deny
