"""The program as a process: whatever stops it is told in one sentence, with an exit code, never with a stack trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapter import __version__
from adapter.edges.terminal.arguments import COMMANDS
from adapter.edges.terminal.console import MEANING, Exit

if TYPE_CHECKING:
    from conftest import Terminal

PROGRAM = [sys.executable, "-m", "adapter"]
FULL = Path("/dev/full")
SCRIPT = Path(sys.executable).with_name("ip-adapter")


def start(*arguments: object, **streams: object) -> subprocess.CompletedProcess[bytes]:
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run([*PROGRAM, *map(str, arguments)], check=False, timeout=60, **settings)


def one_sentence(stderr: bytes, words: str) -> None:
    (line,) = stderr.decode().splitlines()
    assert line.startswith("ip-adapter: ")
    assert words in line


def test_it_runs_as_a_module_and_as_a_script(letter: Path) -> None:
    as_module = start("to-fhir", letter)
    as_script = subprocess.run([SCRIPT, "to-fhir", letter], check=False, capture_output=True, timeout=60)
    assert (as_module.returncode, as_module.stderr) == (0, b"")
    assert as_module.stdout == as_script.stdout != b""


def test_a_refusal_is_exit_code_1(faulty: Path) -> None:
    assert start("to-fhir", faulty).returncode == 1


def test_version() -> None:
    assert start("--version").stdout == f"ip-adapter {__version__}\n".encode()


def test_help_names_every_command_and_exit_code(terminal: Terminal) -> None:
    text = terminal("--help").out.decode()
    assert all(f"    {name}" in text for name in COMMANDS)
    assert all(f"{code:>3}  {MEANING[code]}\n" in text for code in Exit)


def test_help_on_each_command_has_examples(terminal: Terminal) -> None:
    for name in COMMANDS:
        result = terminal(name, "--help")
        assert result.code == 0
        assert f"usage: ip-adapter {name}" in result.out.decode()
        assert name in ("show", "demo") or f"\nexamples:\n  ip-adapter {name}" in result.out.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("to-fhir",), "the following arguments are required: FILE|FOLDER|-"),
        (("send",), "invalid choice: 'send'"),
        (("check", "x", "--lang", "en"), "argument --lang: invalid choice: 'en'"),
        (("check", "x", "--langu", "nb"), "unrecognized arguments: --langu nb"),
    ],
)
def test_a_wrong_command_line(terminal: Terminal, arguments: tuple[str, ...], words: str) -> None:
    result = terminal(*arguments)
    assert (result.code, result.out) == (2, b"")
    one_sentence(result.err.encode(), words)


def test_a_file_that_is_not_there(terminal: Terminal, tmp_path: Path) -> None:
    for command in ("to-fhir", "apprec", "check"):
        result = terminal(command, tmp_path / "nothing.xml")
        assert (result.code, result.out) == (4, b"")
        one_sentence(result.err.encode(), "nothing.xml: there is no such file or folder")


def test_a_folder_where_a_file_is_wanted(terminal: Terminal, letter: Path, tmp_path: Path) -> None:
    for arguments in (("apprec", tmp_path), ("to-fhir", letter, "-o", tmp_path)):
        result = terminal(*arguments)
        assert result.code == 4
        one_sentence(result.err.encode(), "is a folder, a file is wanted")


def test_a_file_where_a_folder_is_wanted(terminal: Terminal, examples: Path, letter: Path) -> None:
    for words, target in (("is a file, a folder is wanted", letter), ("not a directory", letter / "below")):
        result = terminal("show", "--folder", target)
        assert result.code == 4
        one_sentence(result.err.encode(), words)
    assert letter.read_bytes().startswith(b"<?xml")
    assert examples.is_dir()


def test_a_file_that_cannot_be_read(terminal: Terminal) -> None:
    result = terminal("check", "/proc/self/mem")
    assert result.code == 4
    one_sentence(result.err.encode(), "/proc/self/mem: ")


def test_a_file_far_too_large_is_not_read_to_its_end(terminal: Terminal) -> None:
    result = terminal("check", "/dev/zero")
    assert result.code == 1
    assert "xml-too-large" in result.err


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
def test_a_full_disk(letter: Path) -> None:
    with FULL.open("wb") as full:
        result = start("to-fhir", letter, stdout=full)
    assert result.returncode == 4
    one_sentence(result.stderr, "standard output: no space left on device")
    one_sentence(start("to-fhir", letter, "-o", FULL).stderr, "/dev/full: no space left on device")


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
def test_nobody_to_tell_is_no_fault(faulty: Path) -> None:
    with FULL.open("wb") as full:
        result = start("to-fhir", faulty, stderr=full)
    assert result.returncode == 1
    assert result.stdout.startswith(b'{"resourceType":"OperationOutcome"')


def test_a_device_is_written_to_and_stays_a_device(letter: Path) -> None:
    assert start("to-fhir", letter, "-o", os.devnull).returncode == 0
    assert Path(os.devnull).is_char_device()


def test_a_reader_that_stops_reading(letter: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = start("to-fhir", letter, stdout=writing)
    os.close(writing)
    assert result.returncode == 4
    one_sentence(result.stderr, "whoever read the output stopped reading")


def closed(stream: int, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    """Started by a shell with one stream closed."""
    command = ["sh", "-c", f'exec "$@" {stream}>&-', "sh", *PROGRAM, *map(str, arguments)]
    return subprocess.run(command, check=False, timeout=60, capture_output=True)


def test_streams_that_were_closed(letter: Path, faulty: Path) -> None:
    output = closed(1, "to-fhir", letter)
    assert output.returncode == 4
    one_sentence(output.stderr, "standard output is closed")
    entry = closed(0, "to-fhir", "-")
    assert entry.returncode == 4
    one_sentence(entry.stderr, "standard input is closed")
    silent = closed(2, "to-fhir", faulty)
    assert (silent.returncode, silent.stderr) == (1, b"")
    assert silent.stdout.startswith(b'{"resourceType":"OperationOutcome"')


def test_somebody_presses_ctrl_c(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xml"
    os.mkfifo(pipe)
    command = [*PROGRAM, "check", pipe]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running,
        pipe.open("wb"),  # waits until the program reads
    ):
        running.send_signal(signal.SIGINT)
        _, stderr = running.communicate(timeout=60)
    assert running.returncode == 130
    one_sentence(stderr, "stopped")


def test_a_defect_is_told_by_place_and_not_by_what_it_says(terminal: Terminal, letter: Path) -> None:
    result = terminal("to-fhir", letter, "--base", "\udcff")  # a text that JSON cannot hold
    assert (result.code, result.out) == (70, b"")
    one_sentence(result.err.encode(), "defect of the program, please report it: UnicodeEncodeError in ")
    assert "udcff" not in result.err
