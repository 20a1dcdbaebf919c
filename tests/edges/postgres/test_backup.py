"""A backup is one file of one moment; restored elsewhere it gives the same rows, and a failed restore changes nothing."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from adapter.edges.postgres.backup import backup
from adapter.edges.postgres.locate import locate
from adapter.edges.postgres.manifest import Manifest, Origin, inspect
from adapter.edges.postgres.restore import restore
from adapter.edges.postgres.server import running
from adapter.errors import StartError, Unavailable
from tests.edges.databases import rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapter.edges.postgres.server import Server

KEY = "installation.key"
ORIGIN = Origin("1.2.3", 7, datetime(2026, 11, 22, 12, tzinfo=UTC))
MAJOR = locate().major
ROWS = [(number, f"brev {number} æøå", bytes([0, number, 255])) for number in range(50)]
DATABASES = "select datname from pg_database where not datistemplate order by 1"


async def fill(server: Server) -> None:
    await rows(server.url, "create table letters (id int primary key, text text, raw bytea)")
    for row in ROWS:
        await rows(server.url, "insert into letters values ($1, $2, $3)", *row)


async def letters(server: Server) -> list[tuple[object, ...]]:
    return await rows(server.url, "select * from letters order by id")


@pytest.fixture(scope="module")
def saved(open_folder: Path) -> Path:
    """A backup of an installation with rows and a key."""
    target, key = open_folder / "saved.zip", open_folder / KEY
    key.write_bytes(b"secret")

    async def take() -> None:
        async with running(open_folder / "source", say=print, durable=False) as server:
            await fill(server)
            manifest = await backup(server, target, ORIGIN, {KEY: key})
            assert manifest == Manifest(
                adapter="1.2.3", schema=7, taken=ORIGIN.taken, postgresql=server.version, files=(KEY,)
            )

    asyncio.run(take())
    return target


def changed(source: Path, target: Path, **members: bytes | None) -> Path:
    """A copy of a backup with other members: named with `_` for `.`; None removes it."""
    with ZipFile(source) as before, ZipFile(target, "w") as after:
        content = {name: before.read(name) for name in before.namelist()}
        content |= {name.replace("_", "."): data for name, data in members.items()}
        for name, data in content.items():
            if data is not None:
                after.writestr(name, data)
    return target


def manifest(source: Path, **changes: object) -> bytes:
    with ZipFile(source) as opened:
        return json.dumps(json.loads(opened.read("manifest.json")) | changes).encode()


def test_a_backup_is_one_file_for_its_owner_alone(saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    with ZipFile(saved) as opened:
        assert sorted(opened.namelist()) == ["database.dump", f"files/{KEY}", "manifest.json"]
    assert not list(saved.parent.glob(".*"))


def test_restored_elsewhere_it_gives_the_same_rows(saved: Path, folder: Path) -> None:
    key = folder / KEY

    async def carry() -> None:
        async with running(folder, say=print) as server:
            manifest = await restore(server, saved, {KEY: key})
            assert (manifest.adapter, manifest.schema, manifest.taken) == ("1.2.3", 7, ORIGIN.taken)
            assert await letters(server) == ROWS
        async with running(folder, say=print) as server:
            assert await letters(server) == ROWS
            assert await rows(server.url, DATABASES) == [("ip_adapter",), ("postgres",)]

    asyncio.run(carry())
    assert key.read_bytes() == b"secret"
    assert key.stat().st_mode & 0o777 == 0o600


def test_it_is_of_one_moment_while_others_write(folder: Path, tmp_path: Path) -> None:
    async def write(server: Server, done: asyncio.Event) -> None:
        number = 0
        while not done.is_set():
            number += 1
            await rows(server.url, "with a as (insert into a values ($1)) insert into b values ($1)", number)

    async def take() -> None:
        async with running(folder, say=print, durable=False) as server:
            await rows(server.url, "create table a (n int)")
            await rows(server.url, "create table b (n int)")
            done = asyncio.Event()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(write(server, done))
                await backup(server, tmp_path / "saved.zip", ORIGIN, {})
                done.set()
            await restore(server, tmp_path / "saved.zip", {}, replace=True)
            assert await rows(server.url, "select n from a except select n from b") == []
            assert await rows(server.url, "select n from b except select n from a") == []

    asyncio.run(take())


def test_data_are_replaced_only_when_that_is_said(saved: Path, folder: Path) -> None:
    key = folder / KEY
    key.write_bytes(b"old")

    async def carry() -> None:
        async with running(folder, say=print) as server:
            await rows(server.url, "create table older as select 1 as one")
            with pytest.raises(StartError, match="has data"):
                await restore(server, saved, {KEY: key})
            assert await rows(server.url, "select one from older") == [(1,)]
            assert key.read_bytes() == b"old"
            await restore(server, saved, {KEY: key}, replace=True)
            assert await rows(server.url, "select to_regclass('older') is null") == [(True,)]
            assert await letters(server) == ROWS

    asyncio.run(carry())
    assert key.read_bytes() == b"secret"


def test_a_restore_that_fails_leaves_all_as_it_was(saved: Path, folder: Path, tmp_path: Path) -> None:
    """Because the dump is bad, because a file cannot be written, because somebody came in between."""
    key, second = folder / KEY, folder / "nowhere" / "other.key"
    key.write_bytes(b"old")
    bad = changed(saved, tmp_path / "bad.zip", database_dump=b"PGDMP nonsense")
    two = changed(
        saved,
        tmp_path / "two.zip",
        manifest_json=manifest(saved, files=[KEY, "other.key"]),
        **{"files/other.key": b"x"},
    )

    async def fail(server: Server, source: Path, files: dict[str, Path]) -> str:
        with pytest.raises((StartError, Unavailable)) as caught:
            await restore(server, source, files, replace=True)
        assert await rows(server.url, "select one from older") == [(1,)]
        assert await rows(server.url, DATABASES) == [("ip_adapter",), ("postgres",)]
        assert key.read_bytes() == b"old"
        return str(caught.value)

    async def carry() -> None:
        async with running(folder, say=print) as server:
            await rows(server.url, "create table older as select 1 as one")
            assert "nothing was changed" in await fail(server, bad, {KEY: key})
            assert "nowhere" in await fail(server, two, {KEY: key, "other.key": second})
            used = asyncio.ensure_future(rows(server.url, "select pg_sleep(3)"))
            await asyncio.sleep(0.2)
            assert "in use" in await fail(server, saved, {KEY: key})
            used.cancel()
            await asyncio.wait({used})

    asyncio.run(carry())


def foreign(path: Path) -> None:
    path.write_bytes(b"<MsgHead/>")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def archive(path: Path) -> None:
    with ZipFile(path, "w") as opened:
        opened.writestr("word/document.xml", "<w/>")


def missing(path: Path) -> None:
    path.unlink(missing_ok=True)


def folder_there(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (foreign, "is no backup of ip-adapter"),
        (empty, "is no backup of ip-adapter"),
        (archive, "is no backup of ip-adapter"),
        (missing, "cannot be read: no such file"),
        (folder_there, "cannot be read: is a directory"),
    ],
)
def test_what_is_no_backup_is_refused(tmp_path: Path, make: Callable[[Path], None], words: str) -> None:
    make(tmp_path / "file")
    with pytest.raises(StartError, match=words):
        inspect(tmp_path / "file", [KEY], MAJOR)


def test_every_fault_of_a_backup_is_told_at_once(saved: Path, tmp_path: Path) -> None:
    source = changed(
        saved,
        tmp_path / "x.zip",
        manifest_json=manifest(saved, files=["other.key"], postgresql="99.1"),
        database_dump=None,
    )
    with pytest.raises(StartError) as caught:
        inspect(source, [KEY], MAJOR)
    told = str(caught.value).partition("cannot be restored: ")[2].split(", ")
    assert told == [
        "database.dump is missing",
        "files/other.key is missing",
        f"files/{KEY} is unknown",
        f"it has no {KEY}",
        "this version has no use for its other.key",
        "it is of PostgreSQL 99.1",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": 2, "files": {"of": "another shape"}}, "by a newer version of the adapter, 1.2.3"),
        ({"kind": "holiday pictures"}, "is no backup"),
        ({"files": "x"}, "is no backup"),
        ({"postgresql": "eighteen"}, "is no backup"),
        ({"taken": "2026-11-22T12:00:00"}, "is no backup"),
    ],
)
def test_a_manifest_of_another_form(
    saved: Path, tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    source = changed(saved, tmp_path / "x.zip", manifest_json=manifest(saved, **changes))
    with pytest.raises(StartError, match=words):
        inspect(source, [KEY], MAJOR)


def test_a_damaged_backup_is_found_out_before_anything_is_done(saved: Path, tmp_path: Path) -> None:
    data = bytearray(saved.read_bytes())
    at = data.index(b"PGDMP") + 100
    data[at] ^= 1
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(StartError, match=r"database\.dump is damaged"):
        inspect(tmp_path / "x.zip", [KEY], MAJOR)
    (tmp_path / "half.zip").write_bytes(data[: len(data) // 2])
    with pytest.raises(StartError, match="is no backup of ip-adapter, or is damaged"):
        inspect(tmp_path / "half.zip", [KEY], MAJOR)


def test_a_backup_that_fails_leaves_the_one_before(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "saved.zip"
    target.write_bytes(b"the one before")

    async def take() -> None:
        async with running(folder, say=print) as server:
            with pytest.raises(StartError, match=r"installation\.key cannot be read: no such file"):
                await backup(server, target, ORIGIN, {KEY: folder / KEY})
            broken = type(server)(server.place, 1, server.password, server.version, adopted=False)
            with pytest.raises(StartError, match="pg_dump ended with code 1"):
                await backup(broken, target, ORIGIN, {})
            with pytest.raises(StartError, match="nowhere"):
                await backup(server, tmp_path / "nowhere" / "saved.zip", ORIGIN, {})

    asyncio.run(take())
    assert target.read_bytes() == b"the one before"
    assert list(tmp_path.iterdir()) == [target]
