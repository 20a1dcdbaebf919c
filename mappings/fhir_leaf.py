"""The primitive values of a parsed FHIR text: from what JSON has to what the structs hold, or what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from msgspec import inspect

from mappings import fhir_base as base
from mappings.fhir_text import Lexeme

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_CODES = 20
"""Codes that a fault names; longer lists are not repeated."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_INTEGER = re.compile(r"-?[0-9]+\Z")
_MAX_DIGITS = 20
_PATTERNED = ("Base64Binary", "Code", "Date", "DateTime", "Id", "Instant", "Oid", "Time", "Uri", "Uuid")

TYPE_OF_PATTERN = {
    get_args(getattr(base, name))[1].pattern: name[0].lower() + name[1:] for name in _PATTERNED
}
"""The datatype that a pattern is of; `url` and `canonical` are written as `uri`."""


class LeafError(Exception):
    """What is wrong with a value: the key of a fault and what fills its sentence."""

    def __init__(self, key: str, *params: str) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def leaf(kind: inspect.Type, node: object) -> object:
    """The value of a primitive. Raises `LeafError`."""
    if node is None:
        raise LeafError("fhir-null")
    if node == "":
        raise LeafError("fhir-empty")
    return _LEAVES[type(kind)](kind, node)


def _text(kind: inspect.StrType, node: object) -> str:
    if not isinstance(node, str):
        raise LeafError("fhir-type", "tekst")
    if _FORBIDDEN.search(node):
        raise LeafError("fhir-characters")
    if kind.max_length is not None and len(node) > kind.max_length:
        raise LeafError("fhir-length", str(kind.max_length))
    if kind.pattern is not None and not re.search(kind.pattern, node):
        raise LeafError("fhir-format", TYPE_OF_PATTERN[kind.pattern])
    return node


def _code(kind: inspect.LiteralType, node: object) -> str:
    if not isinstance(node, str):
        raise LeafError("fhir-type", "tekst")
    if node not in kind.values:
        shown = [str(code) for code in kind.values[:MAX_CODES]]
        raise LeafError("fhir-code", ", ".join(shown) + (" …" if len(kind.values) > MAX_CODES else ""))
    return node


def _boolean(_: inspect.BoolType, node: object) -> bool:
    if not isinstance(node, bool):
        raise LeafError("fhir-type", "true eller false")
    return node


def _integer(kind: inspect.IntType, node: object) -> object:
    if not isinstance(node, Lexeme):
        raise LeafError("fhir-type", "heltall")
    if not _INTEGER.match(node.lexeme):
        raise LeafError("fhir-format", "integer")
    if len(node.lexeme) > _MAX_DIGITS or not (kind.ge or 0) <= int(node.lexeme) <= (kind.le or 0):
        raise LeafError("fhir-range", str(kind.ge), str(kind.le))
    whole = int(node.lexeme)
    return whole if str(whole) == node.lexeme else base.Number(node.lexeme)  # -0


def _decimal(_: inspect.CustomType, node: object) -> base.Number:
    if not isinstance(node, Lexeme):
        raise LeafError("fhir-type", "tall")
    try:
        return base.Number(node.lexeme)
    except ValueError:
        raise LeafError("fhir-format", "decimal") from None


_LEAVES: dict[type[inspect.Type], Callable[..., object]] = {
    inspect.StrType: _text,
    inspect.LiteralType: _code,
    inspect.BoolType: _boolean,
    inspect.IntType: _integer,
    inspect.CustomType: _decimal,
}
