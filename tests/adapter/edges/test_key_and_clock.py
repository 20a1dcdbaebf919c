"""The installation's key, and time and chance."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapter.edges.clock import SystemClock
from adapter.edges.keys.installation import LENGTH, installation_key
from adapter.errors import StartError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "installation.key"
    key = installation_key(file)
    assert len(key) == LENGTH
    assert installation_key(file) == key
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_two_who_come_first_share_one_key(tmp_path: Path) -> None:
    file = tmp_path / "key"
    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(lambda _: installation_key(file), range(8)))
    assert len(keys) == 1


@pytest.mark.parametrize("content", ["", "abc", "zz" * LENGTH, "00" * (LENGTH - 1)])
def test_what_is_no_key_is_told_and_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / "key"
    file.write_text(content)
    with pytest.raises(StartError):
        installation_key(file)
    assert file.read_text() == content


def test_a_key_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartError, match="cannot be kept"):
        installation_key(tmp_path / "file" / "key")


def test_ids_are_of_version_7_and_sort_by_time() -> None:
    clock = SystemClock()
    first = clock.new_id()
    assert (first.version, first.variant) == (7, "specified in RFC 4122")
    assert len({clock.new_id() for _ in range(1000)}) == 1000
    assert clock.now().utcoffset() == timedelta(0)
    assert abs((first.int >> 80) / 1000 - clock.now().timestamp()) < 60
