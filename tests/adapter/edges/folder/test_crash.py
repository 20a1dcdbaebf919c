"""The process dies before, in or after any effect on the file system, and starts again: nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Final
from uuid import UUID

import pytest

from adapter.edges.folder.files import Files
from adapter.edges.folder.inlet import Done, Inlet, Parked
from adapter.edges.folder.outlet import Outlet
from adapter.edges.folder.preparing import prepare
from tests.adapter.edges.folder.doubles import Between, HandClock, Hasty, due, put, tree

if TYPE_CHECKING:
    from pathlib import Path

    from adapter.core.delivery import Due
    from adapter.edges.folder.inlet import Handled
    from adapter.events import Event

REASON: Final = b'{"resourceType":"OperationOutcome"}'


class Died(BaseException):
    """The process is gone: nothing after this is done, no clean-up, nothing in memory stays."""


class Life:
    """A process that dies at its n-th effect on the file system: before it, after it, or with half a file written."""

    def __init__(self, last: int = -1, moment: str = "") -> None:
        self._last, self._moment = last, moment
        self.effects: list[str] = []
        self.files = Between(self._before, self._after, Hasty())

    def _before(self, call: str, args: tuple[object, ...]) -> None:
        self.effects.append(call)
        if len(self.effects) != self._last:
            return
        if self._moment == "in" and call == "write":
            path, data = args
            Hasty().write(path, data[: len(data) // 2])  # type: ignore[arg-type, index]
        if self._moment != "after":
            raise Died

    def _after(self, _: str, __: tuple[object, ...]) -> None:
        if len(self.effects) == self._last:
            raise Died


class Store:
    """What outlives the process: letters by their bytes, and their receipts, each made once."""

    def __init__(self) -> None:
        self.letters: dict[bytes, UUID] = {}
        self.due: dict[UUID, Due] = {}
        self.sent: list[UUID] = []

    async def take(self, name: str, data: bytes) -> Handled:
        digest = hashlib.sha256(data).digest()
        letter = self.letters.setdefault(digest, UUID(int=len(self.letters) + 1))
        if data.startswith(b"<bad"):
            return Parked(REASON, letter)
        self.due.setdefault(letter, due(name, b"<AppRec>" + data + b"</AppRec>"))
        return Done(letter)

    async def deliver(self, outlet: Outlet) -> None:
        for letter, one in self.due.items():
            if letter not in self.sent:
                assert await outlet.deliver(one) == ("", False)
                self.sent.append(letter)


class Nobody:
    """Does not listen."""

    def __call__(self, event: Event, **ids: str | int) -> None:
        pass


async def live(root: Path, store: Store, files: Files) -> None:
    """One process from its start until there is nothing left to do."""
    folders = prepare(root, files)
    await Inlet(folders, files, HandClock(), store.take, Nobody()).poll()
    await store.deliver(Outlet(folders.out, files))


def begin(root: Path) -> None:
    """Two good messages and a bad one; of one good and of the bad one there was another of the same name before."""
    folders = prepare(root, Hasty())
    put(folders.incoming, "a.xml", b"<a>2</a>")
    put(folders.incoming, "b.xml", b"<b/>")
    put(folders.incoming, "c.xml", b"<bad 2")
    put(folders.done, "a.xml", b"<a>1</a>")
    put(folders.out, "a.xml.apprec.xml", b"<AppRec><a>1</a></AppRec>")
    put(folders.parked, "c.xml", b"<bad 1")
    put(folders.parked, "c.xml.reason.json", REASON)


END: Final = {
    "done/a.2.xml": b"<a>2</a>",
    "done/a.xml": b"<a>1</a>",
    "done/b.xml": b"<b/>",
    "out/a.2.xml.apprec.xml": b"<AppRec><a>2</a></AppRec>",
    "out/a.xml.apprec.xml": b"<AppRec><a>1</a></AppRec>",
    "out/b.xml.apprec.xml": b"<AppRec><b/></AppRec>",
    "parked/c.2.xml": b"<bad 2",
    "parked/c.2.xml.reason.json": REASON,
    "parked/c.xml": b"<bad 1",
    "parked/c.xml.reason.json": REASON,
}


def effects_of_a_clean_run(root: Path) -> list[str]:
    begin(root)
    life, store = Life(), Store()
    asyncio.run(live(root, store, life.files))
    assert tree(root) == END
    return life.effects


@pytest.mark.parametrize("moment", ["before", "in", "after"])
def test_R169_a_crash_at_any_effect_loses_and_doubles_nothing(tmp_path: Path, moment: str) -> None:
    effects = effects_of_a_clean_run(tmp_path / "clean")
    assert set(effects) == {name for name in vars(Files) if not name.startswith("_")}
    for last, call in enumerate(effects, 1):
        if moment == "in" and call != "write":
            continue  # everything else is done at one stroke
        root, store = tmp_path / str(last), Store()
        begin(root)
        with pytest.raises(Died):
            asyncio.run(live(root, store, Life(last, moment).files))
        asyncio.run(live(root, store, Hasty()))
        assert tree(root) == END, last
        assert len(store.letters) == 3
        assert sorted(store.sent) == sorted(store.due)


def test_R169_a_crash_between_writing_a_receipt_and_noting_it_writes_it_no_second_time(
    tmp_path: Path,
) -> None:
    begin(tmp_path)
    store = Store()
    asyncio.run(live(tmp_path, store, Hasty()))
    store.sent.clear()
    asyncio.run(live(tmp_path, store, Hasty()))
    assert tree(tmp_path) == END
