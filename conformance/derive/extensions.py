"""Write our extensions and code systems as FHIR definitions into `profiles/`: `python -m conformance.derive.extensions`.

The one source is the table in `mappings.extensions`; the files are what FHIR tools read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mappings import extensions
from mappings.extensions import BASE, CODE_SYSTEMS, ELEMENT_NAMES, EXTENSIONS, Definition, system
from mappings.faults import FAULTS
from mappings.outcome import RULES

PROFILES = Path(__file__).resolve().parents[2] / "profiles"


def _value(kind: str) -> dict[str, Any]:
    """The type of a value; `Reference(A|B)` names its targets."""
    name, _, targets = kind.partition("(")
    found: dict[str, Any] = {"code": name}
    if targets:
        base = "http://hl7.org/fhir/StructureDefinition/"
        found["targetProfile"] = [base + target for target in targets.rstrip(")").split("|")]
    return found


def _simple(kind: str) -> list[dict[str, Any]]:
    return [
        {"id": "Extension.extension", "path": "Extension.extension", "max": "0"},
        {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [_value(kind)]},
    ]


def _complex(parts: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for name, kind in parts:
        inside = f"Extension.extension:{name}"
        rows += [
            {"id": inside, "path": "Extension.extension", "sliceName": name, "max": "1"},
            {"id": f"{inside}.extension", "path": "Extension.extension.extension", "max": "0"},
            {"id": f"{inside}.url", "path": "Extension.extension.url", "fixedUri": name},
            {
                "id": f"{inside}.value[x]",
                "path": "Extension.extension.value[x]",
                "min": 1,
                "type": [_value(kind)],
            },
        ]
    return [*rows, {"id": "Extension.value[x]", "path": "Extension.value[x]", "max": "0"}]


def structure_definition(name: str, row: Definition) -> dict[str, Any]:
    """One extension as StructureDefinition (differential only)."""
    url = extensions.url(name)
    elements = _simple(row.value) if isinstance(row.value, str) else _complex(row.value)
    fixed = {"id": "Extension.url", "path": "Extension.url", "fixedUri": url}
    position = len(elements) - 1
    return {
        "resourceType": "StructureDefinition",
        "id": name,
        "url": url,
        "version": "0.1.0",
        "name": "".join(part.capitalize() for part in name.split("-")),
        "title": row.title,
        "status": "draft",
        "description": f"{row.title}. Source: {row.clause}.",
        "fhirVersion": "4.0.1",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": context} for context in row.context],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {
            "element": [
                {"id": "Extension", "path": "Extension", "short": row.title, "definition": f"{row.title}."},
                *elements[:position],
                fixed,
                *elements[position:],
            ]
        },
    }


def code_system(url: str, title: str, concepts: dict[str, str]) -> dict[str, Any]:
    """A code system of ours; empty concepts: its codes are names that another standard holds."""
    name = url.rpartition("/")[2]
    return {
        "resourceType": "CodeSystem",
        "id": name,
        "url": url,
        "version": "0.1.0",
        "name": "".join(part.capitalize() for part in name.split("-")),
        "title": title,
        "status": "draft",
        "caseSensitive": True,
        "content": "complete" if concepts else "not-present",
    } | (
        {"concept": [{"code": code, "display": display} for code, display in concepts.items()]}
        if concepts
        else {}
    )


def definitions() -> dict[str, str]:
    """File name -> content of everything that this table gives."""
    made = [structure_definition(name, row) for name, row in EXTENSIONS.items()]
    made += [code_system(system(name), row.title, row.concepts) for name, row in CODE_SYSTEMS.items()]
    rules = {key: row.nb.replace("{", "").replace("}", "") for key, row in sorted(FAULTS.items())}
    made.append(code_system(RULES, "Rules whose breach is reported", rules))
    made.append(code_system(ELEMENT_NAMES, "Names of the messages' elements", {}))
    return {
        f"{one['resourceType']}-{one['id']}.json": json.dumps(one, ensure_ascii=False, indent=2) + "\n"
        for one in made
    }


def main() -> None:
    """Write the files."""
    PROFILES.mkdir(exist_ok=True)
    for name, content in definitions().items():
        (PROFILES / name).write_text(content, encoding="utf-8")
    print(f"{len(definitions())} definitions of {BASE} written to {PROFILES.name}/")


if __name__ == "__main__":
    main()
