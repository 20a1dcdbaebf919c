"""What PostgreSQL and asyncpg raise, as errors of our own. No value of a statement ever gets into their text.

The table goes by SQLSTATE, or its beginning (PostgreSQL's appendix A).
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from adapter.edges.store.driver import ClientError, ServerError
from adapter.errors import AdapterError, StartError, Unavailable

FOREIGN: Final[tuple[type[Exception], ...]] = (ServerError, *ClientError, OSError, ValueError)
"""Everything that talking to a database raises: a time-out is an OSError, a URL that says nothing a ValueError."""


class Remedy(Enum):
    """What can be done about it."""

    AGAIN = "the transaction gave way to another"
    RECONNECT = "the server is not there at the moment"
    WAIT = "the server takes too long"
    ADMIT = "the server lets us not in"
    NONE = "a defect"


_BY_STATE: Final[dict[str, Remedy]] = {
    "40001": Remedy.AGAIN,  # serialization_failure
    "40P01": Remedy.AGAIN,  # deadlock_detected
    "55P03": Remedy.AGAIN,  # lock_not_available
    "08": Remedy.RECONNECT,  # connection exceptions
    "53": Remedy.RECONNECT,  # too many connections, disk full, out of memory
    "57": Remedy.RECONNECT,  # shutting down, starting up, statement cancelled
    "58": Remedy.RECONNECT,  # errors of the system below
    "25006": Remedy.RECONNECT,  # read_only_sql_transaction: a standby, until it leads
    "28": Remedy.ADMIT,  # unknown user, wrong password
    "3D000": Remedy.ADMIT,  # no such database
}


class Taken(AdapterError):  # noqa: N818 - said of a key
    """A row with this key is there already; `constraint` names the key."""

    def __init__(self, statement: str, constraint: str) -> None:
        super().__init__(f"the store has a row with this key already ({statement}, {constraint})")
        self.constraint = constraint


def remedy(error: Exception) -> Remedy:
    """What can be done about an error out of `FOREIGN`."""
    if isinstance(error, ServerError):
        state = sqlstate(error)
        return next((how for start, how in _BY_STATE.items() if state.startswith(start)), Remedy.NONE)
    if isinstance(error, TimeoutError):
        return Remedy.WAIT
    return Remedy.NONE if isinstance(error, ValueError) else Remedy.RECONNECT


def sqlstate(error: Exception) -> str:
    """The five characters that name a server's error, empty where it is none."""
    return getattr(error, "sqlstate", None) or ""


def translated(error: Exception, doing: str) -> AdapterError:
    """An error out of `FOREIGN` in our own words: what was done, and the error's code or class."""
    found = remedy(error)
    code = sqlstate(error) or type(error).__name__
    if sqlstate(error) == "23505":
        return Taken(doing, getattr(error, "constraint_name", ""))
    if found is Remedy.NONE:
        return AdapterError(f"the store could not do its work ({doing}, {code})")
    return Unavailable(f"the store does not answer: {found.value} ({doing}, {code})")


def at_start(error: Exception, doing: str) -> AdapterError:
    """The same while the adapter starts, where only an absent server is worth waiting for."""
    found = translated(error, doing)
    if remedy(error) in {Remedy.ADMIT, Remedy.NONE}:
        return StartError(f"{found}: look at the database's address, user and rights")
    return found
