"""Letters that go wrong in every way: a name or a number stands where none belongs, or the letter is no letter at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.messages.examples import SHIPPED
from tests.messages.letters import number

if TYPE_CHECKING:
    from collections.abc import Callable

NAME: Final = "Kanarifugl"
NUMBER: Final = "13850098765"
"""A name and a person's number that no shipped letter has."""

MARK: Final = "Sangfugl"
"""A name of an element or attribute: markup, which a fault names to its sender, but nobody else."""

BASES: Final = ("log_utskrevet-1.6", "dialog_helsefaglig-1.1", "innleggelsesrapport-1.6", "apprec-1.1")
"""A message with events, one with an attachment, one of a kind not yet read, a receipt."""


def put(pattern: str, instead: str) -> Callable[[str], str]:
    """The first place of a pattern, filled anew."""
    return lambda text: re.sub(pattern, instead, text, count=1)


WAYS: Final[dict[str, Callable[[str], str]]] = {
    "as it is": lambda text: text,
    "cut in the middle": lambda text: text[: len(text) // 2],
    "cut before its end": lambda text: text[:-12],
    "a name for its time": put(r"<GenDate>[^<]*", f"<GenDate>{NAME}"),
    "a person's number for its id": put(r"<(MsgId|Id)>[0-9a-f-]{36}", rf"<\1>{NUMBER}"),
    "a name for its kind": put(r'<(Type|MsgType) V="[^"]*"', rf'<\1 V="{NAME}" DN="{NAME}"'),
    "a name for its version": put(r"<MIGversion>[^<]*", f"<MIGversion>{NAME}"),
    "a person's number for the sender's": put(r"<Id>9000\d\d\d", f"<Id>{NUMBER}"),
    "a name for the sender's number": put(r"<Id>9000\d\d\d", f"<Id>{NAME}"),
    "a person's number for the receiver's": put(r"(?s)(<Receiver>.*?<Id>)[^<]*", rf"\g<1>{NUMBER}"),
    "a person for the receiver's unit": put(
        r"(?s)(<Receiver>.*?</TypeId>|<Receiver>.*?<TypeId )[^>]*", rf'\g<1>V="FNR" DN="{NAME}"/'
    ),
    "a name for its conversation": put(
        r"</MsgId>",
        f"</MsgId><ConversationRef><RefToParent>{NAME}</RefToParent>"
        f"<RefToConversation>{NAME}</RefToConversation></ConversationRef>",
    ),
    "a name for a code": put(r'<Sex V="\d"', f'<Sex V="{NAME}"'),
    "a name for a code's list": put(r'S="2\.16[^"]*"', f'S="{NAME}"'),
    "a name for the kind of a number": put(r'V="FNR"', f'V="{NAME}"'),
    "a name for a date of birth": put(r"<DateOfBirth>[^<]*", f"<DateOfBirth>{NAME}"),
    "a number that is none": put(r"<Id>\d{11}", f"<Id>{NUMBER[:-1]}0"),
    "an element that is a name": lambda text: text.replace("FamilyName>", f"{MARK}>").replace(
        "Inst>", f"{MARK}>"
    ),
    "an attribute that is a name": put(r"<(Patient|Status)\b", rf'<\1 {MARK}="{NUMBER}"'),
    "a namespace that is a name": put(
        r"<Content>\s*<([\w:]+)", rf'<Content><\1 xmlns:{NAME}="urn:{NAME}" {NAME}:a="1"'
    ),
    "a content of a namespace that is a name": put(
        r'xmlns(:\w+)?="http://www.kith.no/xmlstds/[^"]*"', rf'xmlns\1="urn:{NAME}"'
    ),
    "an end that is a name": lambda text: text.replace("</MsgInfo>", f"</{NAME}>").replace(
        "</Receiver>", f"</{NAME}>"
    ),
    "an entity that is a name": put(r"<(GivenName|Name)>", rf"<\1>&{NAME};"),
    "a document type that is a name": put(r"\?>", f'?><!DOCTYPE {NAME} [<!ENTITY {NAME} "{NUMBER}">]>'),
    "an encoding that is a name": put(r'encoding="[^"]*"', f'encoding="{NAME}"'),
    "an instruction that is a name": put(r"\?>", f"?><?{NAME} {NUMBER}?>"),
    "a type that is a name": put(
        r"<(Patient|Status)\b", rf'<\1 xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:type="{NAME}"'
    ),
    "an attachment of a kind that is a name": put(r"<MimeType>[^<]*", f"<MimeType>{NAME}/{NUMBER}"),
    "an attachment that is none": put(r"(?s)(Base64Container[^>]*>)[^<]*", rf"\g<1>{NAME}!"),
    "deep as no letter is": put(r"<(GivenName|Name)>", rf"<\1>{f'<{NAME}>' * 300}"),
}
"""How a letter goes wrong -> what is done to it."""

NO_LETTERS: Final[dict[str, bytes]] = {
    "text": f"{NAME} {NUMBER}".encode(),
    "JSON": f'{{"name": "{NAME}", "number": "{NUMBER}"}}'.encode(),
    "another document": f"<{MARK}><Id>{NUMBER}</Id></{MARK}>".encode(),
    "another encoding": f"<?xml version='1.0' encoding='iso-8859-1'?><a>{NAME} \u00f8</a>".encode("latin-1"),
    "bytes": b"\xff\xfe\x00" + NAME.encode("utf-16"),
    "elements without end": f"<a>{'<b/>' * 200_001}{NAME}</a>".encode(),
}


def letters() -> dict[str, bytes]:
    """All of them by name; each that has an id has one of its own, so that none is the duplicate of another."""
    found = dict(NO_LETTERS)
    for base in BASES:
        text = (SHIPPED / f"{base}.xml").read_text("utf-8")
        for way, change in WAYS.items():
            made = change(re.sub(r"<MsgId>[^<]*", f"<MsgId>{number(len(found))}", text))
            found[f"{base}, {way}"] = made.encode()
    return found
