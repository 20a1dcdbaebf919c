"""The way in: files put into `in/` are read, handed on, and moved to `done/` or `parked/` once that is settled.

A file stays where it is until the letter has its verdict. A crash before that has it read again, and the same bytes are
answered as they were. What was handled in this process and could not be moved is moved later, and not handled again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from adapter.edges.folder.faults import FolderError, in_thread
from adapter.edges.folder.names import clean
from adapter.edges.folder.placing import put_away
from adapter.edges.folder.watching import complete, watch
from adapter.events import Event
from mappings import fhir, xml
from mappings.outcome import Found, outcome
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from uuid import UUID

    from adapter.edges.folder.files import Files, Seen
    from adapter.edges.folder.preparing import Folders
    from adapter.edges.folder.watching import Since
    from adapter.ports import Clock, Told


@dataclass(frozen=True, slots=True)
class Done:
    """The letter has its verdict; the file goes to `done/`."""

    letter: UUID


@dataclass(frozen=True, slots=True)
class Parked:
    """Somebody has to look at the file: it goes to `parked/`, with an OperationOutcome beside it that says why.

    One without a letter is too large to be read.
    """

    reason: bytes
    letter: UUID | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """The store does not answer; the file stays where it is."""


Handled: TypeAlias = Done | Parked | Later

Handler: TypeAlias = "Callable[[str, bytes], Awaitable[Handled]]"
"""Takes a file's name, made clean, and its bytes; for the same bytes it may be called again."""

TOO_LARGE: Final = Issue("xml-too-large", params=(str(xml.MAX_BYTES),))


class Inlet:
    """The watched folder. `poll` is to be called now and then, by one caller at a time."""

    def __init__(self, folders: Folders, files: Files, clock: Clock, handler: Handler, told: Told) -> None:
        self._folders, self._files, self._clock, self._told = folders, files, clock, told
        self._handler = handler
        self._watched: dict[str, Since] = {}
        self._handled: dict[Seen, Done | Parked] = {}
        self._refused: frozenset[str] = frozenset()

    async def poll(self) -> int:
        """Take every file that is complete; how many were moved. What the file system refuses is told once."""
        moved, refused = 0, set[str]()
        for seen in await self._complete(refused):
            handled = await self._take(seen, refused)
            if isinstance(handled, Later):
                return moved
            moved += handled is not None
        self._tell_refused(frozenset(refused))
        return moved

    async def _complete(self, refused: set[str]) -> list[Seen]:
        try:
            files = await in_thread(self._files.inside, self._folders.incoming)
        except FolderError as error:
            refused.add(error.fault.key)
            return []
        now = self._clock.now()
        self._watched = watch(files, self._watched, now)
        self._handled = {seen: handled for seen, handled in self._handled.items() if seen in files}
        return complete(self._watched, now)

    async def _take(self, seen: Seen, refused: set[str]) -> Handled | None:
        """Handle a file and move it; None where it stays for the next round."""
        try:
            handled = self._handled.get(seen) or await self._handle(seen)
            if handled is None or isinstance(handled, Later):
                return handled
            self._handled[seen] = handled
            return handled if await self._move(seen, handled) else None
        except FolderError as error:
            refused.add(error.fault.key)
            return None

    async def _handle(self, seen: Seen) -> Handled | None:
        if seen.size > xml.MAX_BYTES:
            return Parked(fhir.encode(outcome(Found((TOO_LARGE,)))))
        data = await in_thread(self._files.read, self._folders.incoming / seen.name, seen)
        return await self._handler(clean(seen.name), data) if data is not None else None

    async def _move(self, seen: Seen, handled: Done | Parked) -> bool:
        source = self._folders.incoming / seen.name
        reason = b"" if isinstance(handled, Done) else handled.reason
        folder = self._folders.done if isinstance(handled, Done) else self._folders.parked
        moved = await in_thread(put_away, self._files, seen, source, folder, reason)
        if moved:
            del self._handled[seen]
            self._tell_moved(seen, handled)
        return moved

    def _tell_moved(self, seen: Seen, handled: Done | Parked) -> None:
        event = Event.FILE_TAKEN if isinstance(handled, Done) else Event.FILE_PARKED
        known = {"letter": str(handled.letter)} if handled.letter else {"rule": TOO_LARGE.key}
        self._told(event, **known, size=seen.size)

    def _tell_refused(self, refused: frozenset[str]) -> None:
        for key in sorted(refused - self._refused):
            self._told(Event.FOLDER_UNAVAILABLE, fault=key)
        if self._refused and not refused:
            self._told(Event.FOLDER_BACK)
        self._refused = refused
