"""Files come in: whole, once, in order, and each ends where somebody looks for it."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from adapter.edges.folder.inlet import Done, Later, Parked
from adapter.events import Event
from mappings import fhir, xml
from tests.adapter.edges.folder.doubles import LETTER, Between, Refusing, Watched, put, tree

if TYPE_CHECKING:
    from pathlib import Path

REASON = b'{"resourceType":"OperationOutcome"}'


def test_a_file_is_handed_on_word_for_word_and_moved_to_done(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    put(folder.folders.incoming, "brev.xml", b"\xef\xbb\xbf<a/>\r\n")
    assert [folder.poll(), folder.poll()] == [1, 0]
    assert folder.taken == [("brev.xml", b"\xef\xbb\xbf<a/>\r\n")]
    assert tree(tmp_path) == {"done/brev.xml": b"\xef\xbb\xbf<a/>\r\n"}
    assert folder.told == [(Event.FILE_TAKEN, {"letter": str(LETTER), "size": 9})]


def test_a_file_that_somebody_must_look_at_is_parked_with_its_reason(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    folder.answers["brev.xml"] = Parked(REASON, LETTER)
    put(folder.folders.incoming, "brev.xml", b"<bad")
    assert folder.poll() == 1
    assert tree(tmp_path) == {"parked/brev.xml": b"<bad", "parked/brev.xml.reason.json": REASON}
    assert folder.told == [(Event.FILE_PARKED, {"letter": str(LETTER), "size": 4})]


def test_files_come_in_the_order_in_which_they_were_written(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    for age, name in enumerate(["c.xml", "a.xml", "b.xml"], 10):
        put(folder.folders.incoming, name, age=age)
    assert folder.poll() == 3
    assert [name for name, _ in folder.taken] == ["b.xml", "a.xml", "c.xml"]


def test_a_file_being_written_is_left_until_it_is_quiet(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    for length in range(1, 4):
        put(folder.folders.incoming, "brev.xml", b"<" * length, age=-3600)
        folder.clock.later(1)
        assert folder.poll() == 0
    folder.clock.later(2)
    assert folder.poll() == 1
    assert folder.taken == [("brev.xml", b"<<<")]


def test_what_is_not_for_us_stays(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    incoming = folder.folders.incoming
    for name in (".hidden.xml", "a.tmp", "b.part", "c.xml.filepart"):
        put(incoming, name)
    put(tmp_path, "secret.xml")
    (incoming / "folder.xml").mkdir()
    (incoming / "link.xml").symlink_to(tmp_path / "secret.xml")
    os.mkfifo(incoming / "pipe.xml")
    before = sorted(incoming.iterdir())
    assert folder.poll() == 0
    assert folder.taken == []
    assert sorted(incoming.iterdir()) == before


def test_a_file_that_is_too_large_is_parked_without_being_read(tmp_path: Path) -> None:
    calls: list[str] = []
    folder = Watched(tmp_path, Between(lambda call, _: calls.append(call)))
    large = put(folder.folders.incoming, "stor.xml")
    os.truncate(large, xml.MAX_BYTES + 1)
    os.utime(large, (1, 1))
    assert folder.poll() == 1
    assert not {"read", "digest"} & set(calls)
    assert folder.taken == []
    assert sorted(tree(tmp_path)) == ["parked/stor.xml", "parked/stor.xml.reason.json"]
    reason = fhir.decode((folder.folders.parked / "stor.xml.reason.json").read_bytes()).value
    assert isinstance(reason, fhir.OperationOutcome)
    assert [one.code for one in reason.issue] == ["too-long"]
    assert folder.told == [(Event.FILE_PARKED, {"rule": "xml-too-large", "size": xml.MAX_BYTES + 1})]


def test_the_largest_file_that_may_be_is_read(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    large = put(folder.folders.incoming, "stor.xml")
    os.truncate(large, xml.MAX_BYTES)
    os.utime(large, (1, 1))
    assert folder.poll() == 1
    assert [len(data) for _, data in folder.taken] == [xml.MAX_BYTES]


def test_R169_files_wait_while_nothing_can_be_taken_in(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    folder.answers["a.xml"] = Later()
    put(folder.folders.incoming, "a.xml", age=20)
    put(folder.folders.incoming, "b.xml", age=10)
    assert folder.poll() == 0
    assert folder.taken == [("a.xml", b"<a/>")]
    assert sorted(tree(tmp_path)) == ["in/a.xml", "in/b.xml"]
    assert folder.told == []
    folder.answers["a.xml"] = Done(LETTER)
    assert folder.poll() == 2
    assert sorted(tree(tmp_path)) == ["done/a.xml", "done/b.xml"]


# --- names that meet --------------------------------------------------------------------------------------------------


def test_files_of_one_name_are_kept_side_by_side_and_the_same_file_once(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    for data in (b"<a/>", b"<b/>", b"<longer/>", b"<b/>", b"<a/>"):
        put(folder.folders.incoming, "brev.xml", data)
        assert folder.poll() == 1
    assert tree(tmp_path) == {
        "done/brev.xml": b"<a/>",
        "done/brev.2.xml": b"<b/>",
        "done/brev.3.xml": b"<longer/>",
    }


def test_every_parked_file_keeps_its_own_reason(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    for data, reason in ((b"<1", b"{1}"), (b"<2", b"{2}"), (b"<1", b"{3}")):
        folder.answers["brev.xml"] = Parked(reason, LETTER)
        put(folder.folders.incoming, "brev.xml", data)
        assert folder.poll() == 1
    assert tree(tmp_path) == {
        "parked/brev.xml": b"<1",
        "parked/brev.xml.reason.json": b"{3}",
        "parked/brev.2.xml": b"<2",
        "parked/brev.2.xml.reason.json": b"{2}",
    }


@pytest.mark.parametrize("name", [b"\xff\xfe.xml", b"a\nb.xml", b"\xc3\xb8" * 120 + b".xml", b"a\\b.xml"])
def test_a_strange_name_is_made_clean_before_anybody_else_sees_it(tmp_path: Path, name: bytes) -> None:
    folder = Watched(tmp_path)
    put(folder.folders.incoming, os.fsdecode(name))
    assert folder.poll() == 1
    ((seen, _),) = folder.taken
    assert seen.isprintable()
    assert seen.endswith(".xml")
    assert list(tree(tmp_path)) == [f"done/{seen}"]


def test_a_file_put_in_while_its_namesake_was_handled_is_not_moved_unread(tmp_path: Path) -> None:
    def replace(call: str, _: object) -> None:
        if call == "read" and len(folder.taken) == 0:
            put(folder.folders.incoming, "new", b"<second/>").replace(folder.folders.incoming / "brev.xml")

    folder = Watched(tmp_path, Between(after=replace))
    put(folder.folders.incoming, "brev.xml", b"<first/>")
    assert [folder.poll(), folder.poll()] == [0, 1]
    assert [data for _, data in folder.taken] == [b"<first/>", b"<second/>"]
    assert tree(tmp_path) == {"done/brev.xml": b"<second/>"}


def test_a_file_taken_away_while_it_was_handled_is_nobodys_fault(tmp_path: Path) -> None:
    def take_away(call: str, _: object) -> None:
        if call == "read":
            (folder.folders.incoming / "brev.xml").unlink()

    folder = Watched(tmp_path, Between(after=take_away))
    put(folder.folders.incoming, "brev.xml")
    assert [folder.poll(), folder.poll()] == [0, 0]
    assert folder.told == []


# --- a file system that refuses ---------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_moved_is_handled_once_and_moved_later(tmp_path: Path) -> None:
    refusing = Refusing()
    folder = Watched(tmp_path, refusing.files)
    put(folder.folders.incoming, "brev.xml")
    refusing.refuse("rename", errno.EACCES, "in/")
    assert [folder.poll() for _ in range(3)] == [0, 0, 0]
    refusing.refuse("", 0)
    assert folder.poll() == 1
    assert len(folder.taken) == 1
    assert tree(tmp_path) == {"done/brev.xml": b"<a/>"}
    assert folder.events == [Event.FOLDER_UNAVAILABLE, Event.FILE_TAKEN, Event.FOLDER_BACK]
    assert folder.told[0][1] == {"fault": "not-permitted"}


def test_a_file_that_cannot_be_read_holds_up_no_other(tmp_path: Path) -> None:
    refusing = Refusing()
    folder = Watched(tmp_path, refusing.files)
    refusing.refuse("read", errno.EACCES, "in/a.xml")
    put(folder.folders.incoming, "a.xml", age=20)
    put(folder.folders.incoming, "b.xml", age=10)
    assert folder.poll() == 1
    assert sorted(tree(tmp_path)) == ["done/b.xml", "in/a.xml"]


def test_what_is_wrong_is_told_once_until_it_changes(tmp_path: Path) -> None:
    refusing = Refusing()
    folder = Watched(tmp_path, refusing.files)
    for error in (errno.ESTALE, errno.ESTALE, errno.EIO, 0, 0):
        refusing.refuse("inside", error) if error else refusing.refuse("", 0)
        assert folder.poll() == 0
    assert folder.told == [
        (Event.FOLDER_UNAVAILABLE, {"fault": "file-server-away"}),
        (Event.FOLDER_UNAVAILABLE, {"fault": "disk-broken"}),
        (Event.FOLDER_BACK, {}),
    ]


def test_no_files_name_is_told(tmp_path: Path) -> None:
    refusing = Refusing()
    folder = Watched(tmp_path, refusing.files)
    folder.answers["Kari-B.xml"] = Parked(REASON, LETTER)
    for name in ("Kari-A.xml", "Kari-B.xml", "Kari-C.xml"):
        put(folder.folders.incoming, name)
    refusing.refuse("read", errno.EIO, "in/Kari-C.xml")
    folder.poll()
    assert sorted(folder.events) == sorted([Event.FILE_TAKEN, Event.FILE_PARKED, Event.FOLDER_UNAVAILABLE])
    assert "Kari" not in str(folder.told)
