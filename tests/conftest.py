"""What every test may ask for: the reference material, one PostgreSQL for a session, and how hard hypothesis tries."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from adapter.edges.postgres import cluster
from adapter.edges.postgres.server import running
from conformance.official import official
from tests.edges.databases import create_database, drop_database, rows
from tests.judges.hl7 import DOCUMENTS, hl7_validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from tests.judges.hl7 import Verdict

PROJECT = Path(__file__).resolve().parent.parent

settings.register_profile("default", deadline=None, derandomize=True, max_examples=40)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=1000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with spec/, standards/, packages/ and tools/: `IP_SHARED_DIR`, else `../shared`."""
    folder = Path(os.environ.get("IP_SHARED_DIR") or PROJECT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("no reference material: neither IP_SHARED_DIR nor ../shared is there")
    return folder


@pytest.fixture(scope="session")
def official_schema(shared: Path) -> etree.XMLSchema:
    """The official XSDs of all messages as one schema."""
    return official(shared / "standards")


@pytest.fixture(scope="session")
def hl7(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Verdict]]:
    """What HL7's validator says of every document that the collected tests want judged: `name/document` → errors."""
    folder = tmp_path_factory.mktemp("hl7")
    names = {}
    for group, documents in DOCUMENTS.items():
        for name, data in documents(shared).items():
            file = folder / f"{len(names)}.{'xml' if data.startswith(b'<') else 'json'}"
            file.write_bytes(data)
            names[file] = f"{group}/{name}"
    own = [PROJECT / "profiles"] if any((PROJECT / "profiles").rglob("*.json")) else []
    return {names[file]: verdicts for file, verdicts in hl7_validate(shared, names, own).items()}


# --- PostgreSQL -------------------------------------------------------------------------------------------------------

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder with a random name is made in it
ROOM = 2 << 30
"""Bytes that all servers of a session need at most, with room to spare."""


def quick_folder() -> Path | None:
    """A folder in memory, where the system has one with room: most of the time of these tests is the disk's."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder that every account of the machine may pass through; pytest's own are closed to all but one."""
    with tempfile.TemporaryDirectory(prefix="ip-adapter-test-", dir=quick_folder()) as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


QUICK_ENTRY = """
    do $$ begin
        perform set_config('scram_iterations', '1', true);
        alter role {} password '{}';
    end $$
"""
"""A password is proved by one round instead of 4096: tests come in often."""


@pytest.fixture(scope="session")
def database_url(open_folder: Path) -> Iterator[str]:
    """A PostgreSQL server: `IP_TEST_DATABASE_URL`, else an embedded one. Not durable: no test pulls the plug."""
    given = os.environ.get("IP_TEST_DATABASE_URL")
    if given:
        yield given
        return
    stack = AsyncExitStack()
    with asyncio.Runner() as runner:
        starting = stack.enter_async_context(running(open_folder / "shared", say=print, durable=False))
        server = runner.run(starting)
        runner.run(rows(server.url, QUICK_ENTRY.format(cluster.USER, server.password)))
        yield server.url
        runner.run(stack.aclose())


@pytest.fixture
def database(database_url: str) -> Iterator[str]:
    """The URL of an empty database that nobody else uses."""
    url = create_database(database_url)
    yield url
    drop_database(database_url, url)
