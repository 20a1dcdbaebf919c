"""The messages' small values as FHIR's: coded values, times, texts, identifiers. One place for each rule.

A code, identifier or address that says nothing (empty, or white space alone) has no place in FHIR and is named as a
leftover; an empty text is just not there. Nothing is ever guessed: a code without its list stays without a system.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from mappings import codes, element, extensions, fhir
from mappings.engine.plan import kodeverk
from mappings.engine.simple import collapse
from mappings.felles import kith, times

if TYPE_CHECKING:
    from mappings.felles.sheet import Sheet

Coded: TypeAlias = kith.CV | kith.CS

KODEVERK = "2.16.578.1.12.4.1.1."
_CODE = re.compile(r"\S+(?:[ ]\S+)*").fullmatch
_OID = re.compile(r"[0-2](?:\.(?:0|[1-9][0-9]*))+", re.ASCII).fullmatch
_EMPTY = "tomt element"

RECEIVED_VALUE = extensions.url("ip-received-value")
RECEIVED_CODING = extensions.url("ip-received-coding")


UNKNOWN = fhir.Extension(
    url="http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode="unknown"
)


def text(value: str | None) -> str | None:
    """A text that says something, as received; else None."""
    return value if value and not value.isspace() else None


def received(value: str) -> list[fhir.Extension]:
    """The lexical form as received, beside a FHIR form that differs."""
    return extension("ip-received-value", "valueString", text(value))


def received_coding(sheet: Sheet, coding: fhir.Coding | None) -> list[fhir.Extension]:
    """The code as received, beside the FHIR code that it was translated to."""
    return coded(sheet, "ip-received-coding", coding)


def coded(sheet: Sheet, name: str, coding: fhir.Coding | None) -> list[fhir.Extension]:
    """As `extension`, for a Coding: one that is said again in a message is one Extension, as it is one Coding."""
    if coding is None:
        return []
    key = name, id(coding)  # which stays its own: the extension that is remembered holds the Coding
    found = sheet.coded.get(key)
    if found is None:
        found = sheet.coded[key] = _filled(_OURS[name], "valueCoding", coding)
    return [found]


def extension(name: str, field: str, value: object) -> list[fhir.Extension]:
    """One of our extensions with its value in `field` (`valueString` …), as a list to add to others; None gives none."""
    return [] if value is None else [_filled(_OURS[name], field, value)]


def dated(sheet: Sheet, name: str, lexical: str | None, place: str) -> list[fhir.Extension]:
    """As `extension`, for a date, with the form received as an extension of its own where FHIR's differs.

    Not as `_valueDate`: R4 has it, fhir.resources does not.
    """
    value, sibling = time(sheet, lexical, place)
    return extension(name, "valueDate", value) + (sibling.extension if sibling is not None else [])


_OURS = {name: fhir.Extension(url=extensions.url(name)) for name in extensions.EXTENSIONS}
_part = cache(lambda name: fhir.Extension(url=name))


def at_url(url: str, field: str, value: object) -> list[fhir.Extension]:
    """As `extension`, for one that is somebody else's, or a part of one; empty gives none."""
    return [_filled(_part(url), field, value)] if value else []


def _filled(empty: fhir.Extension, field: str, value: object) -> fhir.Extension:
    """A copy of an empty one, filled: the constructor would look through all fifty types of value each time."""
    made: fhir.Extension = empty.__copy__()  # type: ignore[attr-defined]  # msgspec's stubs lack it; copy.copy is slower
    setattr(made, field, value)
    return made


def holding(found: list[fhir.Extension]) -> fhir.Element | None:
    """The `_name` sibling of a primitive that carries extensions."""
    return fhir.Element(extension=found) if found else None


class _Lists(dict[type[Any], dict[str, tuple[int, ...]]]):
    """Struct -> field -> the lists that it is bound to, read off the struct's annotations when first asked for."""

    def __missing__(self, owner: type[Any]) -> dict[str, tuple[int, ...]]:
        self[owner] = kodeverk(owner)
        return self[owner]


_LISTS = _Lists()


def coding(sheet: Sheet, owner: Any, name: str, place: str) -> fhir.Coding | None:  # noqa: ANN401 - any element that has the field
    """The Coding of the coded field `name` of `owner`; None when the field is absent or says nothing.

    The list is TypeId/@S where the value carries one, for a CS the one that the standard binds the element to.
    """
    value: Coded | None = getattr(owner, name)
    if value is None:
        return None
    return coding_of(sheet, value, _LISTS[type(owner)].get(name, ()), place, name)


def coding_of(
    sheet: Sheet, value: Coded, lists: tuple[int, ...], place: str, name: str
) -> fhir.Coding | None:
    """The Coding of a coded value, the element `name` at `place`, that is bound to these lists.

    A message says the same codes many times: one that needs no remark is one Coding, wherever it stands in the Bundle.
    """
    oid = value.S if type(value) is kith.CV else None
    said = (value.V, oid, value.DN, lists)
    found = sheet.codings.get(said)
    if found is not None:
        return found
    system, code, left, remark = _JUDGED[value.V, oid, () if type(value) is kith.CV else lists]
    display = text(value.DN)
    if code is None and display is None and not oid and not left:
        sheet.leave(f"{place}/{name}", _EMPTY)
        return None
    found = fhir.Coding(
        system=system,
        code=code,
        display=display,
        extension=[one for lexical in left for one in received(lexical)],
    )
    if remark is not None:
        sheet.remark(remark[0], f"{place}/{name}", remark[1])
    else:
        sheet.codings[said] = found
    return found


_Key: TypeAlias = tuple[str | None, str | None, tuple[int, ...]]
_Judged: TypeAlias = tuple[str | None, str | None, tuple[str, ...], tuple[str, str] | None]
"""System and code as FHIR can hold them, the received forms that it cannot, and a remark (key, number of the list)."""

_MOST_REMEMBERED = 8192
_LONGEST_REMEMBERED = 64


class _Judgements(dict[_Key, _Judged]):
    """What codes mean: they come again and again. Bounded: they come from outside."""

    def __missing__(self, key: _Key) -> _Judged:
        code, oid, lists = key
        judged = _judge(code, oid if oid is not None else _list_of(code, lists))
        short = len(code or "") <= _LONGEST_REMEMBERED and len(oid or "") <= _LONGEST_REMEMBERED
        if short and len(self) < _MOST_REMEMBERED:
            self[key] = judged
        return judged


_JUDGED = _Judgements()


def _judge(code: str | None, oid: str | None) -> _Judged:
    """Whether a code and its list have FHIR's form, and whether the list holds the code."""
    left: list[str] = []
    if code is not None and _CODE(code) is None:
        left += [code] if text(code) else []
        code = token if _CODE(token := collapse(code)) else None
    if oid is not None and _OID(oid) is None:
        left.append(oid)
        oid = None
    remark = _known(oid, code) if code is not None and oid is not None else None
    return f"urn:oid:{oid}" if oid else None, code, tuple(left), remark


def _list_of(code: str | None, lists: tuple[int, ...]) -> str | None:
    """The list of a CS: of several that the element is bound to, the first that holds the code."""
    if not lists:
        return None
    held = (number for number in lists if code and codes.known(str(number), code))
    return f"{KODEVERK}{next(held, lists[0])}"


def _known(oid: str, code: str) -> tuple[str, str] | None:
    """The remark on a code that its list does not hold, or on a list whose values are not held here."""
    number = oid.removeprefix(KODEVERK)
    held = codes.known(number, code) if number != oid else True
    if held is None:
        return "codelist-not-held", number
    return None if held else ("code-unknown", number)


def concept(sheet: Sheet, owner: Any, name: str, place: str) -> fhir.CodeableConcept | None:  # noqa: ANN401 - any element that has the field
    """The CodeableConcept of a coded field: V, S and DN as its coding, OT as its text."""
    value: Coded | None = getattr(owner, name)
    if value is None:
        return None
    return concept_of(sheet, value, _LISTS[type(owner)].get(name, ()), place, name)


def concept_of(
    sheet: Sheet, value: Coded, lists: tuple[int, ...], place: str, name: str
) -> fhir.CodeableConcept | None:
    """The CodeableConcept of a coded value, the element `name` at `place`."""
    if type(value) is kith.CV and value.OT and (original := text(value.OT)):
        coded = value.V or value.DN or value.S
        found = coding_of(sheet, value, lists, place, name) if coded else None
        return fhir.CodeableConcept(coding=[found] if found else [], text=original)
    found = coding_of(sheet, value, lists, place, name)
    return fhir.CodeableConcept(coding=[found]) if found is not None else None


def time(sheet: Sheet, lexical: str | None, place: str) -> tuple[str | None, fhir.Element | None]:
    """A FHIR dateTime and its `_name` sibling, which holds the form received where FHIR's differs."""
    if lexical is None:
        return None, None
    value, fault = times.moment(lexical)
    if fault:
        sheet.remark(fault, place)
    if value == lexical:
        return lexical, None
    return value, holding(received(lexical))


def point(sheet: Sheet, value: kith.TS | None, place: str) -> tuple[str | None, fhir.Element | None]:
    """As `time`, for a kith:TS (a dateTime, date, year, month or time; all of it may be absent)."""
    if value is not None and value.V is None:
        sheet.leave(place, _EMPTY)
    return time(sheet, value.V if value is not None else None, place)


def translated(table: str, coding: fhir.Coding | None) -> Any:  # noqa: ANN401 - a code of whichever list FHIR binds the element to
    """FHIR's code for a received one by a ConceptMap; None where it has none. The received code is kept beside it."""
    return None if coding is None or coding.code is None else codes.translation(table).get(coding.code)


def code_of(value: Coded | None) -> str | None:
    """The code of a coded value as the XSD means it: a token, so white space around it says nothing."""
    code = value.V if value is not None else None
    return code if not code or code.isalnum() else collapse(code)


def boolean(lexical: str | None) -> bool | None:
    """A FHIR boolean of an XSD one (`1` and `true` are the same value)."""
    return None if lexical is None else lexical.strip(" \t\r\n") in ("true", "1")


def plain(sheet: Sheet, content: element.AnyType | None, place: str) -> str | None:
    """The text of an element of type anyType; markup is left in the raw message, and that is remarked."""
    if content is None or isinstance(content, str):
        return text(content)
    sheet.remark("markup-dropped", place)
    return text("".join(_texts(content.items)).strip())


_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"})


def _texts(items: list[str | element.Node]) -> list[str]:
    """The texts of mixed content in order; elements that break the line do so."""
    found: list[str] = []
    for item in items:
        if isinstance(item, str):
            found.append(item)
            continue
        found += _texts(item.items)
        if item.tag.rpartition("}")[2] in _BREAKS:
            found.append("\n")
    return found


def parts(name: str, /, **said: tuple[str, object]) -> list[fhir.Extension]:
    """A complex extension of ours: each part by its name, as (FHIR type, value); parts without a value are left out."""
    found = [
        _filled(_part(part), f"value{kind}", value)
        for part, (kind, value) in said.items()
        if value is not None
    ]
    return [_filled(_OURS[name], "extension", found)] if found else []


def period(sheet: Sheet, start: str | None, end: str | None, places: tuple[str, str]) -> fhir.Period | None:
    """A Period of two lexical times; where FHIR cannot hold both as one, the end stays in its received form alone."""
    if start is None and end is None:
        return None
    first, first_ext = time(sheet, start, places[0])
    last, last_ext = time(sheet, end, places[1])
    if first and last and not times.in_order(first, last):
        sheet.remark("period-reversed", places[1])
        last, last_ext = None, holding(received(end or ""))
    found = fhir.Period(start=first, start_ext=first_ext, end=last, end_ext=last_ext)
    return found if found != fhir.Period() else None
