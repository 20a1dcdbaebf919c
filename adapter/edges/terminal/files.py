"""Files and folders as the command line names them. Every refusal of the system becomes one sentence."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from adapter.edges.terminal.console import Exit, StopError, reason
from mappings import fhir_text, xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapter.edges.terminal.console import Console

STDIN = "-"
LARGEST = max(xml.MAX_BYTES, fhir_text.MAX_BYTES)
"""Bytes that are read of a document; one more is enough for the reader to refuse it as too large."""


def shown(name: str | Path) -> str:
    """A file's name as text that can stand in an answer, whatever bytes it is made of."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


@contextmanager
def _asked(name: str | Path) -> Iterator[None]:
    """What the system refuses while a file is asked for."""
    try:
        yield
    except FileNotFoundError:
        raise StopError(f"{shown(name)}: there is no such file or folder", Exit.FILE) from None
    except IsADirectoryError:
        raise StopError(f"{shown(name)}: is a folder, a file is wanted", Exit.FILE) from None
    except OSError as error:
        raise StopError(f"{shown(name)}: {reason(error)}", Exit.FILE) from None


def read(name: str | Path, console: Console) -> bytes:
    """A document from a file, or from standard input for `-`. Raises `StopError`."""
    if name == STDIN:
        if console.stdin is None:
            raise StopError("standard input is closed", Exit.FILE)
        with _asked("standard input"):
            return console.stdin.read(LARGEST + 1)
    with _asked(name), Path(name).open("rb") as file:
        return file.read(LARGEST + 1)


def write(path: Path, data: bytes) -> None:
    """A file, whole or not at all: written beside its place and renamed. Raises `StopError`."""
    with _asked(path):
        if path.is_dir():
            raise IsADirectoryError
        if path.exists() and not path.is_file():  # a device or pipe is written to, not replaced
            path.write_bytes(data)
            return
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes(data)
        beside.replace(path)


def folder(path: Path) -> Path:
    """A folder to write to, made where it is not there. Raises `StopError`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise StopError(f"{shown(path)}: is a file, a folder is wanted", Exit.FILE) from None
    except OSError as error:
        raise StopError(f"{shown(path)}: {reason(error)}", Exit.FILE) from None
    return path


def inside(name: str | Path, endings: Iterable[str]) -> list[Path]:
    """The files in a folder and its folders that end so, in order. Raises `StopError` where there is none."""
    wanted = {ending.casefold() for ending in endings}
    with _asked(name):
        found = sorted(path for path in Path(name).rglob("*") if path.suffix.casefold() in wanted)
        files = [path for path in found if path.is_file()]
    if not files:
        raise StopError(f"{shown(name)}: holds no file that ends in {' or '.join(sorted(wanted))}", Exit.FILE)
    return files


def is_folder(name: str) -> bool:
    """Whether a folder is named."""
    return name != STDIN and Path(name).is_dir()


def size(path: Path) -> int:
    """Bytes of a file. Raises `StopError`."""
    with _asked(path):
        if path.is_dir():
            raise IsADirectoryError
        return path.stat().st_size


def refuse_existing(path: Path) -> None:
    """Raise `StopError` where something has the name already."""
    if path.exists() or path.is_symlink():
        raise StopError(f"{shown(path)}: is there already, and stays as it is", Exit.FILE)
