"""`ip-adapter requirements`: the register on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from adapter.edges.terminal.register import Requirement, load

if TYPE_CHECKING:
    from conftest import Terminal


def test_all_requirements_a_line_each(terminal: Terminal) -> None:
    result = terminal("requirements")
    assert result.code == 0
    assert [line[:5] for line in result.out.decode().splitlines()] == [one.id for one in load()]
    assert result.lines[0].startswith("178 requirements: ")


def test_only_those_in_a_state(terminal: Terminal) -> None:
    lines = terminal("requirements", "--state", "part").out.decode().splitlines()
    assert [line[:5] for line in lines] == [one.id for one in load() if one.state == "part"]


def test_those_named_are_told_whole(terminal: Terminal) -> None:
    text = terminal("requirements", "r-127").out.decode()
    (one,) = (one for one in load() if one.id == "R-127")
    assert all(word in text for word in (one.says, one.what, *one.code, *one.test))


def test_as_json(terminal: Terminal) -> None:
    result = terminal("requirements", "R-027", "--json")
    (one,) = msgspec.json.decode(result.out, type=list[Requirement])
    assert one.id == "R-027"


def test_one_that_there_is_not(terminal: Terminal) -> None:
    result = terminal("requirements", "R-179")
    assert (result.code, result.out) == (2, b"")
    assert result.lines == ["ip-adapter: there is no requirement R-179"]
