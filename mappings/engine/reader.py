"""The thorough path of reading: judges every element and lists every fault with its place.

It decides whenever the fast path is not sure, and it is the checker's word on a bad message.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mappings import element as el
from mappings.engine.generic import IGNORED_ATTRIBUTES, XSI, any_content, node
from mappings.engine.plan import AttributeRow, Plan, Row
from mappings.engine.simple import XML_SPACE, Check
from mappings.result import Issue
from mappings.xml import place

if TYPE_CHECKING:
    from lxml.etree import _Element

Plans = Callable[[type[el.Element], el.Version], Plan]
Known = Callable[[str], tuple[type[el.Element], el.Version] | None]

MOST_FAULTS = 200
"""So many are listed with their places; to find a place takes time in proportion to the siblings."""

_LONGEST_NAME = 80
OR = " eller "
NOTHING = "ingenting"
"""What may stand where nothing may (the same word in bokmål and nynorsk, as the one above)."""


def local(tag: str) -> str:
    """The local part of a Clark name, cut where it is longer than any name of the standards."""
    return tag.rpartition("}")[2][:_LONGEST_NAME]


def possible(plan: Plan, state: int) -> str:
    """The names that may stand in a state of the content, for a sentence."""
    return ", ".join(plan.content.steps[state]) or NOTHING


class Reader:
    """Reads one message. `issues` holds every fault found; the value is whole only when it is empty."""

    def __init__(self, plans: Plans, known: Known) -> None:
        self.plans = plans
        self.known = known
        self.issues: list[Issue] = []

    def read(self, element: _Element, struct: type[el.Element], version: el.Version) -> el.Element:
        """The struct of an element, with None where something required is missing or wrong."""
        plan = self.plans(struct, version)
        values: list[Any] = [None] * len(plan.fields)
        for field in plan.lists:
            values[field] = []
        self.attributes(element, plan.attributes, values)
        if plan.text is not None:
            values[plan.text.field] = self.leaf(element, plan.text.check, plan.text.simple)
        else:
            self.no_text(element, blank_is_good=bool(plan.rows) or plan.wild is not None)
            self.children(element, plan, version, values)
        return struct(*values)

    def fault(self, key: str, element: _Element, *params: str, attribute: str = "") -> None:
        """Note a fault at an element (or at one of its attributes), as long as there are not too many."""
        if len(self.issues) < MOST_FAULTS:
            self.issues.append(Issue(key, place(element, attribute), params))
        elif len(self.issues) == MOST_FAULTS:
            self.issues.append(Issue("faults-more", "", (str(MOST_FAULTS),)))

    def attributes(self, element: _Element, rows: tuple[AttributeRow, ...], values: list[Any]) -> None:
        """Attributes: known, present where required, of their type."""
        found: dict[Any, Any] = dict(element.items())
        if not found and not rows:
            return
        for row in rows:
            value = found.pop(row.tag, None)
            if value is None and row.required:
                self.fault("attribute-missing", element, row.name)
            elif value is not None and row.check is not None and not row.check(value):
                self.value_fault(element, row.simple, row.name)
            values[row.field] = value
        if found:
            self.unknown(element, [name for name in found if name not in IGNORED_ATTRIBUTES])

    def unknown(self, element: _Element, names: list[str]) -> None:
        """Attributes that may not stand here."""
        for name in names:
            self.fault("attribute-unknown", element, local(name))

    def value_fault(self, element: _Element, simple: el.Simple, attribute: str = "") -> None:
        """A value that is not of its type; a fixed value has its own sentence."""
        if simple.fixed is not None:
            self.fault("value-fixed", element, simple.fixed, attribute=attribute)
        else:
            self.fault("value-invalid", element, simple.base.replace("|", ", "), attribute=attribute)

    def no_text(self, element: _Element, *, blank_is_good: bool) -> None:
        """No text of its own: white space is allowed between children, nowhere else."""
        for text in (element.text, *[child.tail for child in element]):
            if text and (not blank_is_good or text.strip(XML_SPACE)):
                self.fault("text-unexpected", element)
                return

    def leaf(self, element: _Element, check: Check | None, simple: el.Simple) -> str:
        """The text of an element that has no children."""
        for child in element:
            self.fault("element-unexpected", child, local(str(child.tag)), NOTHING)
        text = element.text or ""
        if check is not None and not check(text):
            self.value_fault(element, simple)
        return text

    def children(self, element: _Element, plan: Plan, version: el.Version, values: list[Any]) -> None:
        """Children by the automaton; after a fault reading goes on with the next child."""
        if plan.wild is not None:
            values[plan.wild.field] = [self.payload(child) for child in element]
            return
        state = 0
        for child in element:
            row = plan.by_tag.get(str(child.tag))
            if row is not None:
                there = plan.content.steps[state].get(row.name)
                state = self.step(element, child, plan, state, row.name) if there is None else there
                self.keep(row, self.value(child, row, version), values)
            elif plan.rest is not None:
                values[plan.rest].append(node(child))
            else:
                self.fault("element-unexpected", child, local(str(child.tag)), possible(plan, state))
        if not plan.content.accepts[state]:
            self.missing(element, plan, state, None)

    def step(self, element: _Element, child: _Element, plan: Plan, state: int, name: str) -> int:
        """Note why a child may not stand here; the state after it, where it could stand with something before it."""
        after = self.missing(element, plan, state, name)
        if after is None:
            self.fault("element-unexpected", child, name, possible(plan, state))
            return state
        return plan.content.steps[after][name]

    def missing(self, element: _Element, plan: Plan, state: int, name: str | None) -> int | None:
        """Note what is missing before a name (or the end) may come; the state in which it may, if there is one."""
        found = plan.content.missing(state, name)
        if found is None:
            return None
        gaps, after = found
        for names in gaps:
            self.fault("element-missing", element, OR.join(names))
        return after

    @staticmethod
    def keep(row: Row, value: object, values: list[Any]) -> None:
        """Put a value into its field."""
        if row.many:
            values[row.field].append(value)
        else:
            values[row.field] = value

    def value(self, child: _Element, row: Row, version: el.Version) -> object:
        """The value of a child by the kind of its row."""
        if row.struct is not None:
            return self.read(child, row.struct, version)
        if row.kind == "node":
            self.generic(child)
            return node(child)
        if row.kind == "any":
            self.generic(child)
            return any_content(child)
        self.attributes(child, (), [])
        assert row.simple is not None  # noqa: S101 - for the type checker: a leaf has its simple type
        return self.leaf(child, row.check, row.simple)

    def payload(self, child: _Element) -> el.Payload:
        """One element of a wildcard; it must be a registered one (the XSDs demand it: processContents strict)."""
        tag = str(child.tag)
        known = self.known(tag)
        if known is not None:
            return el.Payload(tag, self.read(child, *known))
        self.fault("payload-unknown", child, local(tag))
        return el.Payload(tag, node(child))

    def generic(self, element: _Element) -> None:
        """Judge content without a struct: what is registered must be valid there too (processContents lax).

        `xsi:type` and the like are refused everywhere: no element needs them, and their prefixes would not be kept.
        """
        names = [str(name) for name in element.keys() if name not in IGNORED_ATTRIBUTES]  # noqa: SIM118 - no dict
        self.unknown(element, [name for name in names if name.startswith(XSI)])
        for child in element:
            known = self.known(str(child.tag))
            if known is None:
                self.generic(child)
            else:
                self.read(child, *known)
