"""What a message states about itself, as far as it can be told of a faulty one: who sent it to whom, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mappings.felles.values import text
from mappings.identifiers import comparable, msg_id
from mappings.msghead.partial import at, identities, levels

if TYPE_CHECKING:
    from mappings.msghead import mh


class Stated(NamedTuple):
    """Keys in the forms in which they are compared; empty where a message does not tell.

    `sender` is the stated sender on level 1, `unit` its innermost unit, `receivers` the innermost unit of the receiver
    and of each further one. An identity is `HER:9000031`.
    """

    sender: str
    unit: str
    receivers: tuple[str, ...]
    msg_id: str
    conversation: str
    kind: str


def stated(head: mh.MsgHead | None) -> Stated:
    """The envelope of a head that may have holes."""
    info = at(head, "MsgInfo")
    sender = at(info, "Sender", "Organisation")
    root = at(info, "ConversationRef", "RefToConversation")
    return Stated(
        sender=identity(sender) or innermost(sender),
        unit=innermost(sender),
        receivers=(
            innermost(at(info, "Receiver", "Organisation")),
            *(of_other(one) for one in at(info, "OtherReceiver") or []),
        ),
        msg_id=_number(at(info, "MsgId")),
        conversation=_number(root) or _number(at(info, "MsgId")),
        kind=(text(at(info, "Type", "V")) or "").strip(),
    )


def _number(said: str | None) -> str:
    own = (said or "").strip()
    return msg_id(own) or own.lower()


def identity(owner: mh.Organisation | mh.HealthcareProfessional | None) -> str:
    """The first identifier, HER-ids before others, as type and comparable value."""
    for found in identities(owner):
        kind = found.kind.V or ""
        return f"{kind}:{comparable(kind, found.value.strip())}"
    return ""


def innermost(organisation: mh.Organisation | None) -> str:
    """The communicating party inside an organisation: the innermost level that has an identifier."""
    found = ""
    for level in levels(organisation):
        found = identity(level.HealthcareProfessional) or identity(level) or found
    return found


def of_other(party: mh.OtherReceiver) -> str:
    """The communicating party of a further receiver; patients and other persons are none."""
    return identity(party.HealthcareProfessional) or innermost(party.Organisation)
