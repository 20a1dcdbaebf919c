"""Where an installation keeps its PostgreSQL: beside its other data, or where the account that runs it can reach it.

<folder>/postgres/            ours: nobody but us can put another file in the place of one of these
    data/                     the account's: made by initdb
    postgresql.conf           written anew at each start
    password  log  log.before
    users.lock  living.lock
<folder>/postgres.elsewhere   a line: where the above is, if it could not be here
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapter.edges.postgres.process import Account, Ended, Program, run

if TYPE_CHECKING:
    from pathlib import Path

    from adapter.edges.postgres.locate import Wheel


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data are, which PostgreSQL runs them, and by whom (None: by us)."""

    home: Path
    wheel: Wheel
    account: Account | None

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.home / "data"

    @property
    def password(self) -> Path:
        """The file with the database's password."""
        return self.home / "password"

    @property
    def log(self) -> Path:
        """The server's log, which never holds a value of a row or statement."""
        return self.home / "log"

    @property
    def configuration(self) -> Path:
        """The server's settings."""
        return self.home / "postgresql.conf"

    @property
    def users(self) -> Path:
        """The lock of those who use the server."""
        return self.home / "users.lock"

    @property
    def living(self) -> Path:
        """The lock that the server holds."""
        return self.home / "living.lock"

    async def run(self, name: str, *arguments: str, keep: tuple[int, ...] = ()) -> Ended:
        """Run one of PostgreSQL's programs to its end."""
        return await run(self.program(name, *arguments, keep=keep))

    def program(self, name: str, *arguments: str, password: str = "", keep: tuple[int, ...] = ()) -> Program:
        """One of PostgreSQL's programs, in `home`, paths being relative to that: pg_ctl passes them to a shell."""
        command: tuple[str | Path, ...] = (self.wheel.programs / name, *arguments)
        return Program(command, self.account, self.home, keep, password)
