"""From the Clark name of an element to its struct and version, and back. Modules of structs are imported on demand."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from mappings.element import Namespace, Version
from mappings.namespace_table import NAMESPACES

if TYPE_CHECKING:
    from mappings.element import Element

READ_IN_PART = {
    "http://ehelse.no/xmlstds/henvisning/2017-11-30": Namespace(
        "mappings.henvisning.henvisning",
        Version(
            "2.0",
            {
                "ref": "http://ehelse.no/xmlstds/henvisning/2017-11-30",
                "po": "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30",
            },
        ),
    )
}
"""Messages of which only a part is read, and that are never written; not derived from the XSDs."""

_ALL = NAMESPACES | READ_IN_PART


def elements(uri: str) -> dict[str, type[Element]]:
    """The global elements of a namespace: local name -> struct; empty for a namespace that is not ours."""
    return _elements(uri) if uri in _ALL else {}


@cache
def _elements(uri: str) -> dict[str, type[Element]]:
    namespace = _ALL[uri]
    table: dict[str, type[Element]] = import_module(namespace.module).ELEMENTS
    return {name: struct for name, struct in table.items() if name not in namespace.absent}


def known(tag: str) -> tuple[type[Element], Version] | None:
    """Struct and version of a global element by its Clark name; None for an element that is not ours."""
    uri, _, name = tag.removeprefix("{").rpartition("}")
    struct = elements(uri).get(name)
    return (struct, _ALL[uri].version) if struct else None


def tag(struct: type[Element], version: str) -> str:
    """The Clark name of a struct that is a global element in this version. Raises KeyError where it is none."""
    for uri, namespace in _ALL.items():
        if (namespace.module, namespace.version.name) == (struct.__module__, version):
            for name, found in elements(uri).items():
                if found is struct:
                    return f"{{{uri}}}{name}"
    raise KeyError(f"{struct.__name__} is no global element of version {version}")
