"""The committed package, read as others read it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from conformance.derive.package import committed
from mappings.extensions import DEFINITION

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]


class Definition(NamedTuple):
    """An extension: the elements that it may stand on, the type of its value or of its named parts."""

    context: tuple[str, ...]
    value: str | dict[str, str]


@cache
def resources() -> dict[str, Json]:
    """Every resource of the package by path, examples included."""
    found = {path: json.loads(text) for path, text in committed().items()}
    return {path: one for path, one in found.items() if "resourceType" in one}


def of_type(kind: str) -> dict[str, Json]:
    """The package's own definitions of a type by id."""
    return {
        one["id"]: one for path, one in resources().items() if one["resourceType"] == kind and "/" not in path
    }


def examples() -> dict[str, Json]:
    """The package's examples by path."""
    return {path: one for path, one in resources().items() if path.startswith("example/")}


def profiles() -> dict[str, Json]:
    """The profiles by id."""
    return {name: one for name, one in of_type("StructureDefinition").items() if one["type"] != "Extension"}


@cache
def extensions() -> dict[str, Definition]:
    """The extensions by id."""
    return {
        name: Definition(tuple(row["expression"] for row in one["context"]), _value(one))
        for name, one in of_type("StructureDefinition").items()
        if one["type"] == "Extension"
    }


def _value(one: Json) -> str | dict[str, str]:
    parts, simple = {}, ""
    for element in one["differential"]["element"]:
        holder, _, leaf = element["id"].rpartition(".")
        if leaf == "value[x]" and "type" in element:
            kind = element["type"][0]["code"]
            _, _, part = holder.partition(":")
            simple, parts = (simple, parts | {part: kind}) if part else (kind, parts)
    return parts or simple


def concepts(name: str) -> dict[str, Json]:
    """The concepts of one of our code systems by code."""
    return {one["code"]: one for one in of_type("CodeSystem")[name].get("concept", [])}


def urls(element: object) -> Iterator[str]:
    """The names of all our extensions in a resource, however deep."""
    if isinstance(element, dict):
        for field, value in element.items():
            if field == "url" and isinstance(value, str) and value.startswith(DEFINITION):
                yield value.removeprefix(DEFINITION)
            yield from urls(value)
    elif isinstance(element, list):
        for value in element:
            yield from urls(value)
