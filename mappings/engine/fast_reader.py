"""The fast path of reading: Python source made from the plans, one function an element, that stops at the first oddity.

It accepts only what is certainly right and raises `Odd` for everything else; then the thorough reader decides. The
tree is walked once, in document order, as tuples (tag, text, number of children, element); a function is handed its own
tuple and takes its children from the shared iterator, so it can neither leave a child nor take another's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from mappings import element as el
from mappings.engine.generic import IGNORED_ATTRIBUTES
from mappings.engine.plan import AttributeRow, Plan, Row, plan

if TYPE_CHECKING:
    from lxml.etree import _Element

USUAL_ORDERS = (("V", "DN", "S"), ("V", "DN"), ("V",), ("DN", "V", "S"), ("V", "S", "DN"))
"""The orders in which attributes mostly stand in real messages; any other is read as well, a little slower."""

Tuple = tuple[str, str | None, int, "_Element"]
Read = Callable[[str | None, int, "_Element", Callable[[], Tuple]], el.Element]
Lookup = Callable[[str], Read | None]


class Odd(Exception):  # noqa: N818 - not an error: the thorough reader takes over
    """The fast path is not sure."""


def _check_keys(keys: list[str]) -> None:
    """Only schema locations may stand as attributes where the XSD has none; their values are never followed."""
    if not IGNORED_ATTRIBUTES.issuperset(keys):
        raise Odd


class _Source:
    """The functions of all structs reachable from one root, as source text and the names it needs."""

    def __init__(self, version: el.Version) -> None:
        self.version = version
        self.lines: list[str] = []
        self.names: dict[str, Any] = {"Odd": Odd, "check_keys": _check_keys}
        self.numbers: dict[type[el.Element], int] = {}
        self.waiting: list[Plan] = []

    def function(self, struct: type[el.Element]) -> str:
        """The name of the function that reads a struct; made when first asked for."""
        if struct not in self.numbers:
            self.numbers[struct] = len(self.numbers)
            self.names[f"C{self.numbers[struct]}"] = struct
            self.waiting.append(plan(struct, self.version))
        return f"r{self.numbers[struct]}"

    def name(self, prefix: str, value: object) -> str:
        """A global name for a value."""
        for known, held in self.names.items():
            if held is value and known.startswith(prefix):
                return known
        self.names[f"{prefix}_{len(self.names)}"] = value
        return f"{prefix}_{len(self.names) - 1}"

    def make(self) -> None:
        """Write functions until none is waiting."""
        while self.waiting:
            self.write(self.waiting.pop())

    def write(self, todo: Plan) -> None:
        """The function of one struct."""
        number = self.numbers[todo.struct]
        self.lines.append(f"def r{number}(x, n, e, nx):")
        if todo.rest is not None:
            self.emit("raise Odd")
        elif todo.text is not None:
            self.simple_content(todo)
        elif todo.wild is not None:
            self.wild(todo)
        elif not todo.rows:
            self.attributes_only(todo)
        else:
            self.children(todo)
        self.lines.append(f"    return C{number}({', '.join(f'v{i}' for i in range(len(todo.fields)))})")

    def emit(self, *lines: str) -> None:
        """Lines of the function's body."""
        self.lines.extend("    " + line for line in lines)

    def start(self, todo: Plan) -> None:
        """Absent until found; lists empty."""
        self.emit(*(f"v{i} = {'[]' if i in todo.lists else 'None'}" for i in range(len(todo.fields))))

    def attributes(self, todo: Plan) -> None:
        """Read the attributes, or make sure that there are none; the usual orders are tried before any order."""
        if not todo.attributes:
            self.emit("k = e.keys()", "if k: check_keys(k)")
            return
        self.emit("k = e.items()")
        rows = {row.name: row for row in todo.attributes}
        word = "if"
        for order in USUAL_ORDERS:
            if rows.keys() >= set(order):
                keys = "".join(f"(k{i}, v{rows[name].field}), " for i, name in enumerate(order))
                same = " and ".join(f"k[{i}][0] == {rows[name].tag!r}" for i, name in enumerate(order))
                self.emit(f"{word} len(k) == {len(order)} and {same}: {keys[:-1]} = k")
                word = "elif"
        self.emit("else:" if word == "elif" else "if True:", "    for k, v in k:")
        for word, row in zip(("if", *["elif"] * len(todo.attributes)), todo.attributes, strict=False):
            self.emit(f"        {word} k == {row.tag!r}: v{row.field} = v")
        self.emit("        else: check_keys((k,))")
        for row in todo.attributes:
            self.value_check(row, f"v{row.field}", absent_is_good=not row.required)

    def value_check(self, row: AttributeRow | Row, value: str, *, absent_is_good: bool) -> None:
        """Stop when a value is not of its simple type."""
        if row.check is None:
            if not absent_is_good:
                self.emit(f"if {value} is None: raise Odd")
            return
        absent = f"{value} is not None and" if absent_is_good else f"{value} is None or"
        self.emit(f"if {absent} {self.fails(row, value)}: raise Odd")

    def fails(self, row: AttributeRow | Row, value: str) -> str:
        """The expression that is true when a value is not of its type."""
        fails = f"not {self.name('c', row.check)}({value})"
        return fails if row.quick is None else f"not {self.name('q', row.quick)}({value}) and {fails}"

    def attributes_only(self, todo: Plan) -> None:
        """Types such as CV: neither text nor children."""
        self.emit("if x is not None or n: raise Odd")
        self.start(todo)
        self.attributes(todo)

    def simple_content(self, todo: Plan) -> None:
        """Text and attributes."""
        assert todo.text is not None  # noqa: S101 - for the type checker; `write` asked
        self.emit("if n: raise Odd")
        self.start(todo)
        self.attributes(todo)
        self.emit(f"v{todo.text.field} = '' if x is None else x")
        self.value_check(todo.text, f"v{todo.text.field}", absent_is_good=False)

    def wild(self, todo: Plan) -> None:
        """Any registered elements, each read by its own function."""
        assert todo.wild is not None  # noqa: S101 - for the type checker; `write` asked
        self.names["Payload"] = el.Payload
        self.emit("if x is not None: raise Odd")
        self.start(todo)
        self.attributes(todo)
        self.emit(
            "while n:",
            "    t, x, c, e = nx()",
            "    n -= 1",
            "    r = lookup(t)",
            "    if r is None: raise Odd",
            f"    v{todo.wild.field}.append(Payload(t, r(x, c, e, nx)))",
        )

    def children(self, todo: Plan) -> None:
        """Child elements, in order or by the automaton."""
        self.emit("if x is not None: raise Odd")
        self.start(todo)
        self.attributes(todo)
        if todo.in_order:
            self.in_order(todo)
        else:
            self.by_automaton(todo)

    def in_order(self, todo: Plan) -> None:
        """A plain sequence: one comparison a row, no automaton."""
        advance = "if n: t, x, c, e = nx()"
        self.emit("t = None", advance)
        for row in todo.rows.values():
            tag = repr(row.tag)
            if row.required and not row.many:
                self.emit(f"if t != {tag}: raise Odd")
                self.take(row, "")
                self.emit("n -= 1", advance, "else: t = None")
                continue
            self.emit(f"{'while' if row.many else 'if'} t == {tag}:")
            self.take(row, "    ")
            self.emit("    n -= 1", "    " + advance, "    else: t = None")
            if row.required:
                self.emit(f"if not v{row.field}: raise Odd")
        self.emit("if n: raise Odd")

    def by_automaton(self, todo: Plan) -> None:
        """Choices and groups: one look-up a child gives the row and the next state."""
        order = list(todo.rows.values())
        steps = tuple(
            {todo.rows[name].tag: (order.index(todo.rows[name]), there) for name, there in state.items()}
            for state in todo.content.steps
        )
        table = self.name("s", steps)
        self.emit("s = 0", "while n:", "    t, x, c, e = nx()", "    n -= 1", f"    m = {table}[s].get(t)")
        self.emit("    if m is None: raise Odd", "    m, s = m")
        for number, row in enumerate(order):
            self.emit(f"    {'if' if number == 0 else 'elif'} m == {number}:")
            self.take(row, "        ")
        self.emit(f"if not {self.name('a', todo.content.accepts)}[s]: raise Odd")

    def take(self, row: Row, indent: str) -> None:
        """Read the child in hand (t, x, c, e) into its field."""
        target = f"v{row.field}"
        if row.kind == "struct":
            assert row.struct is not None  # noqa: S101 - for the type checker; rows of this kind have one
            value = f"{self.function(row.struct)}(x, c, e, nx)"
        elif row.kind == "node":
            self.emit(indent + "raise Odd")
            return
        else:
            self.emit(f"{indent}if c: raise Odd", f"{indent}k = e.keys()", f"{indent}if k: check_keys(k)")
            value = "('' if x is None else x)"
            if row.check is not None:
                self.emit(f"{indent}if x is None: x = ''", f"{indent}if {self.fails(row, 'x')}: raise Odd")
                value = "x"
        self.emit(f"{indent}{target}.append({value})" if row.many else f"{indent}{target} = {value}")


def make(struct: type[el.Element], version: el.Version, lookup: Lookup) -> Read:
    """The fast reader of an element: `read(text, number of children, element, next)`; raises `Odd`."""
    source = _Source(version)
    entry = source.function(struct)
    source.make()
    source.names["lookup"] = lookup
    exec(compile("\n".join(source.lines), f"<reader of {struct.__name__}>", "exec"), source.names)  # noqa: S102 - own tables only
    read: Read = source.names[entry]
    return read


def tuples(root: _Element) -> Iterator[Tuple]:
    """The tree in document order. Raises `Odd` when there is text between elements."""
    elements: list[Any] = list(root.iter())  # lxml's stubs say that a tag may be bytes; parsed ones are str
    for element in elements:
        if element.tail is not None:
            raise Odd
    return zip(
        [element.tag for element in elements],
        [element.text for element in elements],
        map(len, elements),
        elements,
        strict=True,
    )
