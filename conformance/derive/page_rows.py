"""The rows of a profile's page: what its differential says of an element, with R4's cardinality where it says none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from adapter.edges.terminal.pages import Code, Row, Values
from mappings import fhir
from mappings.fhir_table import Repeats, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mappings.fhir_base import Base

Json: TypeAlias = dict[str, Any]


class Package(NamedTuple):
    """What is read: profiles and extensions, examples by file, value sets with their codes by name."""

    profiles: list[Json]
    extensions: Mapping[str, Json]
    examples: Mapping[str, Json]
    values: Mapping[str, Values]

    def parts(self, of: Row) -> Iterator[Row]:
        """The parts of an extension that has parts, as rows below it."""
        elements = {one["id"]: one for one in self._elements(of.extension)}
        for name, element in elements.items():
            if name.startswith("Extension.extension:") and "." not in name.removeprefix("Extension."):
                yield _part(of.path, element, elements.get(f"{name}.value[x]", {}))

    def simple(self, extension: str) -> Json:
        """The definition of the value of an extension that has one."""
        return next((one for one in self._elements(extension) if one["id"] == "Extension.value[x]"), {})

    def _elements(self, extension: str) -> list[Json]:
        definition = self.extensions.get(extension)
        return definition["differential"]["element"] if definition else []


def short(url: str) -> str:
    """The last part of a canonical."""
    return url.partition("|")[0].rpartition("/")[2]


# --- one row ----------------------------------------------------------------------------------------------------------


def row(element: Json, kind: str, found: Package) -> Row | None:
    """The row of an element; None where the profile only says how slices are told apart, or that one of them must be there."""
    path = str(element["id"]).partition(".")[2]
    said = element.keys() - {"id", "path", "sliceName", "constraint", "slicing"}
    if not path or not said or (said == {"min"} and "slicing" in element):
        return None
    least, most = cardinality(kind, path)
    extension = next((short(url) for one in element.get("type", ()) for url in one.get("profile", ())), "")
    definition = found.extensions.get(extension, {})
    return Row(
        path=path,
        min=element.get("min", least),
        max=element.get("max", most),
        supported=element.get("mustSupport", False),
        extension=extension,
        why=definition.get("description", ""),
        **_value(found.simple(extension) if definition else element),
    )


def _part(path: str, element: Json, value: Json) -> Row:
    name = element["sliceName"]
    least, most = element.get("min", 0), element.get("max", "*")
    return Row(path=f"{path}.{name}", min=least, max=most, **_value(value))


def _value(element: Json) -> Json:
    """What is said of the value itself: types, targets, list, fixed."""
    types = element.get("type", ())
    binding = element.get("binding", {})
    return {
        "types": tuple(one["code"] for one in types if one["code"] != "Extension"),
        "targets": tuple(short(url) for one in types for url in one.get("targetProfile", ())),
        "values": short(binding.get("valueSet", "")),
        "strength": binding.get("strength", ""),
        "fixed": next(
            (shown(value) for key, value in element.items() if key.startswith(("fixed", "pattern"))), ""
        ),
        "closed": element.get("slicing", {}).get("rules") == "closed",
    }


def shown(value: object) -> str:
    """A fixed value as text: codes as `system#code`."""
    if isinstance(value, dict) and "coding" in value:
        return ", ".join(shown(coding) for coding in value["coding"])
    if isinstance(value, dict) and "code" in value:
        return f"{value['system']}#{value['code']}" if "system" in value else value["code"]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def cardinality(kind: str, path: str) -> tuple[int, str]:
    """R4's cardinality of an element. Raises `KeyError` where R4 has no such element."""
    cls: type[Base] = fhir.RESOURCES[kind]
    least, most = 0, "1"
    for step in path.split("."):
        name, _, sliced = step.partition(":")
        if name.endswith("[x]"):
            least, most = _choice(cls, name.removesuffix("[x]"))
            continue
        field, what = rows(cls)[name]
        most = "*" if isinstance(what, Repeats) else "1"
        least = int(field.required and not sliced)
        inner = what.item if isinstance(what, Repeats) else what
        cls = inner if isinstance(inner, type) else fhir.Element
    return least, most


def _choice(cls: type[Base], name: str) -> tuple[int, str]:
    found = [one for one in getattr(cls, "ONE_OF", ()) if one.name == name]
    return int(found[0].required), "1"


# --- the package ------------------------------------------------------------------------------------------------------


def package(project: Path) -> Package:
    """The committed FHIR package, with the words of national lists from the project's own tables."""
    folder = project / "profiles" / "package"
    made = [_read(file) for file in sorted(folder.glob("*-*.json"))]
    kodeverk = [_read(file) for file in sorted((project / "mappings" / "tables").glob("kodeverk-*.json"))]
    structures = [one for one in made if one["resourceType"] == "StructureDefinition"]
    lists = {one["url"]: one for one in [*kodeverk, *made] if one["resourceType"] == "CodeSystem"}
    sets = [one for one in made if one["resourceType"] == "ValueSet"]
    return Package(
        profiles=[one for one in structures if one["type"] != "Extension"],
        extensions={one["id"]: one for one in structures if one["type"] == "Extension"},
        examples={file.name: _read(file) for file in sorted((folder / "example").glob("*.json"))},
        values={one["id"]: Values(one["title"], one["url"], tuple(_codes(one, lists))) for one in sets},
    )


def _read(file: Path) -> Json:
    content: Json = json.loads(file.read_text(encoding="utf-8"))
    return content


def _codes(values: Json, lists: Mapping[str, Json]) -> Iterator[Code]:
    """The codes of a value set: those that it names, or all of a list; words of our own lists in both languages."""
    for part in values["compose"]["include"]:
        system = part.get("system", "")
        known = {one["code"]: one for one in lists.get(system, {}).get("concept", ())}
        for one in part.get("concept") or known.values():
            words = known.get(one["code"], {}) | one
            yield Code(system, one["code"], _word(words, "nb"), _word(words, "nn"))


def _word(concept: Json, lang: str) -> str:
    spoken = {one.get("language"): one["value"] for one in concept.get("designation", ())}
    word: str = spoken.get(lang) or concept.get("display") or ""
    return word
