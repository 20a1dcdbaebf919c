"""A folder that cannot be used is said so at the start, in one sentence."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from adapter.edges.folder.faults import FAULTS, OTHER
from adapter.edges.folder.files import Disk
from adapter.edges.folder.preparing import NAMES, prepare
from adapter.errors import StartError
from tests.adapter.edges.folder.doubles import Refusing, put, tree

if TYPE_CHECKING:
    from pathlib import Path


def test_the_folders_are_made_and_nothing_else(tmp_path: Path) -> None:
    folders = prepare(tmp_path / "new" / "messages", Disk())
    assert [path.name for path in folders] == list(NAMES)
    assert all(path.is_dir() for path in folders)
    assert tree(tmp_path) == {}


def test_what_is_there_stays(tmp_path: Path) -> None:
    put(prepare(tmp_path, Disk()).incoming, "a.xml")
    prepare(tmp_path, Disk())
    assert tree(tmp_path) == {"in/a.xml": b"<a/>"}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    with pytest.raises(StartError) as caught:
        prepare(tmp_path, Disk())
    place = tmp_path / name
    assert str(caught.value) == (
        f"the folder {place} cannot be used: there is no such folder, or something else has its name"
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("error", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path, name: str, error: int) -> None:
    refusing = Refusing()
    refusing.refuse("make", error, name)
    with pytest.raises(StartError, match=FAULTS[error].sentence) as caught:
        prepare(tmp_path, refusing.files)
    assert f"/{name} " in str(caught.value)


def test_folders_on_two_disks_are_said(tmp_path: Path) -> None:
    refusing = Refusing()
    refusing.refuse("rename", errno.EXDEV)
    with pytest.raises(StartError, match="on the same disk"):
        prepare(tmp_path, refusing.files)


def test_a_sentence_can_be_shown_whatever_the_folder_is_called(tmp_path: Path) -> None:
    refusing = Refusing()
    refusing.refuse("make", errno.EACCES)
    with pytest.raises(StartError) as caught:
        prepare(tmp_path / "rare\n\udcff", refusing.files)
    assert str(caught.value).isprintable()


def test_every_fault_has_a_key_of_its_own_and_a_sentence_without_a_stop() -> None:
    faults = {*FAULTS.values(), OTHER}
    assert len({fault.key for fault in faults}) == len(faults)
    assert not any(fault.sentence.endswith(".") for fault in faults)
