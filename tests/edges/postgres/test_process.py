"""Child processes end with what they are for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapter.edges.postgres.process import CANNOT_RUN, Program, attended, begin, run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_program_has_our_settings_and_nothing_of_our_environment() -> None:
    ended = asyncio.run(run(Program(("env",), password="secret")))  # noqa: S106 - of nothing
    names = {line.partition("=")[0] for line in ended.said.splitlines()}
    assert names - {"PWD", "SHLVL", "_"} == {"PATH", "LC_ALL", "TZ", "PGPASSWORD"}


def test_what_it_says_on_both_streams_is_kept() -> None:
    ended = asyncio.run(run(Program(("sh", "-c", "echo one; echo two >&2; exit 3"))))
    assert (ended.code, ended.said) == (3, "one\ntwo\n")


def test_a_program_that_cannot_be_run(tmp_path: Path) -> None:
    ended = asyncio.run(run(Program((tmp_path / "nothing",))))
    assert (ended.code, ended.said) == (CANNOT_RUN, "No such file or directory")


def test_nobody_is_left_behind_by_one_who_is_cancelled() -> None:
    child = begin(Program(("sleep", "600")))

    async def cancel() -> None:
        doing = asyncio.ensure_future(attended(child, child.wait))
        await asyncio.sleep(0.05)
        doing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await doing

    asyncio.run(cancel())
    assert child.returncode == -9
