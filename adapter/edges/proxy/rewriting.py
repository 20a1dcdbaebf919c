"""URLs of one base made URLs of another, in JSON as it streams by and in headers; and the version that a body names."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

URL_HEADERS: Final = frozenset({b"location", b"content-location", b"link"})


class Rewriting:
    """Values in JSON that begin with one base begin with the other, whatever pieces the JSON comes in."""

    def __init__(self, old: str, new: str) -> None:
        self._old = re.compile(rb'(?<!\\)"' + re.escape(old.encode()) + rb'(?=["/?#])')
        self._new = b'"' + new.encode()
        self._undecided = len(old.encode()) + 1
        self._left, self._said = b"", 0  # what waits, behind a byte that has been said

    def piece(self, data: bytes) -> bytes:
        """What is decided with this piece; what may be the beginning of a URL waits for the next."""
        data, at = self._left + data, self._said
        said = []
        for found in self._old.finditer(data, at):
            said += [data[at : found.start()], self._new]
            at = found.end()
        waiting = max(at, len(data) - self._undecided)
        self._said = min(waiting, 1)
        self._left = data[waiting - self._said :]
        return b"".join([*said, data[at:waiting]])

    def end(self) -> bytes:
        """What waited."""
        return self._left[self._said :]

    async def all(self, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """A whole body."""
        async for data in pieces:
            yield self.piece(data)
        yield self.end()


def rewritten(body: bytes, old: str, new: str) -> bytes:
    """A whole body at once."""
    rewriting = Rewriting(old, new)
    return rewriting.piece(body) + rewriting.end()


def headers(pairs: Iterable[tuple[bytes, bytes]], old: str, new: str) -> list[tuple[bytes, bytes]]:
    """Headers, with URLs of one base made those of the other."""
    at = re.compile(rb"(?<![^<,\s])" + re.escape(old.encode()) + rb"(?=[/?#>,\s]|\Z)")
    fresh = new.encode()
    return [(name, at.sub(lambda _: fresh, value) if name in URL_HEADERS else value) for name, value in pairs]


def if_match(body: bytes) -> bytes | None:
    """The `If-Match` of an update whose client never sends one: the version that its body was read as."""
    try:
        version = json.loads(body)["meta"]["versionId"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return f'W/"{version}"'.encode() if isinstance(version, str) and _VERSION.fullmatch(version) else None


_VERSION: Final = re.compile(r"[A-Za-z0-9.-]{1,64}")
