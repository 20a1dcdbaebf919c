"""Of several adapters that watch one folder, one takes the files; the next one goes on when it leaves."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from adapter.edges.folder.faults import FAULTS
from adapter.edges.folder.turn import LOCK, turn
from adapter.errors import StartError
from adapter.events import Event

if TYPE_CHECKING:
    from pathlib import Path

WATCHES = """
import sys
from pathlib import Path
from adapter.edges.folder.turn import turn
with turn(Path(sys.argv[1]), lambda event: print(event, flush=True)) as mine:
    mine.ours()
    sys.stdin.read()
"""


class Heard(list[Event]):
    """What is told."""

    def __call__(self, event: Event, /, **_: str | int) -> None:
        self.append(event)


def test_the_first_one_has_the_turn_and_keeps_it(tmp_path: Path) -> None:
    heard = Heard()
    with turn(tmp_path, heard) as first, turn(tmp_path, heard) as second:
        assert [first.ours(), second.ours(), first.ours(), second.ours()] == [True, False, True, False]
    assert heard == [Event.FOLDER_OURS, Event.FOLDER_OTHERS]


def test_the_next_one_has_it_when_the_first_one_leaves(tmp_path: Path) -> None:
    heard = Heard()
    with turn(tmp_path, heard) as second:
        with turn(tmp_path, Heard()) as first:
            assert first.ours()
            assert not second.ours()
        assert second.ours()
    assert heard == [Event.FOLDER_OTHERS, Event.FOLDER_OURS]


def test_whoever_is_killed_keeps_nobody_waiting(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WATCHES, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"folder-ours\n"
        with turn(tmp_path, Heard()) as mine:
            assert not mine.ours()
            other.kill()
            other.wait()
            assert mine.ours()


def test_a_folder_that_takes_no_lock_file_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()
    with pytest.raises(StartError, match="cannot be used"), turn(tmp_path, Heard()):
        pass
    with pytest.raises(StartError) as caught, turn(tmp_path / "gone", Heard()):
        pass
    assert str(caught.value) == f"the folder {tmp_path}/gone cannot be used: {FAULTS[2].sentence}"
