"""What has happened to each person: messages, consents, and who may see what after that, by hand.

All of it lies side by side in one store: what one person consents to must open nothing of another's.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from tests.messages.examples import ADMITTED, CANCELLED, DEATH, DIALOG, READY, WITHDRAWN
from tests.served.posts import Post

Seen = frozenset[tuple[str, str]]
"""Who sees which section, by clients."""

NOTHING: Final[Seen] = frozenset()


class Rule(NamedTuple):
    """A provision: to (or against) which client, section, action, from which day to which, today (UTC) being 0.

    `of` narrows it to one resource: the Observation of that scenario.
    """

    client: str
    section: str = ""
    kind: Literal["permit", "deny"] = "permit"
    action: str = "read"
    days: tuple[int, int] = (-1, 365)
    of: str = ""


class Version(NamedTuple):
    """A Consent as it is said at a time, and what of its person is shared after it was said."""

    rules: tuple[Rule, ...]
    opened: Seen = NOTHING
    status: str = "active"


class Scenario(NamedTuple):
    """A person who lives in a municipality whose coordinating unit (`key`) records one Consent, version by version.

    `tried` are clients that record its first version as well, and may not.
    """

    posts: tuple[Post, ...]
    versions: tuple[Version, ...] = ()
    key: str = "o2"
    municipality: str = "9901"
    tried: tuple[str, ...] = ()

    @property
    def opened(self) -> Seen:
        """What is shared in the end."""
        return self.versions[-1].opened if self.versions and self.key else NOTHING


HEALTH, OVERVIEW, PEOPLE, DOCUMENTS = "health", "overview", "participants", "documents"
WIDE: Final = (Rule("o8", HEALTH), Rule("o8", OVERVIEW), Rule("o12", PEOPLE))
REPORT: Final = (Post(DEATH, "o3", "o8"),)
LEFT: Final = (Post(WITHDRAWN, "o11-med", "o3"),)

SCENARIOS: Final[dict[str, Scenario]] = {
    "no consent": Scenario(LEFT),
    "other person": Scenario(
        (Post(WITHDRAWN, "o11-bup", "o3", by="o11"),),
        (Version((Rule("o8", HEALTH, of="no consent"),)),),
    ),
    "other section": Scenario(
        (Post(DIALOG, "o11-bup", "o3"),),
        (Version((Rule("o8", DOCUMENTS),), frozenset({("o8", DOCUMENTS)})),),
    ),
    "sibling unit": Scenario(
        REPORT,
        (Version((Rule("o11-bup", HEALTH),), frozenset({("o11-bup", HEALTH)})),),
    ),
    "parent only": Scenario(
        (Post(DEATH, "o1", "o8"), Post("dialog_til_arkivering-1.1", "o12", "o11")),
        (Version((Rule("o9", PEOPLE), Rule("o9", HEALTH)), frozenset({("o9", PEOPLE), ("o9", HEALTH)})),),
    ),
    "proposed": Scenario(REPORT, (Version((Rule("o12", HEALTH),), status="proposed"),)),
    "expired, not yet, or for something else": Scenario(
        LEFT,
        (
            Version(
                (
                    Rule("o8", HEALTH, days=(-30, -1)),
                    Rule("o12", PEOPLE, days=(2, 30)),
                    Rule("o11-bup", PEOPLE, action="contribute"),
                    Rule("o9", HEALTH, action="receive-copy"),
                )
            ),
        ),
    ),
    "withdrawn": Scenario(
        LEFT,
        (
            Version(WIDE, frozenset({("o8", HEALTH), ("o8", OVERVIEW), ("o12", PEOPLE)})),
            Version(WIDE, status="inactive"),
        ),
    ),
    "narrowed": Scenario(
        (Post(READY, "o11-med", "o3"),),
        (
            Version(WIDE, frozenset({("o8", HEALTH), ("o8", OVERVIEW), ("o12", PEOPLE)})),
            Version(WIDE[1:], frozenset({("o8", OVERVIEW), ("o12", PEOPLE)})),
            Version(
                (WIDE[1], WIDE[2]._replace(days=(-1, -1))),
                frozenset({("o8", OVERVIEW)}),
            ),
        ),
    ),
    "recorded by the recipient itself": Scenario(
        REPORT,
        (Version((Rule("o2", HEALTH), Rule("o12", HEALTH), Rule("o3", DOCUMENTS))),),
        key="",
        tried=("o2", "o12", "o3", "o8", "o1", "o10"),
    ),
    "shared": Scenario(
        (Post(DIALOG, "o11-ke", "o12"),),
        (
            Version(
                (*WIDE[:2], Rule("o3", DOCUMENTS), Rule("o11", OVERVIEW)),
                frozenset({("o8", HEALTH), ("o8", OVERVIEW), ("o3", DOCUMENTS), ("o11", OVERVIEW)}),
            ),
        ),
        tried=("o8", "o3"),
    ),
    "refused": Scenario(
        (Post(READY, "o11-med", "o3"),),
        (
            Version(
                (
                    *WIDE,
                    Rule("o11-bup", HEALTH),
                    Rule("o11", HEALTH, "deny", ""),
                    Rule("o8", OVERVIEW, "deny"),
                    Rule("o12", HEALTH, "deny"),
                ),
                frozenset({("o8", HEALTH), ("o12", PEOPLE)}),
            ),
        ),
    ),
    "changed and cancelled": Scenario(
        (
            Post(ADMITTED, "o11-med", "o3", copy="o8"),
            Post(ADMITTED, "o11-med", "o3", copy="o12", action="M", root=0),
            Post(CANCELLED, "o11-med", "o3", action="C", root=0),
        ),
        (Version((Rule("o9", HEALTH),), frozenset({("o9", HEALTH)})),),
        key="o10",
        municipality="9902",
    ),
}
