"""Prints a module: one struct a type, one line a row; and the table of namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conformance.derive.messages.merge import At
from conformance.derive.messages.modules import MODULES
from conformance.derive.messages.xsd import Simple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from conformance.derive.messages.merge import Merged, Row, Struct
    from conformance.derive.messages.source import Source

BUILT_IN = {
    "string": "String",
    "boolean": "Boolean",
    "date": "Date",
    "dateTime": "DateTime",
    "integer": "Integer",
    "int": "Int",
    "decimal": "Decimal",
    "double": "Double",
    "gYear": "GYear",
    "anyURI": "AnyURI",
    "token": "Token",
    "base64Binary": "Base64Binary",
    "dateTime|date|gYear|gYearMonth|time": "TimePoint",
}
PATTERNS = {
    r"(\d+\.?)*\d+": r"[0-9](?:\.?[0-9])*",  # the same language without exponential backtracking
    r"\d{4}": "[0-9]{4}",
}
"""Patterns that are written otherwise here; `\\d` means the ASCII digits."""
FROM_TYPING = ("Annotated", "TypeAlias")
Kodeverk = dict[str, dict[str, dict[str, tuple[int, ...]]]]
"""Module in annotations -> struct -> row -> list numbers."""


class Printer:
    """Prints one module; remembers which names it used, for the imports."""

    def __init__(self, source: Source, kodeverk: Kodeverk) -> None:
        self.source = source
        self.module = source.module
        self.kodeverk = kodeverk.get(self.module.called, {})
        self.names: set[str] = set()
        self.modules: set[str] = set()

    def text(self) -> str:
        """The whole module."""
        body = "\n\n".join(["\n".join(self.aliases()), *self.classes(), self.elements()])
        return "\n".join([f'"""{self.module.about}', "", _MADE, '"""', "", *self.imports(), "", body, ""])

    def use(self, name: str) -> str:
        """A name out of `typing` or `mappings.element`."""
        self.names.add(name)
        return name

    def qualified(self, called: str, name: str) -> str:
        """A name out of a module of structs."""
        self.modules.add(called)
        return f"{called}.{name}"

    def imports(self) -> Iterator[str]:
        """The import lines that the body turned out to need."""
        yield "from __future__ import annotations"
        yield ""
        known = sorted(self.names.intersection(FROM_TYPING))
        yield from [f"from typing import {', '.join(known)}", ""] if known else []
        names = sorted(self.names.difference(FROM_TYPING), key=lambda name: (not name.isupper(), name))
        lines = [f"from mappings.element import {', '.join(names)}"] if names else []
        paths = {module.called: module.dotted for module in MODULES}
        found: dict[str, list[str]] = {}
        for called in sorted(self.modules):
            package, _, name = paths[called].rpartition(".")
            found.setdefault(package, []).append(name if name == called else f"{name} as {called}")
        for package, members in found.items():
            plain = sorted(member for member in members if " as " not in member)
            lines += [f"from {package} import {member}" for member in members if " as " in member]
            lines += [f"from {package} import {', '.join(plain)}"] if plain else []
        yield from sorted(lines, key=lambda line: (line.split()[1], " as " not in line, line))

    def aliases(self) -> Iterator[str]:
        """The named simple types."""
        for simple in self.source.simples:
            if simple.name:
                annotated = f"{self.use('Annotated')}[str, {self.simple(simple)}]"
                yield f"{_capital(simple.name.local)}: {self.use('TypeAlias')} = {annotated}"

    def classes(self) -> Iterator[str]:
        """The base class and the structs."""
        if not self.source.structs:
            return
        base = "_" + _capital(self.module.called)
        if any(not struct.parent for struct in self.source.structs):
            yield f'class {base}({self.use("Element")}):\n    NS = "{self.module.prefix}"'
        for struct in self.source.structs:
            parent = self.qualified(*struct.parent) if struct.parent else base
            lines = [*self.contents(struct), *self.rows(struct)]
            yield "\n".join([f"class {struct.name}({parent}):", *(lines or ["    pass"])])

    def contents(self, struct: Struct) -> Iterator[str]:
        """The content models that are not the plain sequence; older ones only where they differ from the newest."""
        if not struct.content:
            return
        newest = list(struct.content.values())[-1]
        yield f'    CONTENT = "{newest}"'
        older = {version: content for version, content in struct.content.items() if content != newest}
        if older:
            yield f"    CONTENT_OF = {_literal(older)}"

    def rows(self, struct: Struct) -> Iterator[str]:
        """The fields."""
        known = self.kodeverk.get(struct.name, {})
        for row, default in zip(struct.rows, defaults(struct.rows), strict=True):
            value = self.use("REQUIRED") if default == "REQUIRED" else default
            yield f"    {row.row.name}: {self.annotation(row, known.get(row.row.name, ()))}" + (
                value and f" = {value}"
            )

    def annotation(self, row: Merged, numbers: tuple[int, ...]) -> str:
        """The type of a field with its marks."""
        kind, *facets = self.kind(row.row)
        if row.row.many:
            kind = f"{self.use('Some')}[{kind}]" if row.row.required else f"list[{kind}]"
        elif not row.row.required:
            kind = f"{kind} | None"
        marks = [*facets, *self.marks(row), *([f"{self.use('Kodeverk')}({numbers!r})"] if numbers else [])]
        return f"{self.use('Annotated')}[{', '.join([kind, *marks])}]" if marks else kind

    def kind(self, row: Row) -> list[str]:
        """The type of one value, and its facets where they have no name."""
        if row.place == "wild":
            return [self.use("Payload")]
        if row.place == "either":
            return [" | ".join(self.qualified(*choice) for choice in row.choices)]
        if isinstance(row.type, Simple):
            return self.text_type(row.type, row.fixed)
        if isinstance(row.type, At):
            return [self.qualified(*row.type)]
        return [self.use({"any": "AnyType", "node": "Node"}[str(row.type)])]

    def text_type(self, kind: Simple, fixed: str | None) -> list[str]:
        """A simple type: by name where it has one; a fixed value says more than the facets."""
        if fixed is not None:
            return ["str", self.simple(Simple(kind.base), fixed)]
        if not kind.has_facets:
            return [self.use(BUILT_IN[kind.base])]
        if kind.name:
            return [self.qualified(_HOME_OF[kind.name.uri], _capital(kind.name.local))]
        return ["str", self.simple(kind)]

    def simple(self, kind: Simple, fixed: str | None = None) -> str:
        """A simple type written out."""
        facets = {
            "pattern": PATTERNS.get(kind.pattern, kind.pattern) or None,
            "enumeration": kind.enumeration or None,
            "min_length": kind.min_length,
            "max_length": kind.max_length,
            "fixed": fixed,
        }
        said = "".join(f", {facet}={_literal(value)}" for facet, value in facets.items() if value is not None)
        return f'{self.use("Simple")}("{kind.base}"{said})'

    def marks(self, row: Merged) -> Iterator[str]:
        """What stands beside the type."""
        one = row.row
        if one.place == "element" and one.prefix:
            yield f'{self.use("In")}("{one.prefix}")'
        if one.place == "attribute":
            yield f"{self.use('Attribute')}({_literal(one.prefix) if one.prefix else ''})"
        if one.place in ("text", "wild", "either"):
            yield f"{self.use(one.place.capitalize())}()"
        for mark, said in (("Since", row.since), ("Until", row.until)):
            if said:
                yield f'{self.use(mark)}("{said}")'
        for mark, versions in (
            ("RequiredIn", row.required_in),
            ("SingleIn", row.single_in),
            ("PlainIn", row.plain_in),
        ):
            if versions and not (mark == "RequiredIn" and one.place in ("wild", "either")):
                yield f"{self.use(mark)}({_literal(versions)})"
        for version, value in row.defaults:
            yield f"{self.use('Default')}({_literal(version)}, {_literal(value)})"

    def elements(self) -> str:
        """The table of global elements."""
        if not self.source.elements:
            return ""
        known = self.source.elements.items()
        table = {
            name: at.struct if at.module == self.module.called else self.qualified(*at) for name, at in known
        }
        rows = "".join(f'    "{name}": {struct},\n' for name, struct in table.items())
        return f"ELEMENTS: dict[str, type[{self.use('Element')}]] = {{\n{rows}}}"


_MADE = "Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it."
_HOME_OF = {uri: module.called for module in MODULES for uri in module.versions.values()}


def defaults(rows: Sequence[Merged]) -> list[str]:
    """The default of each field, "" for none: fields before the first that may be absent have none.

    A fixed value is the default where no field without a default has to follow.
    """
    free = next((i for i, row in enumerate(rows) if not row.row.required), len(rows))
    while free and rows[free - 1].row.fixed is not None:
        free -= 1
    return ["" if i < free else _default(row) for i, row in enumerate(rows)]


def _default(row: Merged) -> str:
    if row.row.many:
        return "[]"
    if not row.row.required:
        return "None"
    return "REQUIRED" if row.row.fixed is None else _literal(row.row.fixed)


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def _literal(value: object) -> str:
    r"""A Python literal in double quotes (the formatter leaves `\` alone only in raw strings)."""
    if isinstance(value, str):
        return f'r"{value}"' if "\\" in value else f'"{value}"'
    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))}{',' * (len(value) == 1)})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_literal(key)}: {_literal(item)}" for key, item in value.items()) + "}"
    return repr(value)


def namespace_table(sources: Sequence[Source]) -> str:
    """The module with the table of all namespaces that have global elements."""
    lines = [f'"""{_TABLE}', "", _MADE, '"""', "", "from __future__ import annotations", ""]
    lines += ["from mappings.element import Namespace, Version", "", "NAMESPACES: dict[str, Namespace] = {"]
    for source in sources:
        for version, uris in source.uris.items():
            said = [_literal(source.module.dotted), f"Version({_literal(version)}, {_literal(uris)})"]
            said += [_literal(names) for names in [source.absent.get(version)] if names]
            lines.append(f"    {_literal(source.module.versions[version])}: Namespace({', '.join(said)}),")
    return "\n".join([*lines, "}", ""])


_TABLE = "Namespace -> the module of its structs, and its version with the namespace behind each prefix that occurs in it."
