"""Derive the checker's one table `mappings/tables/profiles.json` from the package of our profiles.

A developer's step (`make profiles`), re-runnable, its output committed; the definitions are those that the package is
compiled with.

A profile's rules are what its differentials say from R4's type upwards, no-basis included, with what R4 says beyond the
structs of `mappings.r4`: the targets of references. Of other publishers facts are taken and no texts: their invariants
are left out (those of no-basis are recommendations). Anything that the checker cannot hold stops the step; a required
binding to a list whose values are not at hand is named and left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from conformance.derive.fhir_definitions import Definitions, load
from conformance.derive.profile_nodes import base, named, short, targets_of
from conformance.derive.sushi import MissingToolError, tools
from conformance.derive.value_sets import Lists
from mappings.extensions import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conformance.derive.profile_nodes import Json

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "profiles" / "package"
TARGET = PROJECT / "mappings" / "tables" / "profiles.json"

URL = [["value", "url"]]
"""How extensions are told apart where nothing else is said (R4 2.4.1)."""
DISCRIMINATORS = {"value", "pattern", "type"}


class Sources(NamedTuple):
    """Everything that is read: R4, and the definitions of no-basis and our own by canonical."""

    core: Definitions
    structures: dict[str, Json]
    lists: Lists


def sources(core: Path, no_basis: Path, package: Path) -> Sources:
    """Read the three packages."""
    r4 = load(core)
    file = core / "dist" / "fhir" / "r4" / "extension-definitions.json"
    extensions = [entry["resource"] for entry in json.loads(file.read_text(encoding="utf-8"))["entry"]]
    made = [*read(no_basis), *read(package)]
    named: dict[str, dict[str, Json]] = {}
    for one in [*extensions, *read(TARGET.parent, "kodeverk-*.json"), *made]:
        named.setdefault(one.get("resourceType", ""), {})[one.get("url", "")] = one
    lists = Lists(r4.code_systems | named.get("CodeSystem", {}), r4.value_sets | named.get("ValueSet", {}))
    return Sources(r4, named["StructureDefinition"], lists)


def read(folder: Path, names: str = "*.json") -> list[Json]:
    """The JSON files of a folder."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob(names))]


# --- what a differential says -----------------------------------------------------------------------------------------


def chain(found: Sources, url: str) -> list[Json]:
    """A definition and what it is derived from, R4's type left out, the first ancestor first."""
    line: list[Json] = []
    while (one := found.structures.get(url)) and one.get("derivation") == "constraint":
        line.insert(0, one)
        url = one["baseDefinition"]
    return line


def rules(found: Sources, url: str) -> Json:
    """A definition's whole tree of rules."""
    line = chain(found, url)
    kind = line[-1]["type"]
    node = base(found.core, kind) if kind != "Extension" else {}
    for one in line:
        for element in one["differential"]["element"]:
            path = [tuple(part.split(":")) for part in element["id"].split(".")[1:]]
            if path and path[-1] == ("modifierExtension",):
                continue  # refused wherever it stands, see mappings.profiles.extended
            at = below(node, path)
            at.update(said(found, kind, path, element))
            if "constraint" in element and one["url"].startswith(BASE):
                keys = [constraint["key"] for constraint in element["constraint"]]
                at["invariants"] = sorted({*at.get("invariants", ()), *keys})
    return pruned(closed(node) if kind == "Extension" else node)


def below(node: Json, path: list[tuple[str, ...]]) -> Json:
    """The node of a path of (element) and (element, slice)."""
    for name, *slice_ in path:
        node = node.setdefault("elements", {}).setdefault(name, {})
        if slice_:
            node.setdefault("by", URL if name.endswith("xtension") else None)
            node = node.setdefault("slices", {}).setdefault(slice_[0], {})
    return node


def said(found: Sources, kind: str, path: list[tuple[str, ...]], element: Json) -> Json:
    """What one element of a differential says, beyond R4."""
    is_slice = len(path[-1]) > 1 if path else False
    if not path:
        return {}
    row = named(found.core, kind, [name for name, *_ in path])
    made = {
        **limits(element, row, is_slice=is_slice),
        **expected(element),
        **typed(element, row),
        **bound(found, element, path),
    }
    if "slicing" in element:
        made |= sliced(element)
    return made


def expected(element: Json) -> Json:
    """A fixed value or a pattern, of whatever type."""
    kinds = ("fixed", "pattern")
    return {kind: value for key, value in element.items() for kind in kinds if key.startswith(kind)}


def limits(element: Json, row: Json, *, is_slice: bool) -> Json:
    """Cardinality, where it is narrower than R4's; a slice has its own."""
    least, most = element.get("min"), element.get("max")
    made: Json = {}
    if least is not None and (least > row["min"] or is_slice) and least:
        made["min"] = least
    if most is not None and most != "*" and (most != row["max"] or is_slice):
        made["max"] = int(most)
    return made


def typed(element: Json, row: Json) -> Json:
    """The types of a choice, the profile of a datatype or extension, the targets of a reference."""
    made: Json = {}
    types = element.get("type", [])
    if types and row["path"].endswith("[x]") and len(types) < len(row["type"]):
        made["types"] = [one["code"] for one in types]
    profiles = [url for one in types for url in one.get("profile", ())]
    if len(profiles) > 1:
        raise ValueError(f"{element['id']}: more than one profile")
    if profiles:
        made["profile"] = profiles[0] if types[0]["code"] == "Extension" else short(profiles[0])
    if targets := targets_of(element):
        made["targets"] = targets
    return made


def bound(found: Sources, element: Json, path: list[tuple[str, ...]]) -> Json:
    """A required binding to a value set whose codes are all at hand; of our own they must be."""
    binding = element.get("binding", {})
    url = binding.get("valueSet", "").partition("|")[0]
    if binding.get("strength") != "required" or not path:
        return {}
    try:
        found.lists.codes(url)
    except ValueError as unknown:
        if url.startswith(BASE):
            raise
        print(f"{element['id']}: {unknown}")
        return {}
    return {"values": url}


def sliced(element: Json) -> Json:
    """How an element is sliced. Raises `ValueError` for what the checker cannot tell apart."""
    slicing = element["slicing"]
    by = [[one["type"], one["path"]] for one in slicing.get("discriminator", ())]
    if unknown := {kind for kind, _ in by} - DISCRIMINATORS:
        raise ValueError(f"{element['id']}: slicing by {unknown}")
    return {"by": by} | ({"closed": True} if slicing["rules"] == "closed" else {})


def closed(node: Json) -> Json:
    """An extension that can have no parts has a value (R4 ext-1), at every level."""
    parts = node.get("elements", {})
    if parts.get("extension", {}).get("max") == 0 and parts.get("value[x]", {}).get("max") != 0:
        parts.setdefault("value[x]", {})["min"] = 1
    for inner in parts.get("extension", {}).get("slices", {}).values():
        closed(inner)
    return node


def pruned(node: Json) -> Json:
    """The node without what says nothing. Raises `ValueError` for slices that nothing tells apart."""
    if node.get("slices") and not node.get("by"):
        raise ValueError(f"slices without discriminator: {sorted(node['slices'])}")
    for key in ("elements", "slices"):
        inner = {name: pruned(one) for name, one in node.get(key, {}).items()}
        node[key] = {name: one for name, one in inner.items() if one}
    if not node["slices"] and not node.get("closed"):
        node.pop("by", None)
    return {key: value for key, value in node.items() if value not in ({}, [], None)}


# --- the table --------------------------------------------------------------------------------------------------------


def table(found: Sources) -> Json:
    """The whole table: profiles, extensions, value sets and invariants by name."""
    own = [one for url, one in sorted(found.structures.items()) if url.startswith(BASE)]
    profiles = {one["id"]: profile(found, one) for one in own if one["type"] != "Extension"}
    for name in list(wanted(profiles)):
        profiles |= reached(found, name, profiles)
    urls = {one["url"] for one in own if one["type"] == "Extension"} | set(extensions(profiles))
    made = {url: extension(found, url) for url in sorted(urls)}
    sets = {url for row in [*profiles.values(), *made.values()] for url in values(row["rules"])}
    return {
        "profiles": {name: profiles[name] for name in sorted(profiles)},
        "extensions": made,
        "value_sets": {url: found.lists.codes(url) for url in sorted(sets)},
        "invariants": {key: value for one in own for key, value in invariants(one)},
    }


def profile(found: Sources, one: Json) -> Json:
    """A row of the table: the definition, what it is derived from, its rules."""
    line = [short(each["url"]) for each in chain(found, one["url"])[:-1]]
    return {"url": one["url"], "type": one["type"], "derived": line, "rules": rules(found, one["url"])}


def reached(found: Sources, name: str, known: Json) -> Json:
    """The rows of a profile of no-basis that one of ours asks for, and of the datatypes' that it asks for."""
    made: Json = {}
    for one in found.structures.values():
        if one["id"] == name and name not in known:
            made[name] = profile(found, one)
            for inner in datatypes(made[name]["rules"]):
                made |= reached(found, inner, known | made)
    return made


def wanted(profiles: Json) -> Iterator[str]:
    """The names of profiles that a reference must point to, no plain type being allowed beside, and of datatypes'."""
    for row in profiles.values():
        for node in nodes(row["rules"]):
            targets = node.get("targets", ())
            yield from (name for name in targets if name.rpartition("-")[2] not in {*targets} - {name})
        yield from datatypes(row["rules"])


def nodes(node: Json) -> Iterator[Json]:
    """A node and all below it."""
    yield node
    for key in ("elements", "slices"):
        for inner in node.get(key, {}).values():
            yield from nodes(inner)


def datatypes(node: Json) -> Iterator[str]:
    """The profiles of datatypes that a tree asks for."""
    return (one["profile"] for one in nodes(node) if "://" not in one.get("profile", "://"))


def extensions(profiles: Json) -> Iterator[str]:
    """The extensions that the profiles name."""
    for row in profiles.values():
        yield from (one["profile"] for one in nodes(row["rules"]) if "://" in one.get("profile", ""))


def extension(found: Sources, url: str) -> Json:
    """A row of the table: where an extension of ours may stand, its rules."""
    one = found.structures[url]
    context = [each["expression"] for each in one["context"]] if url.startswith(BASE) else []
    return {"context": context, "rules": rules(found, url)}


def values(node: Json) -> Iterator[str]:
    """The value sets that a tree is bound to."""
    return (one["values"] for one in nodes(node) if "values" in one)


def invariants(one: Json) -> Iterator[tuple[str, Json]]:
    """The invariants that a definition of ours states."""
    for element in one["differential"]["element"]:
        for each in element.get("constraint", ()):
            yield (
                each["key"],
                {
                    "severity": each["severity"],
                    "expression": each["expression"],
                    "clause": each.get("requirements", ""),
                },
            )


def text(made: Json) -> str:
    """The table as it is committed."""
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def derive(core: Path, no_basis: Path, package: Path = PACKAGE) -> str:
    """Read the packages and write the table as text."""
    return text(table(sources(core, no_basis, package)))


def main() -> None:
    """Write the table."""
    try:
        found = tools()
    except MissingToolError as fault:
        sys.exit(f"{fault}")
    TARGET.write_text(derive(found.definitions, found.basis), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
