"""What is flipped in a module: a small set of changes of its syntax tree, each compiled and undone."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Flip(NamedTuple):
    """A change of a module: in which line, from what, to what."""

    module: str
    number: int
    line: str
    was: str
    now: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names it wherever its line stands."""
        return self.module, self.line, self.was, self.now


COMPARISONS: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
OPERATIONS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
FUNCTIONS: Final = {"any": "all", "all": "any", "min": "max", "max": "min"}
DISPLAYS: Final = (ast.Tuple, ast.List, ast.Set)


def flips(module: str, source: str) -> Iterator[tuple[Flip, ast.Module]]:
    """All flips of a module, in the order of its text, each with the tree as it then is: until the next one."""
    tree, lines = ast.parse(source), source.splitlines()
    for parent, field, index in [*_sites(tree)]:
        node = _get(parent, field, index)
        for changed in [*_changes(field, parent, node)]:
            line = lines[node.lineno - 1].strip()
            flip = Flip(module, node.lineno, line, ast.unparse(node), ast.unparse(changed))
            _set(parent, field, index, ast.fix_missing_locations(ast.copy_location(changed, node)))
            yield flip, tree
            _set(parent, field, index, node)


def _get(parent: ast.AST, field: str, index: int | None) -> Any:  # noqa: ANN401 - any node
    held = getattr(parent, field)
    return held if index is None else held[index]


def _set(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


# --- where ------------------------------------------------------------------------------------------------------------

_UNTOUCHED: Final = ("annotation", "returns", "decorator_list", "bases", "ctx")


def _sites(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Every place of a node that code runs through: no annotations, docstrings, imports or type aliases."""
    for field, value in ast.iter_fields(node):
        if field in _UNTOUCHED:
            continue
        for index, inner in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(inner, ast.AST) and not _is_silent(node, inner):
                yield node, field, index
                yield from _sites(inner)


def _is_silent(parent: ast.AST, node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.arguments() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar"))):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
    return isinstance(parent, ast.Call) and ast.unparse(parent.func) == "cast" and node is parent.args[0]


# --- what -------------------------------------------------------------------------------------------------------------


def _changes(field: str, parent: ast.AST, node: ast.AST) -> Iterator[ast.AST]:
    """What a node is changed to; a condition also to what always and what never holds."""
    if field in ("test", "ifs"):
        yield ast.Constant(value=True)
        yield ast.Constant(value=False)
    for kind, change in _KINDS:
        if isinstance(node, kind):
            yield from change(node)
    if isinstance(node, DISPLAYS) and not isinstance(parent, (ast.Subscript, ast.Return)):
        yield from _without_an_element(node)


def _comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            operators = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield ast.Compare(node.left, operators, node.comparators)


def _boolean(node: ast.BoolOp) -> Iterator[ast.AST]:
    """And for or, and each condition left out."""
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for place in range(len(node.values)):
        left = [*node.values[:place], *node.values[place + 1 :]]
        yield ast.BoolOp(node.op, left) if len(left) > 1 else left[0]


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    """Another value. Texts with spaces are sentences to people and decide nothing."""
    match node.value:
        case bool(value):
            yield ast.Constant(value=not value)
        case int(value):
            yield ast.Constant(value=value + 1)
        case str(value) if " " not in value:
            yield ast.Constant(value="x" + value)


def _without_an_entry(node: ast.Dict) -> Iterator[ast.AST]:
    for place in range(len(node.keys)):
        yield ast.Dict(_but(node.keys, place), _but(node.values, place))


def _without_an_element(node: ast.Tuple | ast.List | ast.Set) -> Iterator[ast.AST]:
    """Not of what is unpacked or returned as a pair: that only breaks."""
    if isinstance(getattr(node, "ctx", None), ast.Store):
        return
    for place in range(len(node.elts)):
        left = _but(node.elts, place)
        if isinstance(node, ast.Set):
            yield ast.Set(left) if left else ast.Call(ast.Name("set", ast.Load()), [], [])
        else:
            yield type(node)(left, ast.Load())


def _but(items: list[Any], place: int) -> list[Any]:
    return [*items[:place], *items[place + 1 :]]


def _negations(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not):
        yield node.operand


def _operations(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in OPERATIONS:
        yield ast.BinOp(node.left, OPERATIONS[type(node.op)](), node.right)


def _functions(node: ast.Call) -> Iterator[ast.AST]:
    name = FUNCTIONS.get(ast.unparse(node.func))
    if name is not None:
        yield ast.Call(ast.Name(name, ast.Load()), node.args, node.keywords)


def _returns(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is not None and ast.unparse(node.value) != "None":
        yield ast.Return(ast.Constant(value=None))


def _yields(node: ast.Expr) -> Iterator[ast.AST]:
    if isinstance(node.value, (ast.Yield, ast.YieldFrom)):
        yield ast.Pass()


_KINDS: Final[tuple[tuple[type[ast.AST], Callable[[Any], Iterator[ast.AST]]], ...]] = (
    (ast.Compare, _comparisons),
    (ast.BoolOp, _boolean),
    (ast.UnaryOp, _negations),
    (ast.BinOp, _operations),
    (ast.Call, _functions),
    (ast.Constant, _constants),
    (ast.Return, _returns),
    (ast.Expr, _yields),
    (ast.Dict, _without_an_entry),
)
