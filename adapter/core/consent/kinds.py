"""What a person can consent to: the categories, what each of them may say, and how a Consent goes on (domain.md 3.3)."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

Category: TypeAlias = Literal["plan", "coordinator", "notice", "share", "transfer", "dialog", "objection"]
Status: TypeAlias = Literal["proposed", "active", "rejected", "inactive", "entered-in-error"]
"""R4's states but `draft`, which domain.md 3.3 does not know."""

CONTENT: Final = ("read", "contribute", "receive-copy")
"""Actions on what sections hold."""


class Kind(NamedTuple):
    """What a Consent of a category says.

    `policy` is its policyRule. `permits` tells whether it permits anything, `needed` whether it must, once active.
    `actions` are those that a permit may name: exactly one, or at most one where none is among them (empty). `section`
    tells whether a permit names one, which it must then.
    """

    policy: str
    actions: tuple[str, ...] = ("",)
    section: bool = False
    permits: bool = True
    needed: bool = False


KINDS: Final[dict[Category, Kind]] = {
    "plan": Kind("OPTIN", ("make-plan",)),
    "coordinator": Kind("OPTIN", ("", "contribute")),
    "notice": Kind("OPTIN", ("", "receive-copy")),
    "share": Kind("OPTIN", CONTENT, section=True, needed=True),
    "transfer": Kind("OPTIN", CONTENT, section=True, needed=True),
    "dialog": Kind("OPTIN", ("", "contribute")),
    "objection": Kind("OPTOUT", permits=False),
}
"""Category -> what it says (decisions.md, "Consent's shape"). What reads a section stands in `share` and `transfer` alone:
elsewhere no rule would honour it."""

LIVE: Final = frozenset({"active"})
"""The states in which a Consent decides: what is only proposed, declined, withdrawn or in error does not."""

DECLINED: Final = frozenset({"rejected", "inactive"})
"""The states that say when (no-ip-consent ip-co-3)."""

NEXT: Final[dict[Status, frozenset[Status]]] = {
    "proposed": frozenset({"proposed", "active", "rejected", "entered-in-error"}),
    "active": frozenset({"active", "inactive", "entered-in-error"}),
    "rejected": frozenset({"entered-in-error"}),
    "inactive": frozenset({"entered-in-error"}),
    "entered-in-error": frozenset(),
}
"""State -> the states that a next version may have (domain.md 3.3). A change of mind is a new Consent (R-073)."""
