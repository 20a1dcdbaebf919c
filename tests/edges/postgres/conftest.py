"""Installations: folders whose embedded PostgreSQL was started once and stopped."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from adapter.edges.postgres.server import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def new_folder(open_folder: Path) -> Path:
    """Where an installation may be made."""
    return open_folder / uuid4().hex[:8]


@pytest.fixture(scope="session")
def installation(open_folder: Path) -> Path:
    """One that stays whole: every test leaves it at rest."""

    async def make(folder: Path) -> None:
        async with running(folder, say=print, durable=False):
            pass

    asyncio.run(make(open_folder / "installation"))
    return open_folder / "installation"


@pytest.fixture
def folder(installation: Path, new_folder: Path) -> Iterator[Path]:
    """One of the test's own, without data, at rest."""
    subprocess.run(["cp", "-a", installation, new_folder], check=True)
    yield new_folder
    shutil.rmtree(new_folder, ignore_errors=True)
