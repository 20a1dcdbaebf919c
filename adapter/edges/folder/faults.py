"""What a file system refuses, as keys and sentences without a file's name."""

from __future__ import annotations

import asyncio
import errno
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec

    P = ParamSpec("P")

T = TypeVar("T")


class Fault(NamedTuple):
    """A refusal. `lasting` tells that trying the same again cannot help."""

    key: str
    sentence: str
    lasting: bool = False


_FULL: Final = Fault("disk-full", "the disk is full")
_NOT_PERMITTED: Final = Fault("not-permitted", "the adapter has not the right to read and write there")
_NO_FOLDER: Final = Fault("no-folder", "there is no such folder, or something else has its name")
_AWAY: Final = Fault("file-server-away", "the file server does not answer")
_NAME: Final = Fault("name-refused", "the file system does not take the name", lasting=True)
_MANY: Final = Fault("too-many-open", "too many files are open")

OTHER: Final = Fault("system-refused", "the system refused it")

FAULTS: Final[dict[int, Fault]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _NOT_PERMITTED,
    errno.EPERM: _NOT_PERMITTED,
    errno.EROFS: Fault("read-only", "the disk can only be read"),
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.ENAMETOOLONG: _NAME,
    errno.EILSEQ: _NAME,
    errno.EINVAL: _NAME,
    errno.EXDEV: Fault("other-disk", "in, done and parked have to be on the same disk"),
    errno.EIO: Fault("disk-broken", "the disk could not be read or written"),
    errno.ESTALE: _AWAY,
    errno.ETIMEDOUT: _AWAY,
    errno.EHOSTDOWN: _AWAY,
    errno.EMFILE: _MANY,
    errno.ENFILE: _MANY,
}
"""The system's error number -> what it is called here; any other is `OTHER`."""


class FolderError(Exception):
    """The file system refused something. Never leaves this edge."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.key)
        self.fault = fault


def fault(error: OSError) -> Fault:
    """What an error of the system is called here."""
    return FAULTS.get(error.errno or 0, OTHER)


async def in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do work on files in a thread, so that nobody waits for a disk. Raises `FolderError`."""
    try:
        return await asyncio.to_thread(work, *args, **kwargs)
    except OSError as error:
        raise FolderError(fault(error)) from None
