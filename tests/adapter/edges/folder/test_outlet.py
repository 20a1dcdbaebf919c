"""Receipts leave as whole files, and the same receipt is there once however often it is delivered (R-027)."""

from __future__ import annotations

import asyncio
import errno
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapter.core.delivery import Tried
from adapter.edges.folder.faults import FAULTS, OTHER
from adapter.edges.folder.files import Disk
from adapter.edges.folder.outlet import Outlet
from tests.adapter.edges.folder.doubles import Between, Refusing, due, put, tree

if TYPE_CHECKING:
    from pathlib import Path

    from adapter.core.delivery import Due
    from adapter.edges.folder.files import Files


def deliver(folder: Path, *dues: Due, files: Files | None = None) -> list[Tried]:
    async def story() -> list[Tried]:
        outlet = Outlet(folder, files or Disk())
        return [await outlet.deliver(one) for one in dues]

    return asyncio.run(story())


def test_a_receipt_is_named_after_the_file_that_it_answers(tmp_path: Path) -> None:
    assert deliver(tmp_path, due("brev.xml", b"<AppRec/>")) == [Tried()]
    assert tree(tmp_path) == {"brev.xml.apprec.xml": b"<AppRec/>"}


def test_R027_the_same_receipt_again_changes_nothing(tmp_path: Path) -> None:
    deliver(tmp_path, due("brev.xml"))
    before = (tmp_path / "brev.xml.apprec.xml").stat()
    assert deliver(tmp_path, due("brev.xml"), due("brev.xml")) == [Tried(), Tried()]
    assert (tmp_path / "brev.xml.apprec.xml").stat() == before
    assert len(tree(tmp_path)) == 1


def test_receipts_of_files_of_one_name_stand_side_by_side(tmp_path: Path) -> None:
    bodies = [b"<a/>", b"<b/>", b"<longer/>", b"<b/>", b"<a/>"]
    deliver(tmp_path, *(due("brev.xml", body) for body in bodies))
    assert tree(tmp_path) == {
        "brev.xml.apprec.xml": b"<a/>",
        "brev.2.xml.apprec.xml": b"<b/>",
        "brev.3.xml.apprec.xml": b"<longer/>",
    }


def test_a_folder_of_that_name_is_stepped_aside_for(tmp_path: Path) -> None:
    (tmp_path / "brev.xml.apprec.xml").mkdir()
    assert deliver(tmp_path, due("brev.xml")) == [Tried()]
    assert list(tree(tmp_path)) == ["brev.2.xml.apprec.xml"]


def test_nothing_is_read_half_and_nothing_is_told_sent_before_it_is_on_the_disk(tmp_path: Path) -> None:
    calls: list[str] = []
    files = Between(lambda call, _: calls.append(call))
    deliver(tmp_path, due("brev.xml"), files=files)
    assert calls == ["look", "write", "rename", "sync"]
    calls.clear()
    deliver(tmp_path, due("brev.xml"), files=files)
    assert calls == ["look", "digest", "sync"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=()), max_size=300))
def test_whatever_the_name_the_receipt_is_in_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "out").mkdir(exist_ok=True)
    body = name.encode(errors="replace") + b"."
    assert deliver(tmp_path / "out", due(name, body)) == [Tried()]
    there = tree(tmp_path)
    assert body in there.values()
    assert all(path.startswith("out/") for path in there)


@pytest.mark.parametrize("call", ["look", "write", "rename", "sync"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.ENAMETOOLONG, errno.EBUSY])
def test_what_the_system_refuses_is_told_by_its_key(tmp_path: Path, call: str, error: int) -> None:
    refusing = Refusing()
    refusing.refuse(call, error)
    fault = FAULTS.get(error, OTHER)
    assert deliver(tmp_path, due("brev.xml"), files=refusing.files) == [Tried(fault.key, fault.lasting)]
    refusing.refuse("", 0)
    assert deliver(tmp_path, due("brev.xml"), files=refusing.files) == [Tried()]
    assert tree(tmp_path) == {"brev.xml.apprec.xml": b"<AppRec/>"}


def test_a_folder_that_went_away_is_told_and_not_made_anew(tmp_path: Path) -> None:
    assert deliver(tmp_path / "out", due("brev.xml")) == [Tried("no-folder")]
    assert tree(tmp_path) == {}


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    put(tmp_path, "brev.xml", b"mine")
    deliver(tmp_path, due("brev.xml"))
    assert tree(tmp_path)["brev.xml"] == b"mine"
