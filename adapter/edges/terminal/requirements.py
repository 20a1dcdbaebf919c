"""`ip-adapter requirements`: the register."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from adapter.edges.terminal.console import Exit, StopError
from adapter.edges.terminal.register import Requirement, load
from adapter.edges.terminal.told import count

if TYPE_CHECKING:
    from argparse import Namespace

    from adapter.edges.terminal.console import Console


def run(options: Namespace, console: Console) -> Exit:
    """A line each; with ids named, everything about these. The counts go to standard error."""
    register = load()
    chosen = _chosen(register, options)
    if options.json:
        console.answer(msgspec.json.format(msgspec.json.encode(chosen), indent=2) + b"\n")
    else:
        tell = _whole if options.ids else _line
        console.answer("".join(f"{tell(one)}\n" for one in chosen).encode())
    console.say(_summary(chosen))
    return Exit.DONE


def _chosen(register: tuple[Requirement, ...], options: Namespace) -> list[Requirement]:
    wanted = {name.upper() for name in options.ids}
    unknown = sorted(wanted - {one.id for one in register})
    if unknown:
        raise StopError(f"there is no requirement {', '.join(unknown)}", Exit.USAGE)
    return [
        one for one in register if (not wanted or one.id in wanted) and options.state in (None, one.state)
    ]


def _line(one: Requirement) -> str:
    return f"{one.id}  {one.state:<7}  {one.level:<6}  {one.says}"


def _whole(one: Requirement) -> str:
    more = [f"       there:  {one.what}"] if one.what else []
    more += [f"       code:   {name}" for name in one.code]
    more += [f"       test:   {name}" for name in one.test]
    return "\n".join([_line(one), *more])


def _summary(chosen: list[Requirement]) -> str:
    states = Counter(one.state for one in chosen)
    told = ", ".join(f"{states[state]} {state}" for state in ("done", "part", "planned") if states[state])
    return f"{count(len(chosen), 'requirement')}: {told}" if chosen else "no requirement"
