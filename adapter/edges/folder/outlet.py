"""The way out: receipts as files in `out/`."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from adapter.core.delivery import Tried
from adapter.edges.folder.faults import FolderError, in_thread
from adapter.edges.folder.names import RECEIPT
from adapter.edges.folder.placing import Content, place, spot

if TYPE_CHECKING:
    from pathlib import Path

    from adapter.core.delivery import Due
    from adapter.edges.folder.files import Files


class Outlet:
    """An `adapter.ports.Channel` whose address is the name of the file that is answered."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._folder, self._files = folder, files

    async def deliver(self, due: Due) -> Tried:
        """Write `<name>.apprec.xml`, or `<stem>.2<suffix>.apprec.xml` where another receipt has that name."""
        try:
            await in_thread(self._write, due)
        except FolderError as error:
            return Tried(error.fault.key, error.fault.lasting)
        return Tried()

    def _write(self, due: Due) -> None:
        content = Content(len(due.body), lambda: hashlib.sha256(due.body).digest())
        path, there = spot(self._files, self._folder, due.address, RECEIPT, content)
        if there:
            self._files.sync(self._folder)  # a crash may have come between its renaming and this
        else:
            place(self._files, path, due.body)
