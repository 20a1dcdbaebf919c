"""Messages built from the tables: any element and attribute that the plans allow, with the values that a `Pick` picks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from mappings import element as el
from mappings import namespaces
from mappings.element import AnyContent, Node, Payload
from mappings.engine.plan import kodeverk
from mappings.felles import kith
from mappings.message import LAYER

if TYPE_CHECKING:
    from mappings.engine.plan import Plan, Row

HEAD = "{http://www.kith.no/xmlstds/msghead/2006-05-24}MsgHead"
B64 = "{http://www.kith.no/xmlstds/base64container}Base64Container"
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
DIV = "{http://www.w3.org/1999/xhtml}div"
_PLO = "http://www.kith.no/xmlstds/po/Pasientlogistikk/"
MESSAGES = {
    "PLO 1.5": f"{{{_PLO}2009-06-30}}Pasientlogistikk",
    "PLO 1.6": f"{{{_PLO}2012-04-01}}Pasientlogistikk",
    "dialog 1.1": "{http://www.kith.no/xmlstds/dialog/2013-01-23}Dialogmelding",
}
"""The payloads of MsgHead that become FHIR."""

RECEIPTS = {
    "AppRec 1.0": "{http://www.kith.no/xmlstds/apprec/2004-11-21}AppRec",
    "AppRec 1.1": "{http://www.kith.no/xmlstds/apprec/2012-02-15}AppRec",
}
"""The roots of their own that become FHIR."""

KINDS = (*MESSAGES, *RECEIPTS)

LEVELS = 3
"""How many organisations stand inside each other."""

PREFIXES = {"pasientlogistikk": "log", "base64container": "b64"}
"""Modules whose name is not the prefix of their namespace."""

Names = tuple[str, ...]


class Step(NamedTuple):
    """A field of a struct: `mh.MsgInfo`, `GenDate`."""

    struct: str
    field: str


class At(NamedTuple):
    """Where a value stands: the fields from the root on, the place with positions, the code lists it is bound to."""

    steps: tuple[Step, ...] = ()
    place: str = ""
    lists: tuple[int, ...] = ()

    def under(self, struct: type, field: str, number: int | None = None) -> At:
        lists = self.lists if struct in (kith.CS, kith.CV) else lists_of(struct).get(field, ())
        mark = "" if number is None else f"[{number}]"
        return At((*self.steps, Step(name_of(struct), field)), f"{self.place}/{field}{mark}", lists)


lists_of = cache(kodeverk)


class Leaf(NamedTuple):
    """A value in a message that was built."""

    at: At
    value: str
    simple: el.Simple


class Pick(Protocol):
    """Decides everything about a message that the tables leave open."""

    def value(self, at: At, simple: el.Simple) -> str:
        """The text of an element or attribute."""
        ...

    def marked_up(self, at: At) -> bool:
        """Whether a text that may be XHTML is."""
        ...

    def count(self, at: At, row: Row, alternatives: int) -> int:
        """How many of an element that may be repeated, and has so many alternatives of content."""
        ...

    def there(self, at: At) -> bool:
        """Whether an attribute that may be left out is there."""
        ...

    def content(self, at: At, plan: Plan, choices: tuple[Names, ...], number: int) -> Names:
        """Which of the valid contents the element that is number so and so among its like has."""
        ...


def name_of(struct: type) -> str:
    """A struct's name as prefix and element: `fk1.Person`."""
    module = struct.__module__.rpartition(".")[2]
    return f"{PREFIXES.get(module, module)}.{struct.__name__}"


def struct_of(tag: str) -> type[el.Element]:
    """The struct of a root or payload."""
    known = namespaces.known(tag)
    assert known is not None
    return known[0]


@cache
def plan_of(struct: type[el.Element], root: str) -> Plan:
    """The plan of a struct within a root or payload."""
    known = namespaces.known(root)
    assert known is not None
    return LAYER.plan(struct, known[1])


@cache
def contents(struct: type[el.Element], root: str) -> tuple[Names, ...]:
    """Every valid set of a struct's children, in order; for a plain sequence the whole of it alone."""
    plan = plan_of(struct, root)
    if plan.in_order:
        return (tuple(plan.rows),)
    found: list[Names] = []

    def walk(state: int, names: Names) -> None:
        if plan.content.accepts[state]:
            found.append(names)
        for name, there in plan.content.steps[state].items():
            if name not in names:
                walk(there, (*names, name))

    walk(0, ())
    return tuple(found)


@cache
def fullest(choices: tuple[Names, ...]) -> tuple[Names, ...]:
    """The choices that are not part of another."""
    return tuple(one for one in choices if not any(set(one) < set(other) for other in choices))


class Builder:
    """Builds one message of a kind; `leaves` are the values in it."""

    def __init__(self, kind: str, pick: Pick) -> None:
        self.root = RECEIPTS.get(kind, HEAD)
        self.payload, self.pick = MESSAGES.get(kind, ""), pick
        self.leaves: list[Leaf] = []

    def message(self) -> bytes:
        """The bytes of the message."""
        return LAYER.write(self.root, self.struct(struct_of(self.root), self.root, At(), 0))

    def struct(self, struct: type[el.Element], root: str, at: At, number: int) -> el.Element:
        """One element, number so and so among its like; a single one has its parent's number."""
        plan = plan_of(struct, root)
        if plan.wild is not None:
            return struct(items=[self._payload(at)])
        made: dict[str, object] = {
            row.name: self._leaf(at.under(struct, row.name), row.simple)
            for row in [*plan.attributes, *([plan.text] if plan.text else [])]
            if row.required or self.pick.there(at.under(struct, row.name))
        }
        for name in self.pick.content(at, plan, contents(struct, root), number):
            row = plan.rows[name]
            if row.struct is not struct or _level(at, struct) < LEVELS - 1:
                made[name] = self._field(struct, row, root, at, number)
        return struct(**made)

    def _field(self, struct: type[el.Element], row: Row, root: str, at: At, number: int) -> object:
        if not row.many:
            return self._one(row, root, at.under(struct, row.name), number)
        alternatives = len(fullest(contents(row.struct, root))) if row.struct else 1
        count = 1 if row.single else self.pick.count(at, row, alternatives)
        return [self._one(row, root, at.under(struct, row.name, n), n - 1) for n in range(1, count + 1)]

    def _one(self, row: Row, root: str, at: At, number: int) -> object:
        if row.kind == "node":
            self.leaves.append(Leaf(at, "", el.Simple("node")))
            return Node(SIGNATURE)
        if row.struct is not None:
            return self.struct(row.struct, root, at, number)
        said = self._leaf(at, row.simple or el.Simple("string"))
        marked = row.kind == "any" and self.pick.marked_up(at)
        return AnyContent(items=[Node(DIV, items=[said])]) if marked else said

    def _leaf(self, at: At, simple: el.Simple) -> str:
        value = self.pick.value(at, simple)
        self.leaves.append(Leaf(at, value, simple))
        return value

    def _payload(self, at: At) -> Payload:
        """The first document of the message or of a report holds the message proper, the others an attachment."""
        tag = self.payload if "/Document[1]/" in at.place else B64
        inside = At((*at.steps, Step("mh.Content", "items")), f"{at.place}/*")
        return Payload(tag, self.struct(struct_of(tag), tag, inside, 0))


def _level(at: At, struct: type) -> int:
    return sum(step.struct == name_of(struct) for step in at.steps)


def paths(kind: str) -> set[tuple[Step, ...]]:
    """Every path from the root to a value that the tables of a kind allow, however the choices fall."""
    start = RECEIPTS.get(kind, HEAD)
    found: set[tuple[Step, ...]] = set()

    def walk(struct: type[el.Element], root: str, at: At) -> None:
        plan = plan_of(struct, root)
        if plan.wild is not None:
            for tag in (MESSAGES[kind], B64):
                walk(struct_of(tag), tag, At((*at.steps, Step(name_of(struct), "items"))))
        for row in plan.rows.values():
            here = at.under(struct, row.name)
            if row.struct is None:
                found.add(here.steps)
            elif row.struct is not struct or _level(at, struct) < LEVELS - 1:
                walk(row.struct, root, here)
        values = [*plan.attributes, *([plan.text] if plan.text else [])]
        found.update(at.under(struct, row.name).steps for row in values)

    walk(struct_of(start), start, At())
    return found
