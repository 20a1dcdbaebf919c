"""The official XSDs as one schema, compiled from the reference material without touching a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

XS = "http://www.w3.org/2001/XMLSchema"
URI = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}uri"
BUILT_IN = (XS, "http://www.w3.org/XML/1998/namespace")


class _ByName(etree.Resolver):
    """Most XSDs import others by bare file name, wherever these lie: names are unique, so they are enough."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.files = {path.name: str(path) for path in folder.rglob("*.xsd")}

    def resolve(self, system_url: str | None, _public_id: str | None, context: Any) -> Any:  # noqa: ANN401 - lxml's own objects
        name = (system_url or "").rpartition("/")[2]
        if name in self.files:
            return self.resolve_filename(self.files[name], context)
        return self.resolve_empty(context)


def official(standards: Path) -> etree.XMLSchema:
    """All namespaces of the catalogue in one schema, since a MsgHead's Content must be found in it."""
    standards = standards.resolve()
    places = {
        one.attrib["name"]: one.attrib["uri"] for one in etree.parse(standards / "catalog.xml").iter(URI)
    }
    imports = "".join(
        f'<import namespace="{name}" schemaLocation="{(standards / place).as_uri()}"/>'
        for name, place in places.items()
        if name not in BUILT_IN
    )
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(_ByName(standards / "skjema"))
    base = (standards / "all.xsd").as_uri()
    return etree.XMLSchema(etree.XML(f'<schema xmlns="{XS}">{imports}</schema>', parser, base_url=base))
