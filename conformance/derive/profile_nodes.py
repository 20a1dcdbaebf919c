"""What R4 says of an element, and of the references of a type, as nodes of the checker's table (see `profiles`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conformance.derive.fhir_definitions import Definitions

Json: TypeAlias = dict[str, Any]

CORE = "http://hl7.org/fhir/StructureDefinition/"


def rows(core: Definitions, kind: str) -> dict[str, Json]:
    """The elements of a type by path."""
    return {row["path"]: row for row in core.structures[kind]["snapshot"]["element"]}


def named(core: Definitions, kind: str, path: list[str]) -> Json:
    """R4's definition of the element that a path leads to, through the types of the elements on the way."""
    at, table = kind, rows(core, kind)
    for name in path:
        at = table[at].get("contentReference", "#" + at)[1:]
        if f"{at}.{name}" not in table:
            at = next(code for code in structures(core, table[at]) if f"{code}.{name}" in rows(core, code))
            table = rows(core, at)
        at = f"{at}.{name}"
    return table[at]


def structures(core: Definitions, row: Json) -> list[str]:
    """The types of an element that R4 defines; FHIRPath's own are strings."""
    found = [one["code"] for one in row["type"]]
    return [code if code in core.structures else "string" for code in found]


def targets_of(row: Json) -> list[str]:
    """The types that a reference may point to; none where any."""
    found = [url for one in row.get("type", ()) for url in one.get("targetProfile", ())]
    return [] if CORE + "Resource" in found else [short(url) for url in found]


def short(url: str) -> str:
    """The last part of a canonical, which is a profile's or a type's name in the table."""
    return url.rpartition("/")[2]


def base(core: Definitions, kind: str) -> Json:
    """What R4 says of the references of a type and is not in the structs, as a node."""
    node: Json = {}
    for path, row in rows(core, kind).items():
        steps = path.split(".")[1:]
        if "Reference" in codes(row) and (targets := targets_of(row)):
            step(node, steps)["targets"] = targets
        for code in codes(row) & {"Annotation", "Identifier"}:
            merge(step(node, steps), base(core, code))
        if "contentReference" in row:
            again = base_below(core, kind, row["contentReference"][1:])
            merge(step(node, steps), again)
    return node


def base_below(core: Definitions, kind: str, path: str) -> Json:
    """The same for an element that has its parts from another one; their own parts of that kind are left out."""
    node: Json = {}
    for below, row in rows(core, kind).items():
        if below.startswith(path + ".") and "Reference" in codes(row) and (targets := targets_of(row)):
            step(node, below.removeprefix(path + ".").split("."))["targets"] = targets
    return node


def codes(row: Json) -> set[str]:
    """The types of an element."""
    return {one["code"] for one in row.get("type", ())}


def step(node: Json, path: Iterable[str]) -> Json:
    """The node below, made where there is none."""
    for name in path:
        node = node.setdefault("elements", {}).setdefault(name, {})
    return node


def merge(node: Json, more: Json) -> None:
    """Lay a node over another one."""
    for key, value in more.items():
        if key in ("elements", "slices"):
            for name, inner in value.items():
                merge(node.setdefault(key, {}).setdefault(name, {}), inner)
        else:
            node[key] = value
