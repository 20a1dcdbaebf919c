"""The real file system: only regular files, whole, and none that changed meanwhile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from adapter.edges.folder.files import Disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_only_regular_files_are_seen(tmp_path: Path) -> None:
    (tmp_path / "file.xml").write_bytes(b"<a/>")
    (tmp_path / "folder.xml").mkdir()
    (tmp_path / "link.xml").symlink_to(tmp_path / "file.xml")
    (tmp_path / "broken.xml").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.xml")
    assert [(one.name, one.size) for one in Disk().inside(tmp_path)] == [("file.xml", 4)]


def test_what_is_no_regular_file_is_like_no_content(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    seen = [Disk().look(tmp_path / name) for name in ("pipe", "folder", "link")]
    assert [one and one.size for one in seen] == [-1, -1, -1]
    assert Disk().look(tmp_path / "nothing") is None


def test_a_file_is_read_as_it_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<a/>")
    seen = Disk().look(path)
    assert seen
    assert Disk().read(path, seen) == b"<a/>"


def refill(path: Path) -> None:
    path.write_bytes(b"<a><b/></a>")


def touch(path: Path) -> None:
    os.utime(path, (1, 1))


def remove(path: Path) -> None:
    path.unlink()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("change", [refill, touch, remove, pipe])
def test_a_file_that_is_another_one_by_now_is_not_read(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<a/>")
    seen = Disk().look(path)
    assert seen
    change(path)
    assert Disk().read(path, seen) is None


def test_a_link_is_never_read_or_written_through(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"x")
    link = tmp_path / "link"
    link.symlink_to(secret)
    seen = Disk().look(secret)
    assert seen
    with pytest.raises(OSError, match="symbolic"):
        Disk().read(link, seen)
    with pytest.raises(OSError, match="symbolic"):
        Disk().write(link, b"y")
    assert secret.read_bytes() == b"x"


def test_a_shorter_text_leaves_nothing_of_a_longer_one(tmp_path: Path) -> None:
    Disk().write(tmp_path / "a", b"longer")
    Disk().write(tmp_path / "a", b"short")
    Disk().sync(tmp_path)
    assert (tmp_path / "a").read_bytes() == b"short"
