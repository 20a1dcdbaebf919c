"""Several processes that answer requests as one: over one socket, one database, one table of metrics."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from argparse import Namespace
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from adapter.app.dev_mode import MODE
from adapter.app.helping import Part, helped
from adapter.edges.http.server import bound
from adapter.edges.metrics import table
from adapter.errors import StartError
from adapter.settings import of_server
from tests.adapter.app.calling import client, nobody, post
from tests.adapter.app.process import eventually, serving
from tests.messages.examples import DISCHARGED
from tests.messages.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.adapter.app.process import Adapter

CHILDREN: Final = Path("/proc/self/task")
pytestmark = pytest.mark.skipif(not CHILDREN.exists(), reason="no /proc here: nobody tells who helps")


def helpers(adapter: Adapter) -> list[int]:
    """The processes that help."""
    number = adapter.process.pid
    children = Path(f"/proc/{number}/task/{number}/children").read_text("ascii").split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


@contextmanager
def stopped(number: int) -> Iterator[None]:
    """That process does nothing inside."""
    os.kill(number, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(number, signal.SIGCONT)


def posted(adapter: Adapter, *numbers: int) -> list[int]:
    """Send messages with these numbers over connections of their own; the statuses."""

    async def work() -> list[int]:
        async with client(adapter, "o11-med") as caller:
            return [(await post(caller, letter(DISCHARGED, number))).status_code for number in numbers]

    return asyncio.run(work())


def counted(adapter: Adapter) -> float:
    """Letters that came by HTTP and were stored, as whoever answers tells it."""
    page = httpx.get(f"{adapter.url}/metrics", trust_env=False).text
    return sum(
        sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
        if sample.name == "ip_letters_decided_total"
        and sample.labels == {"transport": "http", "verdict": "stored"}
    )


def test_each_process_answers_and_tells_of_all(open_folder: Path) -> None:
    with serving(open_folder / "two", IP_PROCESSES="2") as adapter:
        (helper,) = helpers(adapter)
        with stopped(helper):
            assert posted(adapter, 201, 202) == [200, 200]
            assert counted(adapter) == 2
        with stopped(adapter.process.pid):
            assert posted(adapter, 203) == [200]
            assert posted(adapter, 201) == [200]
            assert counted(adapter) == 3
        assert adapter.end(signal.SIGTERM) == 0
    assert not Path(f"/proc/{helper}").exists()


def test_one_that_ends_by_itself_is_begun_anew_and_nothing_counted_is_lost(open_folder: Path) -> None:
    with serving(open_folder / "again", IP_PROCESSES="2") as adapter:
        (helper,) = helpers(adapter)
        with stopped(adapter.process.pid):
            assert posted(adapter, 204) == [200]
        os.kill(helper, signal.SIGKILL)
        assert eventually(lambda: '"helper-ended"' in adapter.said)
        assert re.search(r'"helper-ended","code":-9\b', adapter.said)
        assert posted(adapter, 205) == [200]
        assert eventually(lambda: bool(helpers(adapter)) and helpers(adapter) != [helper])
        assert counted(adapter) == 2
        other = helpers(adapter)[0]
        assert eventually(lambda: ready(adapter, besides=adapter.process.pid))
        assert helpers(adapter) == [other]


def ready(adapter: Adapter, besides: int) -> bool:
    """Whether another process than that one answers."""
    with stopped(besides), suppress(httpx.HTTPError):
        return httpx.get(f"{adapter.url}/health/ready", timeout=1, trust_env=False).is_success
    return False


def test_none_outlives_the_first(open_folder: Path, database: str) -> None:
    with serving(open_folder / "orphans", IP_PROCESSES="3", IP_DATABASE_URL=database) as adapter:
        there = helpers(adapter)
        assert len(there) == 2
        adapter.end(signal.SIGKILL)
        assert eventually(lambda: not any(Path(f"/proc/{number}").exists() for number in there))


def test_one_process_has_no_helpers(open_folder: Path, database: str) -> None:
    with serving(open_folder / "alone", IP_PROCESSES="1", IP_DATABASE_URL=database) as adapter:
        assert helpers(adapter) == []
        assert posted(adapter, 206) == [200]
        assert counted(adapter) == 1


def test_one_that_cannot_begin_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    options = Namespace(dev=True, host="127.0.0.1", port=1, folder=None, var=tmp_path, database_url_file=None)
    settings, _ = of_server(options, {"IP_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"})

    async def work() -> None:
        with bound("127.0.0.1", 0) as listener:
            async with helped([Part(settings, MODE, listener, table(2), 1, as_json=True)], nobody):
                raise AssertionError

    with pytest.raises(StartError, match="could not begin"):
        asyncio.run(work())
    assert "ip-adapter: the store does not answer" in capfd.readouterr().err
