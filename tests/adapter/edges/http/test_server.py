"""The server itself: where it listens, and how it ends."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest

from adapter.edges.http.server import Patience, serving
from adapter.errors import StartError
from tests.adapter.edges.http.door import HOLD, connected, opened, post, reply, said

if TYPE_CHECKING:
    from adapter.events import Event


async def nothing(*_: object) -> None:
    """An application that is never asked."""


def untold(event: Event, **ids: str | int) -> None:
    raise AssertionError(event, ids)


async def listen(host: str, port: int) -> str:
    async with serving(nothing, host, port, untold) as here:
        return here.url


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(StartError) as stop:
            asyncio.run(listen("127.0.0.1", port))
    assert str(stop.value) == (
        f"port {port} on 127.0.0.1 is in use by another program: stop it or choose another with --port"
    )


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid"])
def test_an_address_of_another_machine_is_one_sentence(host: str) -> None:
    with pytest.raises(StartError) as stop:
        asyncio.run(listen(host, 0))
    assert str(stop.value) == f"{host} is no address of this machine: choose another with --host"


def test_the_port_is_free_again_afterwards() -> None:
    with opened() as door:
        port = door.listening.port
    assert asyncio.run(listen("127.0.0.1", port)) == f"http://127.0.0.1:{port}"


def test_an_address_of_the_newer_kind_is_written_as_urls_want_it() -> None:
    if not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    assert asyncio.run(listen("::1", 0)).startswith("http://[::1]:")


def test_what_has_begun_is_answered_before_it_ends_and_nothing_new_is_taken() -> None:
    with opened() as door, connected(door) as idle, connected(door) as busy:
        busy.sendall(post(HOLD))
        assert door.journey.held.wait(20)
        door.stop()
        assert idle.recv(1) == b""
        with pytest.raises(OSError, match=r"refused|reset"):
            said(door, post())
        door.journey.release.set()
        found = reply(busy)
    assert (found.status, found.closed) == (200, True)


def test_what_is_not_done_in_time_is_put_off_and_told_without_its_text() -> None:
    with opened(patience=Patience(stop=1)) as door, connected(door) as sock:
        sock.sendall(post(b"<half>", "Expect: 100-continue", length=900))
        assert sock.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        door.stop()
        found = reply(sock)
        assert sock.recv(1) == b""
    assert (found.status, found.headers["retry-after"]) == (503, "30")
    assert door.told(event="library-said", logger="uvicorn.error", error="CancelledError")
    assert "half" not in door.log.getvalue()


def test_a_connection_that_is_never_used_is_closed_silently() -> None:
    with opened(patience=Patience(idle=1)) as door, connected(door) as sock:
        assert sock.recv(1) == b""
        assert door.lines == []
