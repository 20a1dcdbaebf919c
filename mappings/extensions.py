"""Our own extensions and code systems by name: what the program itself reads and writes of them.

`profiles/fsh` defines them: what they hold, where they may stand, what their codes are called. Tests hold these names and
codes to the compiled package.
"""

from __future__ import annotations

from typing import Final

BASE: Final = "https://ip-adapter.example/fhir"
"""The canonical base; replaced by whoever publishes."""

DEFINITION: Final = BASE + "/StructureDefinition/"

CHECKPOINTS: Final = (
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

EXTENSIONS: Final = frozenset(
    {
        "ip-ack",
        "ip-activity-contributor",
        "ip-annotation",
        "ip-answer-to-request",
        "ip-assignment-end",
        "ip-case-number",
        "ip-child-view",
        "ip-city-district",
        "ip-com-method",
        "ip-compression",
        "ip-consent-form",
        "ip-consent-place",
        "ip-consent-ref",
        "ip-consent-stated",
        "ip-consent-status-date",
        "ip-consent-status-reason",
        "ip-contribution",
        "ip-conversation-ref",
        "ip-coordinator-wish",
        "ip-covered-area",
        "ip-decision",
        "ip-discharge-condition",
        "ip-disclosure-basis",
        "ip-document-connection",
        "ip-end-decided-by",
        "ip-end-reason",
        "ip-estimated",
        "ip-evaluation",
        "ip-expected-child",
        "ip-hold-reason",
        "ip-informed",
        "ip-lives-alone",
        "ip-main-responsibility",
        "ip-medical-speciality",
        "ip-message-namespace",
        "ip-mig-version",
        "ip-minor-birth-year",
        "ip-nationality",
        "ip-next-revision",
        "ip-note",
        "ip-note-date",
        "ip-obtained-by",
        "ip-original-date",
        "ip-original-type",
        "ip-participant",
        "ip-party-role",
        "ip-person-objects",
        "ip-place",
        "ip-plan-basis",
        "ip-previous-responsible",
        "ip-processing-status",
        "ip-ready-for-discharge",
        "ip-received-coding",
        "ip-received-value",
        "ip-receiver-person",
        "ip-recipient",
        "ip-reconfirm",
        "ip-refdoc-type",
        "ip-replaces",
        "ip-report-approved",
        "ip-report-connection",
        "ip-report-status",
        "ip-representation",
        "ip-requested-priority",
        "ip-role-receiver",
        "ip-sent",
        "ip-service-level",
        "ip-sex",
        "ip-urgency",
        "ip-wanted-cooperation",
    }
)
"""All extensions of ours."""

CODE_SYSTEMS: Final = frozenset(
    {
        "ip-action",
        "ip-assignment-end",
        "ip-consent-form",
        "ip-consent-state",
        "ip-consent-status-reason",
        "ip-consent-type",
        "ip-cooperation-state",
        "ip-disclosure-basis",
        "ip-end-reason",
        "ip-error",
        "ip-evaluation",
        "ip-flag",
        "ip-goal-category",
        "ip-hold-reason",
        "ip-life-area",
        "ip-message-element",
        "ip-need",
        "ip-notice-status",
        "ip-plan-basis",
        "ip-plan-kind",
        "ip-resource-need",
        "ip-rule",
        "ip-section",
        "ip-service-level",
        "ip-service-type",
        "ip-task-code",
        "ip-task-io",
        "ip-team-kind",
        "ip-team-role",
    }
)
"""All code systems of ours."""

CODES: Final[dict[str, tuple[str, ...]]] = {
    "ip-section": (
        "overview",
        "participants",
        "resources-needs",
        "goals",
        "health",
        "education",
        "child-welfare",
        "work-welfare",
        "home-family",
        "housing-leisure",
        "meetings",
        "evaluation",
        "documents",
        "consents",
    ),
    "ip-consent-type": ("plan", "coordinator", "notice", "share", "transfer", "dialog", "objection"),
    "ip-action": ("read", "contribute", "receive-copy", "make-plan"),
    "ip-consent-form": ("oral", "written", "electronic", "by-conduct"),
}
"""Code system -> its codes, where the program tells them apart or offers them."""


def url(name: str) -> str:
    """The canonical of one of our extensions; KeyError when there is none of that name."""
    if name not in EXTENSIONS:
        raise KeyError(name)
    return DEFINITION + name


def system(name: str) -> str:
    """The URL of one of our code systems; KeyError when there is none of that name."""
    if name not in CODE_SYSTEMS:
        raise KeyError(name)
    return f"{BASE}/CodeSystem/{name}"


ELEMENT_NAMES: Final = system("ip-message-element")
"""Code system of the messages' own element names, for what a message says by which element it uses."""
