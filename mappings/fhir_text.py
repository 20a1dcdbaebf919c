"""JSON read strictly: limits first, every number as its digits, every repeated property remembered.

The thorough way, taken when the fast one (msgspec) has refused a text or is not sure that it lost nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter

import msgspec

from mappings.fhir_base import Number
from mappings.result import Issue, Refusal

MAX_BYTES = 26_000_000
"""Body of a request (decisions "size")."""
MAX_OBJECTS = 200_000
"""Objects, and lists, counted before parsing: what is one byte in a text may be hundreds in memory."""
MAX_COMMAS = 1_000_000
"""Members and items, counted before parsing."""
MAX_DEPTH = 256
"""Objects and lists inside one another."""

_NO_BRACKETS = bytes(set(range(256)) - set(b'{}[]"'))
_STRING = re.compile(rb'"[^"]*"')
_OPENING = frozenset(b"{[")
_PEELS = 16


class Lexeme:
    """A number of a text: its digits as they stand."""

    __slots__ = ("lexeme",)

    def __init__(self, lexeme: str) -> None:
        self.lexeme = lexeme


class Object(dict[str, object]):
    """An object of a text; `repeated` names the properties that it had more than once."""

    repeated: tuple[str, ...] = ()


def _digits(value: object) -> msgspec.Raw:
    if isinstance(value, (Lexeme, Number)):
        return msgspec.Raw(value.lexeme.encode())
    raise TypeError(f"no JSON for {type(value).__name__}")


ENCODER = msgspec.json.Encoder(decimal_format="number", enc_hook=_digits)
"""Writes structs and parsed texts: no white space, members in the struct's order, numbers digit for digit."""


def guard(data: bytes) -> None:
    """Hold a text to the limits without parsing it. Raises `Refusal`."""
    objects, lists = data.count(b"{"), data.count(b"[")
    if len(data) > MAX_OBJECTS:
        _hold(len(data), MAX_BYTES, "byte")
        _hold(max(objects, lists), MAX_OBJECTS, "objekter")
        _hold(data.count(b","), MAX_COMMAS, "verdier")
    if objects + lists > MAX_DEPTH and too_deep(data):
        raise Refusal(Issue("fhir-depth"))


def _hold(size: int, limit: int, unit: str) -> None:
    if size > limit:
        raise Refusal(Issue("fhir-size", params=(f"{limit} {unit}",)))


def too_deep(data: bytes) -> bool:
    """Whether objects and lists stand more than `MAX_DEPTH` inside one another."""
    brackets = _brackets(data)
    rest = brackets
    for _ in range(_PEELS):  # two levels at most go at a time: what is gone by now was shallow
        rest = rest.replace(b"{}", b"").replace(b"[]", b"")
    return bool(rest) and _depth(brackets) > MAX_DEPTH


def _brackets(data: bytes) -> bytes:
    """The brackets of a text that stand outside its strings."""
    plain = data.replace(rb"\\", b"").replace(rb"\"", b"") if b"\\" in data else data
    return _STRING.sub(b"", plain.translate(None, _NO_BRACKETS).replace(b'""', b""))


def _depth(brackets: bytes) -> int:
    now = most = 0
    for bracket in brackets:
        now += 1 if bracket in _OPENING else -1
        most = max(most, now)
    return most


def parse(data: bytes) -> object:
    """Read a text as `Object`, `list`, `str`, `Lexeme`, `bool`, `None`. Raises `Refusal` where it is no JSON."""
    try:
        text = data.decode()
        if text.startswith("\ufeff"):
            raise Refusal(Issue("fhir-encoding"))
        return json.loads(
            text, object_pairs_hook=_object, parse_float=Lexeme, parse_int=Lexeme, parse_constant=_no_number
        )
    except UnicodeDecodeError:
        issue = Issue("fhir-encoding")
    except json.JSONDecodeError as error:
        issue = Issue("fhir-json", params=(str(error.lineno), str(error.colno)))
    except RecursionError:
        issue = Issue("fhir-depth")
    raise Refusal(issue)  # outside the handler: the parser's own message holds the document


def _object(pairs: list[tuple[str, object]]) -> Object:
    made = Object(pairs)
    if len(made) != len(pairs):
        times = Counter(name for name, _ in pairs)
        made.repeated = tuple(name for name in made if times[name] > 1)
    return made


def _no_number(_: str) -> object:
    raise Refusal(Issue("fhir-number"))
