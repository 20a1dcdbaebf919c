"""The load: connections that each send the next message when the last one is answered, in a process of its own.

A line of JSON in (`Job`), a line of JSON out (`Done`). All requests are made before the clock starts.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections import deque
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import msgspec
import uvloop

from conformance.bench import EXAMPLES, grown
from conformance.staging import CONNECTIONS, Done
from mappings import message

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBERS: Final = re.compile(rb"(?<=<MsgId>)[^<]+|(?<=<RefToParent>)[^<]+|(?<=<RefToConversation>)[^<]+")
LENGTH: Final = re.compile(rb"\r\ncontent-length: *([0-9]+)\r\n", re.IGNORECASE)


class Job(msgspec.Struct, frozen=True):
    """Send so many messages of a size to a port."""

    port: int
    size: str
    count: int


def _compact(name: str) -> bytes:
    """A shipped message without the white space between its elements."""
    root = message.read((EXAMPLES / name).read_bytes())
    return message.LAYER.write(root.tag, root.value)


def templates() -> dict[str, bytes]:
    """Size -> a message; how large it is exactly, its name need not say."""
    return {
        "4 kB": _compact("log_innlagt-1.6.xml"),
        "12 kB": (EXAMPLES / "log_utskrevet-1.6.xml").read_bytes(),
        "21 kB": grown(21_000),
    }


def unique(template: bytes) -> bytes:
    """The message as one that nobody sent before, in a conversation of its own."""
    return NUMBERS.sub(str(uuid4()).encode(), template)


def request(body: bytes) -> bytes:
    """The message as an HTTP request."""
    head = b"POST /messages HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/xml\r\ncontent-length: %d\r\n\r\n"
    return head % len(body) + body


class Sender(asyncio.Protocol):
    """One connection in a closed loop. Only for servers that state the length of every answer, as both of ours do."""

    def __init__(self, requests: deque[bytes], answers: list[float]) -> None:
        self._requests, self._answers = requests, answers
        self._got, self._began = b"", 0.0
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the loop does
        """Connected; nothing is sent before `begin`."""
        self._transport = transport

    def begin(self) -> None:
        """Send the next message, if there is one."""
        if not self._requests:
            self._transport.close()
            return
        self._got, self._began = b"", perf_counter()
        self._transport.write(self._requests.popleft())

    def data_received(self, data: bytes) -> None:
        """Note an answer when it is whole, and go on."""
        self._got += data
        head, end, body = self._got.partition(b"\r\n\r\n")
        length = LENGTH.search(head + b"\r\n")
        if end and len(body) >= int(length[1] if length else 0):
            if head.startswith(b"HTTP/1.1 200 "):
                self._answers.append(perf_counter() - self._began)
            self.begin()

    def connection_lost(self, _exc: Exception | None) -> None:
        """Closed by us when all is sent, or by the server, with a message under way that has no answer."""
        self.ended.set_result(None)


async def run(port: int, requests: Iterable[bytes]) -> Done:
    """Send all of it over the connections."""
    waiting, answers = deque(requests), list[float]()
    count, loop = len(waiting), asyncio.get_running_loop()
    senders = [
        (await loop.create_connection(lambda: Sender(waiting, answers), "127.0.0.1", port))[1]
        for _ in range(CONNECTIONS)
    ]
    began, cpu = perf_counter(), process_time()
    for sender in senders:
        sender.begin()
    await asyncio.gather(*(sender.ended for sender in senders))
    seconds, spent = perf_counter() - began, process_time() - cpu
    return Done(seconds, spent, answers, count - len(answers))


def main() -> None:
    """Do job after job, until there is no further line."""
    made = templates()
    for line in sys.stdin.buffer:
        job = msgspec.json.decode(line, type=Job)
        requests = [request(unique(made[job.size])) for _ in range(job.count)]
        done = uvloop.run(run(job.port, requests))
        sys.stdout.buffer.write(msgspec.json.encode(done) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
