"""A backup is taken: a consistent copy of a running installation, in one file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final, cast
from zipfile import ZipFile

import msgspec

from adapter.edges.postgres.files import refused, written
from adapter.edges.postgres.manifest import DUMP, FILES, MANIFEST, Manifest, Origin
from adapter.edges.postgres.process import attended, begin
from adapter.edges.postgres.server import DATABASE
from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import IO

    from adapter.edges.postgres.server import Server

PIECE: Final = 1 << 20
"""Bytes that are copied at a time."""


async def backup(server: Server, target: Path, origin: Origin, files: Mapping[str, Path]) -> Manifest:
    """Write the database and the named files into `target`, readable by us alone, there when it is whole and on the disk.

    What is there already stays until then. The server goes on serving. Raises `StartError`.
    """
    manifest = Manifest(
        adapter=origin.adapter,
        schema=origin.schema,
        taken=origin.taken,
        postgresql=server.version,
        files=tuple(files),
    )
    with refused(target), written(target) as file, ZipFile(file, "w") as opened:
        opened.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        for name, path in files.items():
            opened.writestr(FILES + name, _content(path))
        await _dump(server, opened)
    return manifest


async def _dump(server: Server, opened: ZipFile) -> None:
    """Have pg_dump write into the archive. What it says of a failure is not shown: it may quote a row."""
    child = begin(server.tool("pg_dump", DATABASE, "--format=custom"))

    def copy() -> int:
        with opened.open(DUMP, "w", force_zip64=True) as member:
            shutil.copyfileobj(cast("IO[bytes]", child.stdout), member, PIECE)
        return child.wait()

    code = await attended(child, copy)
    if code != 0:
        raise StartError(
            f"the database cannot be dumped: pg_dump ended with code {code} (see {server.place.log})"
        )


def _content(path: Path) -> bytes:
    with refused(path, "read"):
        return path.read_bytes()
