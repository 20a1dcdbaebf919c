"""`ip-adapter serve` as a person meets it: it says where things are, it stops, it starts again.

What keeps it from starting is told in one sentence, with exit code 5.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx
import msgspec
import pytest

from adapter.app.serving import POLL
from adapter.core.linking import LinkKey, check_value
from adapter.edges.folder.watching import QUIET
from adapter.edges.postgres import lock
from adapter.edges.store import opened
from conformance.served import free_port
from tests.adapter.app.calling import client, post
from tests.adapter.app.process import (
    LAST_LINE,
    PATIENCE,
    PROJECT,
    Adapter,
    command,
    environ,
    eventually,
    serving,
)
from tests.edges.databases import create_database, drop_database, rows
from tests.messages.examples import DISCHARGED
from tests.messages.letters import letter, number

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = 2
"""Commands that run beside one another."""


def running(var: Path) -> bool:
    """Whether any process of the embedded PostgreSQL lives: each holds this lock."""
    return not lock.free(var / "postgres" / "living.lock")


def postmaster(var: Path) -> int:
    return int((var / "postgres" / "data" / "postmaster.pid").read_text().split("\n")[0])


# --- the first start --------------------------------------------------------------------------------------------------


class First(NamedTuple):
    """What the first start of an installation came to."""

    var: Path
    url: str
    said: str
    tried: dict[str, subprocess.CompletedProcess[str]]
    answered: dict[str, int]
    code: int


@pytest.fixture(scope="module")
def first(open_folder: Path) -> First:
    """Started, everything tried that it offers, stopped by Ctrl-C."""
    var = open_folder / "first"
    with serving(var) as adapter:
        lines = offered(adapter.said)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            tried = dict(zip(lines, threads.map(typed, lines), strict=True))
        addresses = re.findall(r"http://\S+", adapter.said.partition("  look ")[2].partition("\n")[0])
        answered = {
            url.removeprefix(adapter.url): httpx.get(url, trust_env=False).status_code for url in addresses
        }
        code = adapter.end(signal.SIGINT)
    return First(var, adapter.url, adapter.said, tried, answered, code)


def offered(said: str) -> list[str]:
    """The commands that a person is told to try."""
    block = said.partition("try in another terminal:\n")[2].partition(LAST_LINE)[0]
    return [line.strip() for line in block.splitlines()]


def typed(line: str) -> subprocess.CompletedProcess[str]:
    """As at a prompt, in the folder in which the adapter was started."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", line],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=PROJECT,
        env=environ(PATH=path),
    )


def test_the_first_start_says_where_everything_is(first: First) -> None:
    told = first.said
    assert f"  messages   POST {first.url}/messages\n" in told
    assert f"  folder     {first.var}/exchange/in, receipts in {first.var}/exchange/out\n" in told
    assert f"  data       {first.var} (embedded PostgreSQL)\n" in told
    assert re.search(r"  demo data  [1-9]\d* messages loaded\n", told)
    assert len(offered(told)) >= 3


def test_what_there_is_to_look_at_can_be_looked_at(first: First) -> None:
    assert first.answered == dict.fromkeys(("/health/ready", "/metrics", "/dev/docs"), 200)


def test_every_command_that_is_offered_works(first: First) -> None:
    assert {
        line: (done.returncode, done.stderr) for line, done in first.tried.items() if done.returncode
    } == {}
    assert any(".apprec.xml" in done.stdout for done in first.tried.values())


def test_ctrl_c_ends_all_of_it(first: First) -> None:
    assert first.code == 0
    assert "\nstopping: " in first.said
    assert "Traceback" not in first.said
    assert not running(first.var)
    with pytest.raises(httpx.ConnectError):
        httpx.get(first.url, trust_env=False)


# --- the next starts --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def second(first: First) -> Iterator[Adapter]:
    with serving(first.var) as adapter:
        yield adapter


def test_the_second_start_finds_what_the_first_one_left(first: First, second: Adapter) -> None:
    assert "demo data" not in second.said
    listed = command("inbox", "list", "--var", first.var, "--json")
    letters = msgspec.json.decode(listed.stdout)["rows"]
    assert {one["transport"] for one in letters} == {"demo", "http", "folder"}
    assert all(one["state"] != "kept" for one in letters)


def test_a_port_in_use_is_told_and_whoever_uses_it_goes_on(second: Adapter) -> None:
    done = command("serve", "--dev", "--var", second.var, "--port", second.port)
    sentence = f"port {second.port} on 127.0.0.1 is in use by another program"
    is_one_sentence(done, f"{sentence}: stop it or choose another with --port")
    assert httpx.get(f"{second.url}/health/ready", trust_env=False).status_code == 200


def test_sigterm_ends_it_as_ctrl_c_does(second: Adapter) -> None:
    assert second.end(signal.SIGTERM) == 0
    assert "Traceback" not in second.said
    assert not running(second.var)


def test_R169_killed_under_load_it_starts_again_and_every_sender_is_answered(first: First) -> None:
    letters = [letter(DISCHARGED, n) for n in range(1, 41)]
    with serving(first.var) as adapter:
        early = asyncio.run(send(adapter, letters, die_after=5))
        assert running(first.var)
        left = postmaster(first.var)
    with serving(first.var) as again:
        assert postmaster(first.var) == left  # adopted
        late = asyncio.run(send(again, letters))
        again.end(signal.SIGINT)
    assert not running(first.var)
    assert 5 <= len(early) < len(late) == len(letters)
    assert {data: late[data] for data in early} == early
    assert all(f"<Id>{number(n)}</Id>" in answer for n, answer in enumerate(late.values(), 1))


async def send(adapter: Adapter, letters: list[bytes], die_after: int = 0) -> dict[bytes, str]:
    """Eight at a time; the answers that came. The adapter is killed when there are so many."""
    answers: dict[bytes, str] = {}
    lanes = asyncio.Semaphore(8)

    async def one(caller: httpx.AsyncClient, data: bytes) -> None:
        async with lanes:
            try:
                answer = await post(caller, data)
            except httpx.TransportError:
                return
        assert answer.status_code == 200
        answers[data] = answer.text
        if len(answers) == die_after:
            adapter.end(signal.SIGKILL)

    async with client(adapter, "o11-med") as caller:
        await caller.get("/fhir/metadata")  # with a token for all
        await asyncio.gather(*(one(caller, data) for data in letters))
    return dict(sorted(answers.items()))


# --- two over one folder ------------------------------------------------------------------------------------------------


def test_of_two_adapters_over_one_folder_one_takes_the_files_and_the_other_when_it_stops(
    open_folder: Path, database_url: str
) -> None:
    folder = open_folder / "watched"
    urls = [create_database(database_url) for _ in range(2)]
    with (
        serving(open_folder / "left", "--folder", folder, IP_DATABASE_URL=urls[0]) as left,
        serving(open_folder / "right", "--folder", folder, IP_DATABASE_URL=urls[1]) as right,
    ):
        left.process.send_signal(signal.SIGSTOP)  # it has the folder still, and does nothing with it
        put(folder, "first.xml", 101)
        time.sleep(QUIET + 6 * POLL)
        waits = (folder / "in" / "first.xml").is_file()
        left.process.send_signal(signal.SIGCONT)
        assert waits
        assert eventually((folder / "out" / "first.xml.apprec.xml").is_file)
        left.end(signal.SIGINT)
        put(folder, "second.xml", 102)
        assert eventually((folder / "out" / "second.xml.apprec.xml").is_file)
        assert [one.said.count('"file-taken"') for one in (left, right)] == [1, 1]
    for url in urls:
        drop_database(database_url, url)


def put(folder: Path, name: str, n: int) -> None:
    """A message with a number of its own, renamed into the watched folder as programs do."""
    (folder / name).write_bytes(letter(DISCHARGED, n))
    (folder / name).rename(folder / "in" / name)


# --- what keeps it from starting --------------------------------------------------------------------------------------


class Case(NamedTuple):
    """What `serve` is told, and what it tells; `{…}` is one of `Places`."""

    words: str
    told: tuple[str, ...]
    database: str = ""


class Places(NamedTuple):
    """What the cases speak of."""

    folder: Path
    port: int
    newer: str
    foreign: str
    away: str


CASES = {
    "missing settings": Case(
        "--var {folder}/new",
        ("add --dev", "IP_DATABASE_URL", "IP_PUBLIC_BASE", "IP_ISSUERS", "IP_AUDIENCE"),
    ),
    "for other machines": Case(
        "--dev --var {folder}/new --host 0.0.0.0", ("0.0.0.0 is no loopback address",)
    ),
    "a folder below a file": Case("--dev --var {folder}/file/var", ("{folder}/file", "not a directory")),
    "a key that is none": Case("--dev --var {folder}/key", ("installation.key is no installation's key",)),
    "a database of a newer version": Case(
        "--dev --var {folder}/one", ("of a newer version (9999)", "install the newer program"), "{newer}"
    ),
    "a database made with another key": Case(
        "--dev --var {folder}/two", ("another installation key",), "{foreign}"
    ),
    "a database that is not there": Case(
        "--dev --var {folder}/three", ("the store does not answer",), "{away}"
    ),
    "a watched folder that is a file": Case(
        "--dev --var {folder}/four --folder {folder}/file --port {port}",
        ("the folder {folder}/file/in cannot be used",),
        "{foreign}",
    ),
}
"""Each in a process of its own; the port in use is above."""


@pytest.fixture(scope="module")
def places(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    folder = tmp_path_factory.mktemp("places")
    (folder / "file").touch()
    for name, key in ("key", "too short"), ("four", bytes(32).hex()):
        (folder / name).mkdir()
        (folder / name / "installation.key").write_text(key)
    newer, foreign = (create_database(database_url) for _ in range(2))
    for url in (newer, foreign):
        asyncio.run(installed(url))
    asyncio.run(rows(newer, "insert into migration (number, name) values (9999, 'later')"))
    away = f"postgresql://somebody:{SECRET}@127.0.0.1:{free_port()}/none"
    yield Places(folder, free_port(), newer, foreign, away)
    for url in (newer, foreign):
        drop_database(database_url, url)


SECRET = "not-to-be-told"  # noqa: S105 - of nobody


async def installed(url: str) -> None:
    """A database that an installation began whose key is all noughts."""
    async with opened(url, check_value=check_value(LinkKey(bytes(32)))):
        pass


@pytest.fixture(scope="module")
def refusals(places: Places) -> dict[str, subprocess.CompletedProcess[str]]:
    """All cases, some at a time."""

    def start(case: Case) -> subprocess.CompletedProcess[str]:
        words, database = (text.format(**places._asdict()) for text in (case.words, case.database))
        return command("serve", *words.split(), IP_DATABASE_URL=database)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return dict(zip(CASES, threads.map(start, CASES.values()), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_what_keeps_it_from_starting_is_told_in_one_sentence(
    name: str, places: Places, refusals: dict[str, subprocess.CompletedProcess[str]]
) -> None:
    told = (words.format(**places._asdict()) for words in CASES[name].told)
    is_one_sentence(refusals[name], *told)
    assert SECRET not in refusals[name].stderr


def test_nothing_is_made_where_the_settings_do_not_allow_a_start(
    places: Places, refusals: dict[str, subprocess.CompletedProcess[str]]
) -> None:
    assert len(refusals) == len(CASES)
    assert not (places.folder / "new").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="to root every folder is open")
def test_a_folder_that_belongs_to_somebody_else(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    is_one_sentence(command("serve", "--dev", "--var", tmp_path / "var"), str(tmp_path), "permission denied")


def is_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 5, nothing on standard output, and beside lines of the log one sentence with these words."""
    (sentence,) = [line for line in done.stderr.splitlines() if not line.startswith("{")]
    assert sentence.startswith("ip-adapter: ")
    assert [word for word in words if word not in sentence] == []
    assert (done.returncode, done.stdout) == (5, "")
