"""Small FHIR documents as plain JSON, made from the tables: what the tests of the door write down and take apart."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import inspect

from mappings import fhir
from mappings.fhir_base import Base
from mappings.fhir_leaf import TYPE_OF_PATTERN
from mappings.fhir_table import Repeats, choice_names, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = {
    "uri": "http://example.org/a",
    "code": "a-code",
    "id": "a-1",
    "oid": "urn:oid:2.16.578",
    "uuid": "urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
    "date": "2026-03",
    "dateTime": "2026-03-01T12:00:00+01:00",
    "instant": "2026-03-01T12:00:00.123Z",
    "time": "12:00:00",
    "base64Binary": "YWJj",
}
LEAVES: dict[type, Any] = {
    inspect.StrType: lambda kind: EXAMPLES[TYPE_OF_PATTERN[kind.pattern]] if kind.pattern else "text",
    inspect.LiteralType: lambda kind: kind.values[0],
    inspect.BoolType: lambda _: True,
    inspect.IntType: lambda kind: max(kind.ge, 0),
    inspect.CustomType: lambda _: 1.5,
    inspect.RawType: lambda _: {"resourceType": "Basic", "code": {"text": "text"}},
}


def same(one: bytes, other: bytes) -> bool:
    """Equal as FHIR JSON: the same values, numbers with the same digits, members in any order."""
    return _exact(one) == _exact(other)


def _exact(data: bytes) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(
        data, parse_float=lambda text: ("number", text), parse_int=lambda text: ("number", text)
    )


def example(kind: object) -> Any:  # noqa: ANN401 - any JSON
    """A small value of a kind."""
    if isinstance(kind, Repeats):
        return [example(kind.item)]
    if isinstance(kind, type) and issubclass(kind, Base):
        return minimal(kind)
    return LEAVES[type(kind)](kind)


def minimal(cls: type[Base]) -> dict[str, Any]:
    """The JSON of a struct with what must be there, or its id where nothing must."""
    must = [name for name, (field, _) in rows(cls).items() if field.required]
    must += [names[0] for choice, names in choice_names(cls) if choice.required]
    node = {name: example(rows(cls)[name][1]) for name in must}
    if cls.__struct_config__.tag is not None:
        return {"resourceType": cls.__name__, **node}
    return node or {"id": "a-1"}


def wrapped(kind: object, node: object) -> object:
    """A node in a list where its kind repeats."""
    return [node] if isinstance(kind, Repeats) else node


@cache
def places() -> dict[type[Base], tuple[type[Base], tuple[str, ...]]]:
    """Where each struct of R4 stands: the first resource that has it, and the JSON names down to it."""
    found: dict[type[Base], tuple[type[Base], tuple[str, ...]]] = {}
    queue: list[tuple[type[Base], type[Base], tuple[str, ...]]] = [
        (cls, cls, ()) for cls in fhir.RESOURCES.values()
    ]
    for root, cls, steps in queue:
        if cls not in found:
            found[cls] = (root, steps)
            queue += [(root, inner, (*steps, name)) for name, inner in _inner(cls)]
    return found


def _inner(cls: type[Base]) -> Iterator[tuple[str, type[Base]]]:
    for name, (_, kind) in rows(cls).items():
        item = kind.item if isinstance(kind, Repeats) else kind
        if isinstance(item, type) and issubclass(item, Base):
            yield name, item


def document(cls: type[Base], node: object) -> tuple[object, str]:
    """A whole resource that has the node where a struct stands, and the FHIRPath of that place."""
    root, steps = places()[cls]
    above = [root]
    path = root.__name__
    for name in steps:
        kind = rows(above[-1])[name][1]
        above.append(kind.item if isinstance(kind, Repeats) else kind)
        path += f".{name.removeprefix('_')}" + ("[0]" if isinstance(kind, Repeats) else "")
    for name, holder in zip(reversed(steps), reversed(above[:-1]), strict=True):
        outer = without_choice(holder, minimal(holder), name)
        outer[name] = wrapped(rows(holder)[name][1], node)
        node = outer
    return node, path


def without_choice(cls: type[Base], node: dict[str, Any], name: str) -> dict[str, Any]:
    """A node without the types of the choice element that a name belongs to."""
    rivals = {rival for _, names in choice_names(cls) if name in names for rival in names}
    return {key: value for key, value in node.items() if key not in rivals}
