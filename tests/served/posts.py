"""Shipped messages, sent by and to other units, about other persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from adapter.core.dev_clients import CLIENTS
from mappings.felles import kith
from mappings.msghead import mh
from tests.messages.examples import logistics, shipped, written
from tests.messages.heads import ENH, HER, copy_to, ident
from tests.messages.letters import UNIVERSE, number

if TYPE_CHECKING:
    from adapter.core.parties import Party
    from conformance.persons import Person

_OF = {party.org_nr: party for party in UNIVERSE}


class Post(NamedTuple):
    """A message: the shipped one that it is like, its sender and receivers as clients, what it does to which one.

    `root` is the place, among the messages of its scenario, of the one that began the conversation. `by` is the client
    that sends it, where that is not the sender itself but the whole that the sender belongs to.
    """

    example: str
    sender: str
    receiver: str
    copy: str = ""
    action: str = ""
    root: int | None = None
    by: str = ""

    @property
    def parties(self) -> frozenset[str]:
        """The clients that it states."""
        return frozenset({self.sender, self.receiver, self.copy} - {""})


def unit_of(client: str) -> str:
    """The organisation number of the innermost unit of a client."""
    known = CLIENTS[client]
    return known.unit or known.organisation


def message(post: Post, msg_id: int, root: int | None, about: Person, municipality: str) -> bytes:
    """The bytes of a message about somebody who lives in that municipality."""
    head = shipped(post.example)
    info, patient = head.MsgInfo, head.MsgInfo.Patient
    info.MsgId = number(msg_id)
    info.ConversationRef = mh.ConversationRef(number(root), number(root)) if root is not None else None
    info.Sender.Organisation = organisation(post.sender)
    info.Receiver.Organisation = organisation(post.receiver)
    if post.copy:
        info.OtherReceiver = [copy_to(organisation(post.copy))]
    assert patient is not None
    assert patient.Address is not None
    patient.DateOfBirth, patient.Ident[0].Id = about.born, about.number
    patient.Address.County = kith.CS(municipality)
    if post.action:
        logistics(head).InformasjonOmForsendelsen.Forsendelsesstatus = kith.CS(post.action)
    return written(head)


def organisation(client: str) -> mh.Organisation:
    """As messages state it: the whole, and the unit in it; what has no unit stands for itself on both levels."""
    inner = _OF[unit_of(client)]
    outer = _OF[inner.parent] if inner.parent else inner
    return _stated(outer, _stated(inner))


def _stated(party: Party, inside: mh.Organisation | None = None) -> mh.Organisation:
    idents = [ident(party.her_id, HER), ident(party.org_nr, ENH)]
    return mh.Organisation(OrganisationName=party.name, Ident=idents, Organisation=inside)
