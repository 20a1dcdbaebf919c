"""Numbers that name persons and organisations: their form, their place in messages and in FHIR, and ids made from them.

Nothing here logs, raises or returns a sentence with a number in it: every question is answered by a value.
A number is kept as it was received; `comparable` gives the form in which two of them are compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha1
from operator import mul
from typing import TYPE_CHECKING, Literal, NamedTuple, NewType, TypeAlias, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Fnr = NewType("Fnr", str)
"""Fødselsnummer: date of birth, 3 digits, 2 check digits."""
Dnr = NewType("Dnr", str)
"""D-nummer: a fødselsnummer with day + 40."""
FhNr = NewType("FhNr", str)
"""Felles hjelpenummer (FH-nummer): 9 digits from 800000000, 2 check digits, no date."""
Hnr = NewType("Hnr", str)
"""Lokalt hjelpenummer (H-nummer): means something together with its assigner only; no national form."""
HprNr = NewType("HprNr", str)
"""HPR-nummer: up to 9 digits, no published check digit."""
HerId = NewType("HerId", str)
"""HER-id: a positive integer, no check digit."""
OrgNr = NewType("OrgNr", str)
"""Organisasjonsnummer (ENH): 9 digits, the last one a check digit."""
ReshId = NewType("ReshId", str)
"""RESH-id: a positive integer, no check digit."""
DufNr = NewType("DufNr", str)
"""DUF-nummer: 12 digits; how its check digits are made is not published, so only the form is looked at."""
MsgId = NewType("MsgId", str)
"""MsgId in its canonical form: a UUID in lower case without braces."""


# --- check digits and form (HIS 80601 Ident) ---------------------------------------------------------------------------

_FIRST_CHECK_DIGIT = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_CHECK_DIGIT = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_ORGANISATION_CHECK_DIGIT = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_D_NUMBER_DAY = 40
_MONTH_OFFSETS = (0, 40, 65, 80)
"""Ordinary, and the three ways in which Norwegian test sets (and hjelpenummer: 40) mark the month (R-127)."""
_MONTHS = {
    f"{offset + month:02}": (offset, longest)
    for offset in _MONTH_OFFSETS
    for month, longest in enumerate(_LONGEST_MONTHS, 1)
}
"""The digits of a month -> what was added to it, and its days at most."""


def is_fnr(value: str) -> TypeGuard[Fnr]:
    """Whether this is a fødselsnummer by form, date and check digits, ordinary or synthetic."""
    return _is_dated(value) and value[0] < "4"


def is_dnr(value: str) -> TypeGuard[Dnr]:
    """Whether this is a D-nummer (day + 40) by form, date and check digits, ordinary or synthetic."""
    return _is_dated(value) and value[0] >= "4"


def is_fh_nr(value: str) -> TypeGuard[FhNr]:
    """Whether this is a felles hjelpenummer by form and check digits."""
    return _is_checked(value) and value[0] >= "8"


def is_hpr_nr(value: str) -> TypeGuard[HprNr]:
    """Whether this has the form of an HPR-nummer: 1 to 9 digits."""
    return re.fullmatch("[0-9]{1,9}", value) is not None


def is_her_id(value: str) -> TypeGuard[HerId]:
    """Whether this has the form of a HER-id: a positive integer, without separators."""
    return re.fullmatch("0*[1-9][0-9]*", value) is not None


def is_org_nr(value: str) -> TypeGuard[OrgNr]:
    """Whether this is an organisasjonsnummer by form and check digit; synthetic ones begin with 2 or 3 (R-127)."""
    return re.fullmatch("[0-9]{9}", value) is not None and _adds_up(value, _ORGANISATION_CHECK_DIGIT)


def is_resh_id(value: str) -> TypeGuard[ReshId]:
    """Whether this has the form of a RESH-id: a positive integer."""
    return re.fullmatch("0*[1-9][0-9]*", value) is not None


def is_duf_nr(value: str) -> TypeGuard[DufNr]:
    """Whether this has the form of a DUF-nummer: 12 digits."""
    return re.fullmatch("[0-9]{12}", value) is not None


def _adds_up(digits: str, weights: tuple[int, ...]) -> bool:
    """Modulus 11: every weight is prime to 11, so any one wrong digit shows. The codes of digits count on from that of 0."""
    total: int = sum(map(mul, weights, digits.encode())) - ord("0") * sum(weights)
    return total % 11 == 0


_ELEVEN_DIGITS = re.compile("[0-9]{11}").fullmatch


def _is_checked(value: str) -> bool:
    return (
        _ELEVEN_DIGITS(value) is not None
        and _adds_up(value, _FIRST_CHECK_DIGIT)
        and _adds_up(value, _SECOND_CHECK_DIGIT)
    )


def _is_dated(value: str) -> bool:
    return _is_checked(value) and _month_offset(value) is not None


def _month_offset(digits: str) -> int | None:
    """What was added to the month of a fødselsnummer or D-nummer; None where day or month is none."""
    offset, longest = _MONTHS.get(digits[2:4], (None, 0))
    day = int(digits[:2])
    day -= _D_NUMBER_DAY if day > _D_NUMBER_DAY else 0
    return offset if 1 <= day <= longest else None


# --- ordinary or synthetic (R-127, decisions "synthetic numbers") ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ordinary:
    """The number may belong to a living person."""


@dataclass(frozen=True, slots=True)
class Synthetic:
    """The number cannot belong to anybody: `offset` was added to its month."""

    offset: int


@dataclass(frozen=True, slots=True)
class NotPersonNumber:
    """Neither a fødselsnummer nor a D-nummer under the policy (a hjelpenummer, a slip, something else)."""


PersonNumber: TypeAlias = Ordinary | Synthetic | NotPersonNumber

SYNTHETIC_OFFSETS = frozenset({80})
"""What counts as synthetic unless a setting adds 65 and 40; 40 is also how H-nummer of real persons are made."""


def classify(number: str, offsets: Collection[int] = SYNTHETIC_OFFSETS) -> PersonNumber:
    """Say whether a number is an ordinary person's, a synthetic person's, or no person number (R-127).

    A month offset outside the policy `offsets` gives `NotPersonNumber`: it is neither trusted as synthetic nor ordinary.
    """
    offset = _month_offset(number) if _is_checked(number) else None
    if offset is None or (offset and offset not in offsets):
        return NotPersonNumber()
    return Synthetic(offset) if offset else Ordinary()


# --- type of identifier in messages <-> identifier.system in FHIR (OID 8116, 9051, 8268; no-basis) ----------------------

PERSONS = "2.16.578.1.12.4.1.1.8116"
ORGANISATIONS = "2.16.578.1.12.4.1.1.9051"
UNION = "2.16.578.1.12.4.1.1.8268"

Holder = Literal["person", "organisation"]
_LIST_OF_HOLDER: dict[Holder, str] = {"person": PERSONS, "organisation": ORGANISATIONS}


class IdType(NamedTuple):
    """One type of identifier: its code, the lists (TypeId/@S) that hold the code, its FHIR system and its form.

    `TypeId/@S` names the list of identifier types, never the namespace of the number: that is `system`.
    """

    code: str
    lists: tuple[str, ...]
    system: str
    has_form: Callable[[str], bool]


_NUMBERS = "urn:oid:2.16.578.1.12.4.1.4."
ID_TYPES: dict[str, IdType] = {
    row.code: row
    for row in (
        IdType("FNR", (PERSONS, UNION), f"{_NUMBERS}1", is_fnr),
        IdType("DNR", (PERSONS, UNION), f"{_NUMBERS}2", is_dnr),
        IdType("FHN", (PERSONS, UNION), f"{_NUMBERS}3", is_fh_nr),
        IdType("HPR", (PERSONS, UNION), f"{_NUMBERS}4", is_hpr_nr),
        IdType("DUF", (PERSONS, UNION), f"{_NUMBERS}5", is_duf_nr),
        IdType("HER", (ORGANISATIONS, PERSONS, UNION), "urn:oid:2.16.578.1.12.4.1.2", is_her_id),
        IdType("ENH", (ORGANISATIONS, UNION), f"{_NUMBERS}101", is_org_nr),
        IdType("RSH", (ORGANISATIONS, UNION), f"{_NUMBERS}102", is_resh_id),
    )
}
"""The types with a national FHIR system. All others (HNR, LOK, PNR, …) keep their type code and have no system."""

_READ_AS = {
    "urn:oid:2.16.578.1.12.4.1.2.101": "ENH",  # obsolete, still met
    "urn:oid:2.16.578.1.12.4.1.2.102": "RSH",
    "HNR": "HNR",  # no-basis' literal, never written here: no absolute URI (decisions "HNR")
}
_CODE_OF_SYSTEM = {row.system: row.code for row in ID_TYPES.values()} | _READ_AS


def system_of(code: str, list_oid: str = "") -> str | None:
    """Give the FHIR `identifier.system` of a TypeId: `code` is its V, `list_oid` its S (empty where absent).

    None where the type has no national system, or where the list named does not hold the code.
    """
    row = ID_TYPES.get(code)
    return row.system if row and (not list_oid or list_oid in row.lists) else None


def type_of(system: str, holder: Holder) -> tuple[str, str] | None:
    """Give TypeId V and S for a FHIR `identifier.system`, obsolete ones included; None where it is not a national one.

    HER-ids stand under 9051 for organisations and 8116 for persons, so the holder is asked for.
    """
    code = _CODE_OF_SYSTEM.get(system)
    if code is None:
        return None
    wanted = _LIST_OF_HOLDER[holder]
    lists = ID_TYPES[code].lists if code in ID_TYPES else (PERSONS,)
    return code, wanted if wanted in lists else lists[0]


def has_form(code: str, value: str) -> bool | None:
    """Whether a value has the form (and check digits) of its type; None where the type has no national form."""
    row = ID_TYPES.get(code)
    return row.has_form(value) if row else None


_SEPARATORS = re.compile(r"[\s.]+")


def comparable(code: str, value: str) -> str:
    """Give the form in which two identifiers of one type are compared; never what is kept or shown.

    National numbers lose spaces and dots, HER-ids leading zeros too; identifiers without a national form stay as they are.
    """
    if code not in ID_TYPES or (value.isdecimal() and value.isascii() and value[0] != "0"):
        return value
    bare = _SEPARATORS.sub("", value)
    return bare.lstrip("0") if code == "HER" else bare


# --- MsgId (HIS 80601) and derived ids (decisions "ids") ----------------------------------------------------------

_UUID = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?", re.ASCII | re.IGNORECASE)


@lru_cache(maxsize=256)  # asked for several times a message
def msg_id(text: str) -> MsgId | None:
    """Give a MsgId in canonical form: lower case, without braces; None where it is no UUID (receipt code E10)."""
    found = _UUID.fullmatch(text)
    if found is None or text.startswith("{") != text.endswith("}"):
        return None
    return MsgId(found[1].lower())


NAMESPACE = "54f08ce0-bf44-5d1a-8844-33db3f213544"
"""UUID version 5 of the URL `https://ip-adapter.example/fhir`. Fixed: another value renames every resource ever made."""

_NAMESPACE_STATE = sha1(bytes.fromhex(NAMESPACE.replace("-", "")), usedforsecurity=False)
_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))


class Ids:
    """Ids of what is made from one message: `Ids(sender, key, kind)(path)` is the UUID version 5 of the four.

    `sender` is the stated sender's level-1 HER-id, `key` the conversation root or the MsgId, `kind` the message kind
    (empty for Encounter), `path` the element's place. The first three are hashed once: 20–40 ids are made a message.
    Give `sender` and `key` in their comparable forms: the letters' case must not make another resource.
    """

    __slots__ = ("_state",)

    def __init__(self, sender: str, key: str, kind: str) -> None:
        self._state = _NAMESPACE_STATE.copy()
        self._state.update(id_name(sender, key, kind, "").encode())

    def __call__(self, path: str) -> str:
        """Give the id for one element path, as a UUID in lower case."""
        state = self._state.copy()
        state.update(path.encode())
        digest = state.hexdigest()
        return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{_VARIANT[digest[16]]}{digest[17:20]}-{digest[20:32]}"


def derived_id(sender: str, key: str, kind: str, path: str) -> str:
    """Give one derived id; `Ids` is the quicker way to several of one message."""
    return Ids(sender, key, kind)(path)


def id_name(sender: str, key: str, kind: str, path: str) -> str:
    """Give the name that the UUID is made of: each part but the last carries its length, so no two fours run together."""
    return f"{len(sender)}:{sender}{len(key)}:{key}{len(kind)}:{kind}{path}"
