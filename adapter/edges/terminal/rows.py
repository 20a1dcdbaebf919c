"""Letters, deliveries, audit rows and parties as tables. The names of JSON fields here are kept from version to version."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Final

from adapter.core import harmless
from adapter.core.letter import VERDICTS
from adapter.core.retry import MOST_TAKES
from adapter.edges.terminal.arguments.letters import KEPT
from adapter.edges.terminal.table import Column, Table, local

if TYPE_CHECKING:
    from datetime import datetime

    from adapter.core.desk import Entry, Item, Sent
    from adapter.core.letter import Verdict
    from adapter.core.parties import Party


def utc(moment: datetime | None) -> datetime | None:
    """A time as JSON has it."""
    return moment.astimezone(UTC) if moment else None


def meaning(verdict: Verdict | None, takes: int = 0) -> str:
    """What became of a letter, as a sentence."""
    if verdict is not None:
        return VERDICTS[verdict].sentence
    if takes >= MOST_TAKES:
        return f"kept; its reading was begun {takes} times and never ended (inbox retry begins anew)"
    return "kept, and not decided on yet"


def _letter(item: Item) -> dict[str, object]:
    shown = harmless.letter(item)
    return {
        "id": item.id,
        "received": utc(item.received),
        "transport": item.transport,
        "size": item.size,
        "state": item.verdict or KEPT,
        "meaning": meaning(item.verdict, item.takes),
        "decided": utc(item.decided),
        "kind": shown.kind,
        "action": item.action,
        "sender": shown.sender,
        "receiver": shown.receiver,
        "conversation": shown.conversation,
        "faults": harmless.reasons(item),
        "same_as": item.same_as,
        "answer": item.answer,
        "takes": item.takes,
    }


LETTERS: Final[Table[Item]] = Table(
    "letter",
    "letters",
    _letter,
    (
        Column("id", lambda item: str(item.id)),
        Column("received", lambda item: local(item.received)),
        Column("by", lambda item: item.transport),
        Column(
            "what became of it",
            lambda item: f"{item.verdict or KEPT}: {meaning(item.verdict, item.takes)}",
        ),
        Column("kind", lambda item: harmless.kind(item.kind)),
        Column("from → to", lambda item: between(harmless.party(item.sender), harmless.party(item.receiver))),
        Column("faults", lambda item: " ".join(harmless.reasons(item))),
    ),
)


def between(sender: str, receiver: str) -> str:
    """From whom to whom, where it can be told."""
    return f"{sender} → {receiver}" if sender or receiver else ""


def _sent(row: Sent) -> dict[str, object]:
    return {
        "id": row.id,
        "letter": row.letter,
        "channel": row.channel,
        "state": row.state,
        "due": utc(row.due),
        "deadline": utc(row.deadline),
        "tries": row.tries,
        "fault": row.fault,
        "alarmed": row.alarmed,
    }


OUTGOING: Final[Table[Sent]] = Table(
    "delivery",
    "deliveries",
    _sent,
    (
        Column("id", lambda row: str(row.id)),
        Column("due", lambda row: local(row.due)),
        Column("over", lambda row: row.channel),
        Column("state", lambda row: row.state),
        Column("tries", lambda row: str(row.tries)),
        Column("fault", lambda row: row.fault),
        Column("not after", lambda row: local(row.deadline)),
        Column("alarm", lambda row: "alarm" if row.alarmed else ""),
        Column("letter", lambda row: str(row.letter)),
    ),
)


def _entry(row: Entry) -> dict[str, object]:
    shown = harmless.entry(row)
    return {
        "id": row.id,
        "at": utc(row.at),
        "event": row.event,
        "actor": shown.actor,
        "letter": row.letter,
        "rule": row.rule,
        "reason": shown.reason,
        "client": row.client,
        "organisation": shown.organisation,
        "action": row.action,
        "subject": shown.subject,
    }


ENTRIES: Final[Table[Entry]] = Table(
    "audit row",
    "audit rows",
    _entry,
    (
        Column("at", lambda row: local(row.at)),
        Column("event", lambda row: row.event),
        Column("by", lambda row: harmless.entry(row).actor),
        Column("client", lambda row: row.client),
        Column("organisation", lambda row: harmless.entry(row).organisation),
        Column("action", lambda row: row.action),
        Column("about", lambda row: harmless.entry(row).subject or str(row.letter or "")),
        Column("rule", lambda row: row.rule),
        Column("reason", lambda row: harmless.entry(row).reason),
    ),
)


PARTIES: Final[Table[Party]] = Table(
    "party",
    "parties",
    lambda party: party._asdict(),
    (
        Column("HER-id", lambda party: party.her_id),
        Column("org_nr", lambda party: party.org_nr),
        Column("parent", lambda party: party.parent),
        Column("name", lambda party: party.name),
        Column("sector", lambda party: party.sector),
        Column("municipality", lambda party: party.municipality),
        Column("kind", lambda party: party.kind),
        Column("takes", lambda party: " ".join(party.takes)),
        Column("own", lambda party: "own" if party.own else ""),
    ),
)
