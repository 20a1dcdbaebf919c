"""Derive `SHAPES`: names, order, repetition and types of the elements of what R4 has and `mappings.r4` no structs for.

FHIR XML cannot be turned into JSON, nor JSON into XML, without them: what repeats is a list in JSON, a number or a
boolean has no quotation marks there, and XML has an order.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from conformance.derive.fhir_definitions import elements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from conformance.derive.fhir_definitions import Definitions

NOT_AS_IN_R4 = {"DeviceDefinition", "EvidenceVariable", "ObservationDefinition", "ResearchStudy"}
"""Types to which the package adds elements of later versions, found by comparing it as in `fhir_definitions`."""
WIDTH = 110


def shapes(definitions: Definitions, structs: Collection[str]) -> dict[str, str]:
    """The shape of each resource type without a struct, and of what it is made of, by path.

    A shape is the name of its base and its own elements: `DomainResource identifier:Identifier* status:code`.
    """
    found: dict[str, str] = {}
    wanted = [kind for kind in sorted(definitions.structures) if _is_resource(definitions, kind)]
    for kind in wanted:
        if kind not in structs and kind not in NOT_AS_IN_R4:
            found |= _of_type(definitions, kind)
            needed = {one.partition(":")[2].rstrip("*") for text in found.values() for one in text.split()}
            wanted += [code for code in sorted(needed - {*wanted, *found}) if _is_complex(definitions, code)]
    return dict(sorted(found.items()))


def _is_resource(definitions: Definitions, kind: str) -> bool:
    structure = definitions.structures[kind]
    return structure.get("kind") == "resource" and not structure["abstract"]


def _is_complex(definitions: Definitions, code: str) -> bool:
    return definitions.structures.get(code, {}).get("kind") == "complex-type"


def _of_type(definitions: Definitions, kind: str) -> dict[str, str]:
    """The shapes of a type and of its backbone elements."""
    rows = elements(definitions, kind)
    bases = {row["path"]: _base(definitions, row) for row in rows}
    parents = dict.fromkeys(_parent(row) for row in rows[1:])
    return {path: " ".join([bases[path], *_own(definitions, rows, path, bases[path])]) for path in parents}


def _base(definitions: Definitions, row: dict[str, Any]) -> str:
    """What an element is derived from: of a type by its definition, of a backbone element the type that it has."""
    if "." in row["path"]:
        return str(row.get("type", [{"code": ""}])[0]["code"])
    return str(definitions.structures[row["path"]]["baseDefinition"]).rpartition("/")[2]


def _parent(row: dict[str, Any]) -> str:
    return str(row["path"]).rpartition(".")[0]


def _own(definitions: Definitions, rows: list[dict[str, Any]], path: str, base: str) -> Iterator[str]:
    """The elements right below a path that its base does not have, a choice expanded."""
    known = {row["path"].removeprefix(base) for row in elements(definitions, base)}
    for row in rows:
        name = row["path"].removeprefix(path)
        if _parent(row) == path and name not in known:
            yield from _expanded(row, name.removeprefix("."))


def _expanded(row: dict[str, Any], name: str) -> Iterator[str]:
    many = "*" if row["max"] == "*" else ""
    if "contentReference" in row:
        yield f"{name}:{row['contentReference'].lstrip('#')}{many}"
        return
    for code in (kind["code"] for kind in row["type"]):
        inside = row["path"] if code in ("Element", "BackboneElement") else code
        yield f"{name.replace('[x]', code[0].upper() + code[1:])}:{inside}{many}"


def written(found: dict[str, str]) -> str:
    """The shapes as source."""
    return "SHAPES: dict[str, str] = {\n" + "".join(_row(*row) for row in found.items()) + "}\n"


def _row(path: str, text: str) -> str:
    line = f'    "{path}": "{text}",\n'
    if len(line) <= WIDTH:
        return line
    lines = textwrap.wrap(text, WIDTH - 12, break_long_words=False)
    quoted = "".join(f'        "{line} "\n' for line in lines[:-1]) + f'        "{lines[-1]}"\n'
    return f'    "{path}": (\n{quoted}    ),\n'
