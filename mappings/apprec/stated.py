"""What a receipt states about itself, in the form in which messages do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.apprec.parties import Identified, idents, innermost, outermost
from mappings.identifiers import msg_id
from mappings.msghead import mh
from mappings.msghead.stated import Stated, identity

if TYPE_CHECKING:
    from mappings.apprec import ar


def stated(message: ar.AppRec) -> Stated:
    """The envelope of a receipt; it belongs to no conversation."""
    own = message.Id.strip()
    return Stated(
        sender=_identity(outermost(message.Sender.HCP)),
        unit=_identity(innermost(message.Sender.HCP)),
        receivers=(_identity(innermost(message.Receiver.HCP)),),
        msg_id=msg_id(own) or own.lower(),
        conversation="",
        kind=message.MsgType.V or "",
    )


def _identity(party: Identified) -> str:
    return identity(mh.Organisation(Ident=idents(party)))
