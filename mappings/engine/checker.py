"""The thorough checker of structs made in the program: every fault with its place, as the reader gives for bytes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from mappings import element as el
from mappings import xml
from mappings.engine.generic import FORBIDDEN, can_be_written, nodes, write_node
from mappings.engine.reader import OR, Known, Plans, Reader, local, possible
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from mappings.engine.plan import AttributeRow, Plan, Row
    from mappings.engine.simple import Check


class Checker:
    """Walks a struct beside its plan; wrong Python types are faults like any other."""

    def __init__(self, plans: Plans, known: Known) -> None:
        self.plans = plans
        self.known = known

    def struct(
        self, value: object, struct: type[el.Element], version: el.Version, place: str
    ) -> Iterator[Issue]:
        """The faults of a struct and of all it holds."""
        plan = self.plans(struct, version)
        if type(value) is not struct:
            yield Issue("value-invalid", place, (struct.__name__,))
        elif plan.rest is not None:
            yield Issue("never-written", place, (struct.__name__,))
        else:
            yield from self.inside(value, plan, version, place)

    def inside(self, value: el.Element, plan: Plan, version: el.Version, place: str) -> Iterator[Issue]:
        """The faults of a struct's fields."""
        for attribute in plan.attributes:
            yield from _attribute(getattr(value, attribute.name), attribute, place)
        if plan.text is not None:
            yield from _text(getattr(value, plan.text.name), plan.text.simple, plan.text.check, place)
        for name in plan.absent:
            if getattr(value, name) not in (None, []):
                yield Issue("version-lacks", f"{place}/{name}", (version.name,))
        yield from _lists(value, plan, place)
        if plan.wild is not None:
            yield from self.payloads(_items(value, plan.wild.name), place)
        present = list(_present(value, plan))
        yield from _order([row.name for row, _ in present], plan, place)
        for where, (row, item) in zip(_places([row.name for row, _ in present]), present, strict=True):
            yield from self.item(item, row, version, f"{place}/{where}")

    def item(self, item: object, row: Row, version: el.Version, place: str) -> Iterator[Issue]:
        """The faults of one child by the kind of its row."""
        if row.struct is not None:
            yield from self.struct(item, row.struct, version, place)
        elif row.simple is not None:
            yield from _text(item, row.simple, row.check, place)
        elif row.kind == "node" and not isinstance(item, el.Node):
            yield Issue("value-invalid", place, ("XML",))
        else:
            yield from self.generic(item, place)

    def payloads(self, payloads: list[Any], place: str) -> Iterator[Issue]:
        """A wildcard's elements, each by its own struct; no generic node may stand there."""
        tags = [str(getattr(payload, "tag", "")) for payload in payloads]
        for where, tag, payload in zip(_places([local(tag) for tag in tags]), tags, payloads, strict=True):
            known = self.known(tag)
            if known is None:
                yield Issue("payload-unknown", f"{place}/{where}", (local(tag),))
            else:
                yield from self.struct(getattr(payload, "value", None), *known, f"{place}/{where}")

    def may_stand(self, content: object) -> bool:
        """Whether generic content is XML, and valid where its elements are registered."""
        return not any(self.generic(content, ""))

    def generic(self, content: object, place: str) -> Iterator[Issue]:
        """The faults of generic content."""
        if can_be_written(content) and _parses(content):
            yield from self.lax(content, place)
        else:
            yield Issue("value-invalid", place, ("XML",))

    def lax(self, content: object, place: str) -> Iterator[Issue]:
        """The faults of registered elements in generic content, which are judged as the reader would."""
        inside = nodes(content.items) if isinstance(content, el.Node | el.AnyContent) else []
        for where, child in zip(_places([local(child.tag) for child in inside]), inside, strict=True):
            known = self.known(child.tag)
            if known is None:
                yield from self.lax(child, f"{place}/{where}")
            else:
                yield from self.registered(child, *known, place)

    def registered(
        self, child: el.Node, struct: type[el.Element], version: el.Version, place: str
    ) -> Iterator[Issue]:
        """The faults of a registered element that is held as a generic tree."""
        reader = Reader(self.plans, self.known)
        reader.read(_parsed(child), struct, version)
        for issue in reader.issues:
            yield Issue(issue.key, place + issue.where, issue.params)


def _parsed(node: el.Node) -> _Element:
    parts: list[str] = []
    write_node(node, parts.append, "")
    return xml.parse("".join(parts).encode(), keep_blank=True)


def _parses(content: object) -> bool:
    """Whether generic content can be read again: to our parser a namespace must be a URI, for instance."""
    if isinstance(content, el.AnyContent):
        content = el.Node("x", content.attributes, content.items)
    if isinstance(content, el.Node):
        try:
            _parsed(content)
        except Refusal:
            return False
    return True


def _items(value: el.Element, field: str) -> list[Any]:
    """A list field; empty where something else stands in it (`_lists` says so)."""
    found = getattr(value, field)
    return found if isinstance(found, list) else []


def _lists(value: el.Element, plan: Plan, place: str) -> Iterator[Issue]:
    for position in sorted(plan.lists):
        if not isinstance(getattr(value, plan.fields[position]), list):
            yield Issue("value-invalid", f"{place}/{plan.fields[position]}", ("list",))


def _present(value: el.Element, plan: Plan) -> Iterator[tuple[Row, object]]:
    """What is there, with its row, in the order in which it is written."""
    rows: dict[int, dict[str, Row]] = {}
    for row in plan.rows.values():
        rows.setdefault(row.field, {})[row.name] = row
    for position, found in rows.items():
        first = next(iter(found.values()))
        single = getattr(value, plan.fields[position])
        for item in (
            _items(value, plan.fields[position]) if first.many else [] if single is None else [single]
        ):
            yield found.get(type(item).__name__, first), item


def _places(names: list[str]) -> Iterator[str]:
    """Each name, with its position where there are several alike (as `xml.place` does)."""
    total, seen = Counter(names), Counter[str]()
    for name in names:
        seen[name] += 1
        yield f"{name}[{seen[name]}]" if total[name] > 1 else name


def _attribute(value: object, row: AttributeRow, place: str) -> Iterator[Issue]:
    if value is not None:
        yield from _text(value, row.simple, row.check, f"{place}/@{row.name}")
    elif row.required:
        yield Issue("attribute-missing", place, (row.name,))


def _text(value: object, simple: el.Simple, check: Check | None, place: str) -> Iterator[Issue]:
    if not isinstance(value, str) or FORBIDDEN.search(value) or (check is not None and not check(value)):
        if simple.fixed is not None:
            yield Issue("value-fixed", place, (simple.fixed,))
        else:
            yield Issue("value-invalid", place, (simple.base.replace("|", ", "),))


def _order(names: list[str], plan: Plan, place: str) -> Iterator[Issue]:
    """What is missing or may not stand beside the rest."""
    state = 0
    for where, name in [*zip(_places(names), names, strict=True), ("", None)]:
        found = plan.content.missing(state, name)
        if found is None:
            yield Issue("element-unexpected", f"{place}/{where}", (name or "", possible(plan, state)))
            continue
        gaps, state = found
        for gap in gaps:
            yield Issue("element-missing", place, (OR.join(gap),))
        state = plan.content.steps[state][name] if name is not None else state
