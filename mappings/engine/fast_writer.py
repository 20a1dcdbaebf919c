"""The fast path of writing: Python source made from the plans, one function an element; it checks while it writes.

It raises `Odd` at the first thing that the XSD would not take; then the thorough checker lists every fault. The root's
own namespace is the default one, all others have the prefixes of the standards.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from mappings.engine.fast_reader import Odd
from mappings.engine.generic import (
    Append,
    escape,
    escape_attribute,
    split,
    write_any,
    write_node,
)
from mappings.engine.plan import AttributeRow, Plan, Row, plan

if TYPE_CHECKING:
    from mappings import element as el
    from mappings.engine.simple import Check

Write = Callable[[Any, Append], None]
Lookup = Callable[[str], Write | None]
Judge = Callable[[object], bool]
"""Whether generic content may be written."""
Escape = Callable[[str], str]

IN_TEXT = '"&" in v or "<" in v or ">" in v or CR in v'
IN_ATTRIBUTE = '"&" in v or "<" in v or QUOTE in v or CR in v or LF in v or TAB in v'
"""What must be escaped; looking for one character after the other is quicker than a regular expression."""


@cache
def _careful(check: Check, escape: Escape) -> Escape:
    """For values that the quick check does not know: it takes none that would have to be escaped."""

    def careful(value: str) -> str:
        if not check(value):
            raise Odd
        return escape(value)

    return careful


class _Source:
    """The functions of all structs reachable from one root."""

    def __init__(self, root: str, version: el.Version) -> None:
        self.version = version
        uri, self.root = split(root)
        self.prefixes = {held: f"{prefix}:" for prefix, held in version.uris.items()} | {uri: ""}
        self.used: set[str] = {uri}
        self.default = uri
        self.lines: list[str] = []
        self.names: dict[str, Any] = {
            "Odd": Odd,
            "alnum": str.isalnum,
            "CR": "\r",
            "LF": "\n",
            "TAB": "\t",
            "QUOTE": '"',
        }
        self.numbers: dict[type[el.Element], int] = {}
        self.plans: dict[type[el.Element], Plan] = {}
        self.waiting: list[Plan] = []
        self.literal = ""
        self.indent = "    "

    def qname(self, tag: str) -> str:
        """The name as written, with the prefix that stands for its namespace."""
        uri, name = split(tag)
        if uri:
            self.used.add(uri)
        return (self.prefixes[uri] if uri else "") + name

    def plan(self, struct: type[el.Element]) -> Plan:
        """The plan of a struct; its function is queued when first asked for."""
        if struct not in self.plans:
            self.numbers[struct] = len(self.numbers)
            self.plans[struct] = plan(struct, self.version)
            self.waiting.append(self.plans[struct])
        return self.plans[struct]

    def name(self, prefix: str, value: object) -> str:
        """A global name for a value."""
        for known, held in self.names.items():
            if held is value and known.startswith(prefix):
                return known
        self.names[f"{prefix}_{len(self.names)}"] = value
        return f"{prefix}_{len(self.names) - 1}"

    def text(self, literal: str) -> None:
        """Fixed output; joined with what follows it."""
        self.literal += literal

    def emit(self, *lines: str) -> None:
        """Lines of code, after the fixed output that stands before them."""
        self.flush()
        self.lines.extend(self.indent + line for line in lines)

    def flush(self) -> None:
        """Write the fixed output gathered so far."""
        if self.literal:
            self.lines.append(f"{self.indent}a({self.literal!r})")
            self.literal = ""

    def make(self) -> None:
        """Write functions until none is waiting."""
        while self.waiting:
            todo = self.waiting.pop()
            self.indent = "    "
            if _attributes_only(todo):
                self.lines.append(f"def w{self.numbers[todo.struct]}(o):")
                self.start(todo)
                self.string_of_attributes(todo)
                continue
            self.lines.append(f"def w{self.numbers[todo.struct]}(o, a):")
            self.start(todo)
            self.body(todo)
            self.flush()

    def start(self, todo: Plan) -> None:
        """Stop at another struct, which may have more than is written here, and at what this version lacks."""
        self.emit(f"if type(o) is not {self.name('C', todo.struct)}: raise Odd")
        if todo.rest is not None:
            self.emit("raise Odd")
        for name in todo.absent:
            lacks = f"o.{name}" if todo.fields.index(name) in todo.lists else f"o.{name} is not None"
            self.emit(f"if {lacks}: raise Odd")

    def string_of_attributes(self, todo: Plan) -> None:
        """Types such as CV: the function gives all attributes as one string."""
        self.emit("s = ''")
        for row in todo.attributes:
            self.attribute(row, "s += ")
        self.emit("return s")

    def body(self, todo: Plan) -> None:
        """Attributes, then text or children; the caller has written `<name` and will write the end tag."""
        for row in todo.attributes:
            self.attribute(row, "a(", ")")
        if todo.text is not None:
            self.text(">")
            self.emit(f"v = o.{todo.text.name}")
            self.output(self.text_of(todo.text, IN_TEXT, escape), "", "")
        elif todo.wild is not None:
            self.text(">")
            self.emit(f"for v in o.{todo.wild.name}: payload(v, a)")
        else:
            self.text(">")
            if not todo.in_order:
                self.order(todo)
            self.children(todo)

    def attribute(self, row: AttributeRow, before: str, after: str = "") -> None:
        """One attribute; `before` and `after` it stands what takes its text (an absent one that must be there is odd)."""
        self.emit(f"v = o.{row.name}")
        if not row.required:
            self.emit("if v is not None:")
            self.indent += "    "
        text = self.text_of(row, IN_ATTRIBUTE, escape_attribute)
        self.emit(f"{before}f' {self.qname(row.tag)}=\"{{{text}}}\"'{after}")
        self.indent = "    "

    def text_of(self, row: AttributeRow | Row, special: str, escape: Escape) -> str:
        """The expression for the text of `v`, after what stops at a value that is not of its type."""
        if row.quick is not None and row.check is not None:
            careful = self.name("e", _careful(row.check, escape))
            return f"v if {self.name('q', row.quick)}(v) else {careful}(v)"
        if row.check is not None:
            self.emit(f"if not {self.name('c', row.check)}(v): raise Odd")
        return f"v if alnum(v) or not ({special}) else {self.name('x', escape)}(v)"

    def output(self, expression: str, before: str, after: str) -> None:
        """A text between fixed output, in one statement where that can be."""
        before = self.literal + before
        self.literal = ""
        if self.indent == "    ":  # inside a branch or loop nothing may wait
            self.literal, after = after, ""
        self.lines.append(f"{self.indent}a(f'{before}{{{expression}}}{after}')")

    def order(self, todo: Plan) -> None:
        """Run what is present through the automaton; fields stand in an order that its content model allows."""
        self.emit("p = []")
        done: set[int] = set()
        for row in todo.rows.values():
            if row.field in done:
                continue
            done.add(row.field)
            name = todo.fields[row.field]
            if name != row.name:  # several elements in one field, in the order received
                self.emit(f"p += [type(v).__name__ for v in o.{name}]")
            elif row.many:
                self.emit(f"p += [{name!r}] * len(o.{name})")
            else:
                self.emit(f"if o.{name} is not None: p.append({name!r})")
        self.emit(f"if not {self.name('f', todo.content.accepts_names)}(p): raise Odd")

    def children(self, todo: Plan) -> None:
        """Every row in the order of the fields."""
        either: dict[int, list[Row]] = {}
        for row in todo.rows.values():
            either.setdefault(row.field, []).append(row)
        for position, rows in either.items():
            name = todo.fields[position]
            if len(rows) > 1:
                self.alternatives(name, rows)
            else:
                self.child(rows[0], name, checked=todo.in_order)

    def alternatives(self, name: str, rows: list[Row]) -> None:
        """A field whose items are elements of several names."""
        self.emit(f"for v in o.{name}:")
        for word, row in zip(("if", *["elif"] * len(rows)), rows, strict=False):
            self.indent = "        "
            self.emit(f"{word} type(v) is {self.name('C', row.struct)}:")
            self.indent = "            "
            self.one(row)
            self.flush()
        self.indent = "        "
        self.emit("else: raise Odd")
        self.indent = "    "

    def child(self, row: Row, name: str, *, checked: bool) -> None:
        """One field: absent, one, or a list."""
        if row.many:
            if checked and row.required:
                self.emit(f"if not o.{name}: raise Odd")
            if row.kind != "struct":  # a text is a list of texts, too
                self.emit(f"if type(o.{name}) is not list: raise Odd")
            self.emit(f"for v in o.{name}:")
            self.indent += "    "
        else:
            self.emit(f"v = o.{name}")
            if not (checked and row.required):  # an absent one that must be there is odd
                self.emit("if v is not None:")
                self.indent += "    "
        self.one(row)
        if self.indent != "    ":
            self.flush()
        self.indent = "    "

    def one(self, row: Row) -> None:
        """The element for the value in `v`."""
        name = self.qname(row.tag)
        if row.struct is not None:
            inner = self.plan(row.struct)
            call = f"w{self.numbers[row.struct]}"
            if _attributes_only(inner):
                self.output(f"{call}(v)", f"<{name}", "/>")
                return
            self.text(f"<{name}")
            self.emit(f"{call}(v, a)")
            self.text(f"</{name}>")
        elif row.kind == "node":
            self.emit("if not may_stand(v): raise Odd", f"write_node(v, a, {self.default!r})")
        elif row.kind == "any":
            self.emit("if type(v) is not str and not may_stand(v): raise Odd")
            self.text(f"<{name}")
            self.emit(f"write_any(v, a, {self.default!r})")
            self.text(f"</{name}>")
        else:
            self.output(self.text_of(row, IN_TEXT, escape), f"<{name}>", f"</{name}>")


def _attributes_only(todo: Plan) -> bool:
    return not (todo.rows or todo.text or todo.wild)


def make(tag: str, struct: type[el.Element], version: el.Version, lookup: Lookup, judge: Judge) -> Write:
    """The fast writer of a root or payload element: `write(value, append)`; raises `Odd`."""
    source = _Source(tag, version)
    top = source.plan(struct)
    source.make()

    def payload(value: el.Payload, append: Append) -> None:
        write = lookup(value.tag)
        if write is None:
            raise Odd
        write(value.value, append)

    source.names |= {
        "payload": payload,
        "may_stand": judge,
        "write_any": write_any,
        "write_node": write_node,
    }
    exec(compile("\n".join(source.lines), f"<writer of {struct.__name__}>", "exec"), source.names)  # noqa: S102 - own tables only
    prefixed = sorted(
        (prefix, uri) for uri, prefix in source.prefixes.items() if prefix and uri in source.used
    )
    declared = "".join(f' xmlns:{prefix[:-1]}="{uri}"' for prefix, uri in prefixed)
    start = f'<{source.root} xmlns="{source.default}"{declared}'
    inner = source.names[f"w{source.numbers[struct]}"]
    if _attributes_only(top):
        return lambda value, append: append(f"{start}{inner(value)}/>")
    end = f"</{source.root}>"

    def write(value: el.Element, append: Append) -> None:
        append(start)
        inner(value, append)
        append(end)

    return write
