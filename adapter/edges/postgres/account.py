"""Who runs PostgreSQL: whoever runs the adapter, and an unprivileged account where that is root, whom it refuses."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING, Final

from adapter.edges.postgres.process import Account, Program, run
from adapter.errors import StartError

if TYPE_CHECKING:
    from pathlib import Path

UNPRIVILEGED: Final = ("postgres", "nobody")
"""Accounts in order of preference; every system has the last."""


async def chosen(home: Path | None) -> Account | None:
    """The account to run PostgreSQL as; None: as we are. Data that are there already, in `home`, stay with their owner.

    Raises `StartError` where we are root and may be nobody else.
    """
    if os.geteuid() != 0:
        return None
    owner = _owner(home / "data") if home else None
    if owner:
        return owner
    for account in filter(None, map(_found, UNPRIVILEGED)):
        if await can(account, "test", "-d", "/"):
            return account
    raise StartError(
        "PostgreSQL does not run as root, and there is no other account to run it as: "
        "start the adapter as another user, or set IP_DATABASE_URL"
    )


async def can(account: Account | None, *command: str | Path) -> bool:
    """Whether a command run by that account succeeds: the system itself is asked what the account may do."""
    return (await run(Program(command, account))).code == 0


async def reaches(account: Account | None, folder: Path) -> bool:
    """Whether that account may pass through a folder, so through all above it too."""
    return await can(account, "test", "-x", folder)


def _found(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid, name)


def _owner(data: Path) -> Account | None:
    if not data.exists():
        return None
    uid = data.stat().st_uid
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:  # of a user that was removed, or of another container
        return Account(uid, uid, str(uid))
    return Account(uid, entry.pw_gid, entry.pw_name)
