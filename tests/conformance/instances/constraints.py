"""Every rule that the package's profiles state beyond their bases, by the name under which the table must show it.

An invariant is named by its key; all else by the element's id, `#` and the kind of rule: `min`, `max`, `fixed`,
`binding` (required ones), `type` (fewer types), `target` (fewer targets). Rules of an extension carry its id before a
colon; `#context` is where it may stand.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFIX: Final = "no-ip-"


def definitions(package: Path) -> dict[str, dict[str, Any]]:
    """The StructureDefinitions by id."""
    files = sorted(package.glob("StructureDefinition-*.json"))
    found = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    return {one["id"]: one for one in found}


def constraints(package: Path) -> set[tuple[str, str]]:
    """(profile, rule) of every profile; those of an extension once for each profile that names it."""
    every = definitions(package)
    return {
        (name, rule)
        for name, one in every.items()
        if name.startswith(PREFIX)
        for rule in (*_rules(_elements(one)), *_of_extensions(one, every))
    }


def _elements(definition: dict[str, Any]) -> list[dict[str, Any]]:
    return definition["differential"]["element"]


def _of_extensions(profile: dict[str, Any], every: dict[str, dict[str, Any]]) -> Iterator[str]:
    for element in _elements(profile):
        for kind in element.get("type", ()):
            for url in kind.get("profile", ()):
                extension = every.get(url.rpartition("/")[2])
                if extension is not None:
                    yield from _of_extension(extension)


def _of_extension(extension: dict[str, Any]) -> Iterator[str]:
    """R4 itself asks for a value where there are no parts, and for none where there are (ext-1); `url` is what it is."""
    name = extension["id"]
    yield f"{name}#context"
    for rule in _rules(_elements(extension)):
        element, _, kind = rule.partition("#")
        by_r4 = (element.endswith(".value[x]") and kind in ("min", "max")) or element.endswith(".extension")
        if not by_r4 and not element.endswith(".url"):
            yield f"{name}:{rule}"


def _rules(elements: list[dict[str, Any]]) -> Iterator[str]:
    sliced = {one["id"]: one["slicing"]["discriminator"] for one in elements if "slicing" in one}
    needed = {one["id"].rpartition(":")[0] for one in elements if one.get("sliceName") and one.get("min")}
    for one in elements:
        yield from (invariant["key"] for invariant in one.get("constraint", ()))
        yield from (
            f"{one['id']}#{kind}" for kind in _kinds(one, chooses=_chooses(one["id"], sliced), needed=needed)
        )


def _kinds(element: dict[str, Any], *, chooses: bool, needed: set[str]) -> Iterator[str]:
    """The kinds of rule on an element. What chooses a slice cannot be broken: the value is then in no slice."""
    within = chooses and "sliceName" not in element
    if element.get("min") and not within and element["id"] not in needed:
        yield "min"
    if element.get("max", "*") != "*":
        yield "max"
    if any(name.startswith(("fixed", "pattern")) for name in element) and not chooses:
        yield "fixed"
    if element.get("binding", {}).get("strength") == "required":
        yield "binding"
    if element["path"].endswith("[x]") and "type" in element:
        yield "type"
    if any(kind.get("targetProfile") for kind in element.get("type", ())):
        yield "target"


def _chooses(element: str, sliced: dict[str, list[dict[str, str]]]) -> bool:
    """Whether an element is what tells a slice from the others."""
    for parent, discriminators in sliced.items():
        if element.startswith(f"{parent}:"):
            below = element[len(parent) + 1 :].partition(".")[2] or "$this"
            return any(below == one["path"] for one in discriminators)
    return False
