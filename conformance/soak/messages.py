"""Messages for the soak: shipped examples with another id, time, conversation, status and person, and broken ones.

Made with lxml alone: what is proved by them must not be what makes them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from conformance.persons import person

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

EXAMPLES: Final = Path(__file__).resolve().parent.parent / "examples"
HEAD: Final = "{http://www.kith.no/xmlstds/msghead/2006-05-24}"

_FNR: Final = re.compile(rb"(?<=>)[0-9]{11}(?=<)")
_STATED: Final = {"N": "Ny", "M": "Endring", "C": "Kansellering"}


class Envelope(NamedTuple):
    """What a message is made to say of itself; `root` is the MsgId that began its conversation, `patient` a number."""

    msg_id: str
    sent: datetime
    root: str = ""
    action: str = ""
    patient: int = 0


def made(template: str, envelope: Envelope) -> bytes:
    """A shipped example under another envelope."""
    data = _FNR.sub(person(envelope.patient).number.encode(), _shipped(template))
    tree = etree.fromstring(data)
    (_receipt if etree.QName(tree).localname == "AppRec" else _message)(tree, envelope)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


@cache
def _shipped(template: str) -> bytes:
    return (EXAMPLES / f"{template}.xml").read_bytes()


def _message(tree: etree._Element, envelope: Envelope) -> None:
    info = _the(tree, f"{HEAD}MsgInfo")
    _the(info, f"{HEAD}MsgId").text = envelope.msg_id
    _the(info, f"{HEAD}GenDate").text = envelope.sent.isoformat(timespec="seconds")
    _the(info, f"{HEAD}Patient/{HEAD}DateOfBirth").text = person(envelope.patient).born
    for conversation in info.findall(f"{HEAD}ConversationRef"):
        info.remove(conversation)
    if envelope.root not in ("", envelope.msg_id):
        _the(info, f"{HEAD}Sender").addprevious(_conversation(envelope.root))
    for status in tree.iterfind(".//{*}Forsendelsesstatus"):
        status.set("V", envelope.action)
        status.set("DN", _STATED[envelope.action])


def _conversation(root: str) -> etree._Element:
    made = etree.Element(f"{HEAD}ConversationRef")
    for name in ("RefToParent", "RefToConversation"):
        etree.SubElement(made, f"{HEAD}{name}").text = root
    return made


def _receipt(tree: etree._Element, envelope: Envelope) -> None:
    _the(tree, "{*}Id").text = envelope.msg_id
    _the(tree, "{*}GenDate").text = envelope.sent.isoformat(timespec="seconds")
    _the(tree, "{*}OriginalMsgId/{*}Id").text = envelope.root


def _the(element: etree._Element, path: str) -> etree._Element:
    found = element.find(path)
    if found is None:
        raise LookupError(path)
    return found


# --- the same message in other bytes, and broken ones -----------------------------------------------------------------


def again(data: bytes) -> bytes:
    """The same message, sent anew by a program that writes it a little otherwise."""
    return data + b"\n<!-- sent anew -->\n"


def _without(path: str) -> Callable[[bytes], bytes]:
    def cut(data: bytes) -> bytes:
        tree = etree.fromstring(data)
        for found in tree.findall(path):
            parent = found.getparent()
            if parent is not None:
                parent.remove(found)
        return etree.tostring(tree)

    return cut


def _to(first: str, second: str) -> Callable[[bytes], bytes]:
    """To another receiver, by its two HER-ids."""

    def readdressed(data: bytes) -> bytes:
        tree = etree.fromstring(data)
        outer = _the(tree, f"{HEAD}MsgInfo/{HEAD}Receiver/{HEAD}Organisation")
        for organisation, number in ((outer, first), (_the(outer, f"{HEAD}Organisation"), second)):
            _the(organisation, f"{HEAD}Ident/{HEAD}Id").text = number
        return etree.tostring(tree)

    return readdressed


BREAK: Final[dict[str, Callable[[bytes], bytes]]] = {
    "no XML": lambda data: b"kj\xc3\xa6re mottaker, se vedlegg " + data[200:260].hex().encode(),
    "cut short": lambda data: data[: len(data) // 2],
    "an element missing": _without(f"{HEAD}MsgInfo/{HEAD}MIGversion"),
    "without a sender": _without(f".//{HEAD}Sender//{HEAD}Ident"),
    "to somebody else": _to("9000002", "9000021"),
    "to a unit unknown": _to("9000001", "9999999"),
    "to nobody known": _to("9999998", "9999999"),
}
"""What can be wrong with a message -> how it is made so."""
