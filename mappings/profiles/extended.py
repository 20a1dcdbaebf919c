"""Extensions wherever they stand: ours only where they may, with the value that they must have; no unknown modifier.

An unknown `extension` is kept and not looked at; an unknown `modifierExtension` may turn what it stands on into its
opposite (decisions.md, "extensions"; R4 2.4.1.0.1).
"""

from __future__ import annotations

from functools import cache
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from mappings import fhir
from mappings.fhir_base import Base
from mappings.fhir_table import Repeats, choice_names, rows
from mappings.profiles.table import table
from mappings.profiles.walk import extension_check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mappings.profiles.scope import Scope
    from mappings.profiles.values import Check, Found, Value


def faults(resource: fhir.Resource, scope: Scope) -> Sequence[Found]:
    """All faults of a resource's extensions.

    Most stand on the resource itself. Whether there are others is told by its text, which is written in a fraction of
    the time that it takes to go through all elements.
    """
    data = fhir.encode(resource)
    top = resource.extension if isinstance(resource, fhir.DomainResource) else []
    lists = 1 + sum(1 for one in top if one.extension) if top else 0
    if data.count(b'"extension":') > lists or b'"modifierExtension":' in data:
        name = type(resource).__name__
        return list(_through(resource, "", (name, name), scope))
    return _on(top, "", _ancestors(type(resource)), scope) if top else ()


def _on(extensions: list[fhir.Extension], place: str, names: frozenset[str], scope: Scope) -> list[Found]:
    """The faults of the extensions of one element, which is known by these names."""
    found: list[Found] = []
    known = _known()
    for at, one in enumerate(extensions):
        if one.url not in known:
            continue
        context, check = known[one.url]
        if context and names.isdisjoint(context):
            stated = (one.url.rpartition("/")[2], ", ".join(context))
            found.append(("profile-context", f"{place}.extension[{at}]", stated))
        for key, below, params in check(one, scope):
            found.append((key, f"{place}.extension[{at}]{below}", params))
    return found


@cache
def _known() -> dict[str, tuple[tuple[str, ...], Check]]:
    """The extensions of the table, compiled: where each may stand (none: not looked at), and the check of it."""
    return {url: (row.context, extension_check(url)) for url, row in table().extensions.items()}


def _through(value: Value, place: str, paths: tuple[str, str], scope: Scope) -> Iterator[Found]:
    """The faults of all extensions of a struct and below. `paths` name it from its resource, and from its datatype."""
    kind: type[Base] = type(value)
    names = frozenset((*paths, *_ancestors(kind)))
    yield from _on(getattr(value, "extension", []), place, names, scope)
    for at, one in enumerate(getattr(value, "modifierExtension", [])):
        if one.url not in table().extensions:
            yield "profile-modifier", f"{place}.modifierExtension[{at}]", ()
    get, parts = _parts(kind)
    fields = get(value)
    for part, found in compress(zip(parts, fields, strict=False), fields):
        inner = _paths(kind, paths, part.path)
        for position, one in enumerate(found) if part.repeats else [(None, found)]:
            if isinstance(one, Base):
                here = f"{place}.{part.name}" if position is None else f"{place}.{part.name}[{position}]"
                yield from _through(one, here, inner, scope)


def _paths(parent: type[Base], paths: tuple[str, str], name: str) -> tuple[str, str]:
    """The two paths of a part: from its resource, and from the datatype that it is in."""
    inside = paths[1] if issubclass(parent, fhir.BackboneElement | fhir.Resource) else parent.__name__
    return f"{paths[0]}.{name}", f"{inside}.{name}"


class _Part(NamedTuple):
    """A field that can hold structs: attribute, JSON name, name in paths, whether it repeats."""

    attribute: str
    name: str
    path: str
    repeats: bool


@cache
def _parts(kind: type[Base]) -> tuple[attrgetter[Any], tuple[_Part, ...]]:
    """The fields of a struct in which extensions can be; its own extensions' parts are theirs."""
    choices = {name: f"{row.name}[x]" for row, names in choice_names(kind) for name in names}
    found = []
    for name, (field, what) in rows(kind).items():
        inner = what.item if isinstance(what, Repeats) else what
        if isinstance(inner, type) and inner is not fhir.Extension:
            short = name.removeprefix("_")
            found.append(_Part(field.name, short, choices.get(name, short), isinstance(what, Repeats)))
    names = [part.attribute for part in found] or ["__class__"]
    return attrgetter(*names, names[0]), tuple(found)


@cache
def _ancestors(kind: type[Base]) -> frozenset[str]:
    """The types of a struct; every element and every resource is an `Element` here (R4 Extension.context)."""
    return frozenset({"Element", *(one.__name__ for one in kind.__mro__ if issubclass(one, Base))})
