"""A file with a secret: made once, whole or not at all."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def kept(file: Path, make: Callable[[], str] | None = None) -> str:
    """What a file says; made when it is not there, if told how. Raises `StartError`, and `ValueError` for no ASCII."""
    try:
        if make is not None and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            _make(file, make())
        return file.read_text("ascii")
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise StartError(f"the key in {file} cannot be kept or read: {reason}") from None


def _make(file: Path, secret: str) -> None:
    """Write it beside its place and link it there: two who come first at once share the first one's."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(8)}.part")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:  # noqa: PTH123 - with its mode from the start
        out.write(secret)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(beside, file)
    except FileExistsError:
        return
    finally:
        beside.unlink()
