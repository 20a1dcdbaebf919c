"""Names of files: which are none of ours, and what becomes of one that came from outside."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

RECEIPT: Final = ".apprec.xml"
REASON: Final = ".reason.json"

UNFINISHED: Final = (".tmp", ".part", ".filepart")
"""Endings that programs give a file while they write it."""

LONGEST: Final = 180
"""Bytes of a name in UTF-8; file systems take 255, and a number, our endings and the mark of a part are added."""

LONGEST_SUFFIX: Final = 20
"""Bytes of what counts as a suffix, which is kept when a name is cut."""


def is_ours(name: str) -> bool:
    """Whether a file in `in/` is for us: not hidden, and not being written."""
    return not name.startswith(".") and not name.casefold().endswith(UNFINISHED)


def clean(name: str) -> str:
    """The name as one that can stand in any folder: no separators, nothing unseen, never hidden, not too long."""
    shown = "".join(sign if sign.isprintable() and sign not in "/\\" else "_" for sign in name)
    return _cut("_" + shown[1:] if shown.startswith(".") else shown or "_")


def _cut(name: str) -> str:
    suffix = PurePath(name).suffix
    if len(suffix.encode()) > LONGEST_SUFFIX:
        suffix = ""
    room = LONGEST - len(suffix.encode())
    return name.removesuffix(suffix).encode()[:room].decode(errors="ignore") + suffix


def numbered(name: str, number: int) -> str:
    """The name itself for the first of its name, `stem.2.suffix` for the second, and so on."""
    if number == 1:
        return name
    path = PurePath(name)
    return f"{path.stem}.{number}{path.suffix}"


def part(name: str) -> str:
    """Under which name a file is written before it gets its own."""
    return f".{name}.part"
