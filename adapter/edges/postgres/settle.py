"""From a folder to the place of its PostgreSQL: the same at every start, and reachable by the account that runs it."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from adapter.edges.postgres.account import can, chosen, reaches
from adapter.edges.postgres.elsewhere import copied, state_folder
from adapter.edges.postgres.files import refused, written
from adapter.edges.postgres.place import Place
from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adapter.edges.postgres.locate import Wheel
    from adapter.edges.postgres.process import Account

HOME: Final = "postgres"
POINTER: Final = "postgres.elsewhere"


async def settle(folder: Path, wheel: Wheel, say: Callable[[str], None], elsewhere: Sequence[Path]) -> Place:
    """The place of an installation's PostgreSQL; one line is said when something is not where one would look for it.

    Raises `StartError`.
    """
    folder = _made(folder)
    known = _known(folder)
    account = await chosen(known)
    home = known or await _new(folder, account, elsewhere)
    _make_own(home, account)
    if account and not await reaches(account, home):
        raise StartError(
            f"{account.name}, who runs PostgreSQL, cannot reach {home}: open the folders above it"
        )
    ran = await _programs(wheel, account, elsewhere)
    moved = [f"data in {home}"] if home != folder / HOME else []
    moved += [f"programs in {ran.programs}"] if ran != wheel else []
    if account and moved:
        say(f"PostgreSQL is run by {account.name}, who cannot reach all that is here: {', '.join(moved)}")
    return Place(home, ran, account)


def _made(folder: Path) -> Path:
    with refused(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return folder.resolve()


def _known(folder: Path) -> Path | None:
    """Where the data are; None: there are none yet."""
    near, pointer = folder / HOME, folder / POINTER
    with refused(folder, "read"):
        if not pointer.exists():
            return near if near.exists() else None
        far = Path(os.fsdecode(pointer.read_bytes()))
    if not far.is_dir():
        raise StartError(
            f"the data were in {far}, which is gone: remove {pointer} to begin anew, and restore a backup"
        )
    return far


async def _new(folder: Path, account: Account | None, elsewhere: Sequence[Path]) -> Path:
    """Where the data are to be."""
    if account is None or await reaches(account, folder):
        return folder / HOME
    far = await state_folder(account, elsewhere) / sha256(os.fsencode(folder)).hexdigest()[:16]
    _make_own(far, account)
    with refused(folder), written(folder / POINTER) as file:
        file.write(os.fsencode(far))
    return far


def _make_own(home: Path, account: Account | None) -> None:
    with refused(home):
        home.mkdir(exist_ok=True)
        if home.stat().st_uid != os.geteuid():
            raise StartError(
                f"{home} belongs to another user of this machine: start the adapter as that user"
            )
        home.chmod(0o711 if account else 0o700)


async def _programs(wheel: Wheel, account: Account | None, elsewhere: Sequence[Path]) -> Wheel:
    """PostgreSQL where the account can run it."""
    if not await _runs(wheel, None):
        raise StartError("the embedded PostgreSQL does not run on this machine: set IP_DATABASE_URL")
    if account is None or await _runs(wheel, account):
        return wheel
    copy = copied(wheel, await state_folder(account, elsewhere))
    if not await _runs(copy, account):
        raise StartError(
            f"{account.name} cannot run PostgreSQL's programs in {copy.root}: remove that folder"
        )
    return copy


async def _runs(wheel: Wheel, account: Account | None) -> bool:
    """Whether the programs are there and find what they are linked to."""
    return await can(account, wheel.programs / "initdb", "--version")
