"""What letters say of persons, by the element that says it, and where it is found again."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENVELOPE: Final = re.compile(
    r"MsgInfo/(?:Type|MIGversion|GenDate|MsgId|RtgData|ConversationRef)\b"
    r"|(?:Sender|Receiver|OtherReceiver)(?:/Organisation)+/(?:OrganisationName|TypeOrganisation|Ident)\b"
    r"|^AppRec/(?:MsgType|MIGversion|SoftwareName|SoftwareVersion|GenDate|Id|Status|Error|OriginalMsgId)\b(?!/@OT)"
    r"|^AppRec/(?:Sender|Receiver)/(?:Role|HCP/Inst(?:/Dept)?/(?:Name|Id|TypeId|AdditionalId))\b"
)
"""What a letter says of itself and of organisations: a receipt repeats it, operators see it. All else is of a person."""

REPEATED: Final = re.compile(
    r"AppRec/(?:OriginalMsgId|(?:Sender|Receiver)/HCP/Inst(?:/Dept)?/(?:Name|Id|TypeId|AdditionalId))\b"
)
"""What a receipt repeats to the sender, in its own words: which letter, from which organisation, to which."""

ELEVEN: Final = re.compile(r"(?<![0-9A-Za-z.-])[0-9]{11}(?![0-9A-Za-z-])")
"""A person's number, whoever's; no UUID and no OID has one between its marks."""

TELLING: Final = re.compile(r"(?=.{3})(?!20[0-9.T:+-]+$)(?!\d{1,5}$)(?!(?:true|false)$).*", re.DOTALL)
"""What can be told from chance: no short numbers, and no years and days of our own time, which every log has."""


def leaves(data: bytes) -> Iterator[tuple[str, str]]:
    """Every text and attribute of a letter with its place."""
    root = etree.fromstring(data)
    tree = root.getroottree()
    for one in root.iter(etree.Element):
        inside = re.sub(r"\{[^}]*\}|\[\d+\]", "", tree.getelementpath(one))
        place = etree.QName(root).localname if inside == "." else f"{etree.QName(root).localname}/{inside}"
        yield place, one.text or ""
        coded = "S" in one.attrib or "DN" in one.attrib
        for name, value in one.attrib.items():
            if name != "S" and not (coded and name == "V"):
                yield f"{place}/@{name}", str(value)


def said(letters: Iterable[bytes]) -> set[str]:
    """What letters say of persons: names, numbers, addresses, and every text about them. Codes alone are none."""
    personal, other = set[str](), set[str]()
    for data in letters:
        for place, value in leaves(data):
            text = value.strip()
            (other if ENVELOPE.search(place) else personal).update({text, *map(str.strip, text.splitlines())})
    envelopes = "\n".join(other)  # the town that a person lives in is in the name of its municipality
    return {text for text in personal if TELLING.fullmatch(text) and not _word(text, envelopes)}


def of_receipt(data: bytes) -> str:
    """What a receipt says of its own."""
    return "\n".join(text for place, text in leaves(data) if not REPEATED.match(place))


def found(texts: Iterable[str], where: str) -> set[str]:
    """Which of the texts stand there as words of their own, however they are escaped; and every person's number."""
    whole = "\n".join({where, unquote_plus(where), html.unescape(where), unescaped(where)})
    return {text for text in texts if _word(text, whole)} | set(ELEVEN.findall(whole))


def _word(text: str, whole: str) -> bool:
    return text in whole and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", whole) is not None


def unescaped(text: str) -> str:
    r"""With \uXXXX as the sign that it stands for."""
    return re.sub(r"\\u[0-9a-fA-F]{4}", lambda sign: json.loads(f'"{sign[0]}"', strict=False), text)
