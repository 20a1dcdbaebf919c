"""Folders of the system for what the account that runs PostgreSQL cannot reach where it is."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from adapter.edges.postgres.account import reaches
from adapter.edges.postgres.files import refused
from adapter.edges.postgres.locate import LIBRARIES, PACKAGE, Wheel
from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapter.edges.postgres.process import Account

ELSEWHERE: Final = (Path("/var/lib/ip-adapter"), Path(tempfile.gettempdir()) / "ip-adapter")
"""In order of preference. The second may be emptied by the system."""

NOT_NEEDED: Final = shutil.ignore_patterns("include", "*.py", "__pycache__")


async def state_folder(account: Account, candidates: Sequence[Path]) -> Path:
    """The first folder that can be made, is ours alone to write to, and can be reached. Raises `StartError`."""
    for folder in candidates:
        with suppress(OSError):
            if _ours(folder) and await reaches(account, folder):
                return folder
    raise StartError(
        f"{account.name}, who runs PostgreSQL, cannot reach the folder of this installation: "
        f"use one whose parents everybody may pass, or set IP_DATABASE_URL"
    )


def _ours(folder: Path) -> bool:
    """Whether nobody else could have laid something into it: programs are run from there."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        folder.chmod(0o755)
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def copied(wheel: Wheel, folder: Path) -> Wheel:
    """The wheel's programs in a folder, readable by everybody; copied once a version."""
    copy = Wheel(folder / f"postgresql-{wheel.version}", wheel.version)
    if not copy.root.exists():
        with refused(folder):
            _copy(wheel.root, copy.root)
    return copy


def _copy(source: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent) as beside:
        tree = Path(beside) / target.name
        for part in (PACKAGE, LIBRARIES):
            if (source / part).exists():
                shutil.copytree(source / part, tree / part, symlinks=True, ignore=NOT_NEEDED)
        for path in (tree, *tree.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        with suppress(OSError):  # somebody else was first
            tree.rename(target)
