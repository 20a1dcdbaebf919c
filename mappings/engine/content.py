"""Content models: a DTD-like expression over field names becomes a deterministic automaton.

XSD's content models obey "unique particle attribution", so the position automaton (Glushkov's construction) is
deterministic: one look-up per child decides order, number and choice at once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = "(),|?*+"
_TOKEN = re.compile(rf"\s*([{_MARKS}]|[^\s{_MARKS}]+)")


class Automaton(NamedTuple):
    """`steps[state]` is name -> next state; `accepts[state]` tells whether the content may end there. Start is 0."""

    steps: tuple[dict[str, int], ...]
    accepts: tuple[bool, ...]

    def accepts_names(self, names: list[str]) -> bool:
        """Whether the names, in this order, are the whole of a valid content."""
        state = 0
        for name in names:
            there = self.steps[state].get(name)
            if there is None:
                return False
            state = there
        return self.accepts[state]

    def path(self, state: int, name: str | None) -> tuple[str, ...] | None:
        """The fewest names to add from `state` until `name` may follow (None: until the content may end)."""
        seen = {state}
        waiting: list[tuple[int, tuple[str, ...]]] = [(state, ())]
        for here, names in waiting:
            if self.accepts[here] if name is None else name in self.steps[here]:
                return names
            for step, there in self.steps[here].items():
                if there not in seen:
                    seen.add(there)
                    waiting.append((there, (*names, step)))
        return None

    def missing(self, state: int, name: str | None) -> tuple[list[tuple[str, ...]], int] | None:
        """What `path` tells, each as the names of which any one would do, and the state after them."""
        names = self.path(state, name)
        if names is None:
            return None
        gaps: list[tuple[str, ...]] = []
        for left, step in zip(range(len(names) - 1, -1, -1), names, strict=True):
            steps = self.steps[state]
            gaps.append(tuple(one for one, there in steps.items() if self._far(there, name) == left))
            state = steps[step]
        return gaps, state

    def _far(self, state: int, name: str | None) -> int | None:
        names = self.path(state, name)
        return None if names is None else len(names)


class _Part(NamedTuple):
    """Glushkov's sets of a sub-expression: positions that may come first and last, and whether it may be empty."""

    nullable: bool
    first: frozenset[int]
    last: frozenset[int]


class _Compiler:
    def __init__(self, expression: str) -> None:
        self.tokens = _TOKEN.findall(expression)
        self.names: list[str] = []
        self.follow: list[set[int]] = []

    def automaton(self) -> Automaton:
        whole = self.choice()
        if self.tokens:
            raise ValueError(f"content model: unexpected {self.tokens[0]!r}")
        states = [self.steps(whole.first), *(self.steps(frozenset(follow)) for follow in self.follow)]
        accepts = [whole.nullable, *(position in whole.last for position in range(len(self.names)))]
        return Automaton(tuple(states), tuple(accepts))

    def steps(self, positions: frozenset[int]) -> dict[str, int]:
        steps: dict[str, int] = {}
        for position in sorted(positions):
            if steps.setdefault(self.names[position], position + 1) != position + 1:
                raise ValueError(f"content model: {self.names[position]} is ambiguous")
        return steps

    def choice(self) -> _Part:
        part = self.sequence()
        while self.take("|"):
            other = self.sequence()
            part = _Part(part.nullable or other.nullable, part.first | other.first, part.last | other.last)
        return part

    def sequence(self) -> _Part:
        part = self.repeated()
        while self.take(","):
            other = self.repeated()
            self.join(part.last, other.first)
            part = _Part(
                part.nullable and other.nullable,
                part.first | other.first if part.nullable else part.first,
                part.last | other.last if other.nullable else other.last,
            )
        return part

    def repeated(self) -> _Part:
        part = self.single()
        while self.tokens and self.tokens[0] in "?*+":
            mark = self.tokens.pop(0)
            if mark in "*+":
                self.join(part.last, part.first)
            if mark in "?*":
                part = part._replace(nullable=True)
        return part

    def single(self) -> _Part:
        if self.take("("):
            part = self.choice()
            if not self.take(")"):
                raise ValueError("content model: ) is missing")
            return part
        if not self.tokens or self.tokens[0] in _MARKS:
            raise ValueError("content model: a name is missing")
        self.names.append(self.tokens.pop(0))
        self.follow.append(set())
        here = frozenset({len(self.names) - 1})
        return _Part(nullable=False, first=here, last=here)

    def join(self, last: frozenset[int], first: frozenset[int]) -> None:
        for position in last:
            self.follow[position] |= first

    def take(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False


EMPTY = Automaton(({},), (True,))


def automaton(expression: str) -> Automaton:
    """The automaton of an expression such as `(OrganisationName, Ident+, Address?)?`; empty text: no children.

    Raises ValueError when the expression is malformed or ambiguous (a fault of the tables, found by their tests).
    """
    return _Compiler(expression).automaton() if expression else EMPTY
