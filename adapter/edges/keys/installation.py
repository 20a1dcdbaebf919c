"""The installation's secret key, in a file beside the database and never in it (decisions.md, "ids")."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from adapter.core.linking import LinkKey
from adapter.edges.keys.file import kept
from adapter.errors import StartError

if TYPE_CHECKING:
    from pathlib import Path

LENGTH: Final = 32


def installation_key(file: Path) -> LinkKey:
    """The key, made when there is none. Raises `StartError`."""
    try:
        key = bytes.fromhex(kept(file, lambda: secrets.token_bytes(LENGTH).hex()))
    except ValueError:
        key = b""
    if len(key) != LENGTH:
        raise StartError(
            f"{file} is no installation's key: put back the one that this installation began with"
        )
    return LinkKey(key)
