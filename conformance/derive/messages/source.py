"""What each module holds: the structs in use, the named simple types, the global elements and the prefixes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from conformance.derive.messages.merge import HOME, At, Struct, reference, struct
from conformance.derive.messages.modules import MODULES, SAME, SIGNATURE, Module
from conformance.derive.messages.xsd import (
    Complex,
    ComplexType,
    Group,
    Name,
    Namespace,
    Schemas,
    Simple,
    Type,
    Use,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Source(NamedTuple):
    """All that is printed of a module.

    `elements` is global element -> struct; `absent` is version -> global elements that it
    does not have; `uris` is version -> prefix -> namespace, for the prefixes that stand in messages of that version.
    """

    module: Module
    structs: tuple[Struct, ...]
    simples: tuple[Simple, ...]
    elements: dict[str, At]
    absent: dict[str, tuple[str, ...]]
    uris: dict[str, dict[str, str]]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to print."""
        return not (self.structs or self.simples)


def uses(kind: ComplexType) -> Iterator[Use]:
    """Every element and attribute of a type."""
    yield from kind.attributes
    waiting = [kind.content] if kind.content else []
    while waiting:
        for part in waiting.pop().parts:
            if isinstance(part, Group):
                waiting.append(part)
            else:
                yield part


def at(kind: Type) -> At:
    """The struct of a global element. Raises NotImplementedError for a simple type: no standard has one."""
    found = reference(kind)
    if not isinstance(found, At):
        raise NotImplementedError("a global element of a simple type")
    return found


class Deriver:
    """Makes the sources of all modules from one folder of standards."""

    def __init__(self, schemas: Schemas) -> None:
        self.namespaces: dict[str, Namespace] = {uri: schemas.namespace(uri) for uri in HOME}
        for own, shared in SAME.items():
            if self.shape(Name(*own)) != self.shape(Name(*shared)):
                raise NotImplementedError(f"{own} is not as {shared}")
        self.in_use = frozenset[Name]().union(*(self.reach(uri) for uri in HOME))

    def sources(self) -> list[Source]:
        """The modules in the order of the table."""
        return [self.source(module) for module in MODULES]

    def type(self, name: Name) -> ComplexType:
        """The complex type of this name."""
        return self.namespaces[name.uri].types[name]

    def shape(self, name: Name) -> tuple[object, ...]:
        """An attribute-only type without the names of its simple types, to compare two of them."""
        attributes = self.type(name).attributes
        return tuple(
            use._replace(type=use.type._replace(name=None))
            for use in attributes
            if isinstance(use.type, Simple)
        )

    def reach(self, uri: str) -> frozenset[Name]:
        """The complex types that can stand below the global elements of a namespace."""
        kinds = (kind for kind in self.namespaces[uri].elements.values() if isinstance(kind, Complex))
        waiting = [Name(*SAME.get(kind.name, kind.name)) for kind in kinds]
        for name in waiting:
            inner = (use.type.name for use in uses(self.type(name)) if isinstance(use.type, Complex))
            known = (Name(*SAME.get(child, child)) for child in inner if child.uri in HOME)
            waiting += (child for child in dict.fromkeys(known) if child not in waiting)
        return frozenset(waiting)

    def uris(self, module: Module, uri: str) -> dict[str, str]:
        """Prefix -> namespace of the elements and qualified attributes in messages of this namespace."""
        names = [use.name.uri for name in self.reach(uri) for use in uses(self.type(name))]
        prefixes = {HOME[name].prefix: name for name in names if name in HOME}
        signature = {"ds": SIGNATURE} if SIGNATURE in names else {}
        return {module.prefix: uri, **dict(sorted((prefixes | signature).items()))}

    def source(self, module: Module) -> Source:
        """One module. A global element whose type another module owns gets a struct of its own, a child of that."""
        spaces = {version: self.namespaces[uri] for version, uri in module.versions.items()}
        declared = {name: at(kind) for space in spaces.values() for name, kind in space.elements.items()}
        parents = {
            name: found for name, found in declared.items() if found.module not in (module.called, "kith")
        }
        absent = {
            version: tuple(declared.keys() - space.elements.keys()) for version, space in spaces.items()
        }
        return Source(
            module,
            (*self.structs(module), *(Struct(name, (), {}, parent) for name, parent in parents.items())),
            self.simples(module),
            declared | {name: At(module.called, name) for name in parents},
            {version: tuple(sorted(names)) for version, names in absent.items() if names},
            {version: self.uris(module, uri) for version, uri in module.versions.items() if declared},
        )

    def structs(self, module: Module) -> tuple[Struct, ...]:
        """The structs of a module, in the order of its newest XSD."""
        versions = {
            version: {
                name.local: kind for name, kind in self.namespaces[uri].types.items() if name in self.in_use
            }
            for version, uri in module.versions.items()
        }
        names = dict.fromkeys(name for version in reversed(versions) for name in versions[version])
        return tuple(
            struct(
                module, name, {version: types[name] for version, types in versions.items() if name in types}
            )
            for name in names
        )

    def simples(self, module: Module) -> tuple[Simple, ...]:
        """The simple types with facets that are named in this module's namespaces and in use."""
        found = (
            use.type for name in sorted(self.in_use) for use in uses(self.type(name)) if use.fixed is None
        )
        named = {kind.name: kind for kind in found if isinstance(kind, Simple) and kind.name}
        return tuple(named[name] for name in sorted(named) if name.uri in module.versions.values())
