"""Everything that can go wrong around the adapter, as one tree. Edges translate what their libraries raise into it.

    AdapterError            a sentence for the person who runs the adapter; never what a message says
    ├── StartError          the adapter cannot start (or a command cannot do its work); the sentence says what to do
    ├── Unavailable         the store or another service does not answer now; asking again is safe
    └── NoToken             a token service gives no token that can be used; asking again would change nothing

A message that cannot be taken in is no error here but `mappings.result.Refusal`, which is an answer with reasons.
"""

from __future__ import annotations

from traceback import walk_tb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


class AdapterError(Exception):
    """The root. `str()` is one sentence, without a stop, that may be shown and logged."""


class StartError(AdapterError):
    """What was asked for cannot begin: a setting, a port, a folder, a database of another version."""


class Unavailable(AdapterError):  # noqa: N818 - said of a service, as HTTP does
    """A service does not answer now. What was asked may have been done or not; it may be asked again."""


class NoToken(AdapterError):  # noqa: N818 - what there is not
    """A token service refuses us, or is not what it should be: a setting or a registration is to be looked at."""


def place(traceback: TracebackType | None) -> str:
    """Where an error was raised, as `file.py:line`: what may be told of a defect beside its class."""
    frames = [f"{frame.f_code.co_filename.rpartition('/')[2]}:{line}" for frame, line in walk_tb(traceback)]
    return frames[-1] if frames else "?"
