"""What all operator's commands share: help, options, refusals, and that no answer tells what a letter says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from adapter.edges.terminal.arguments import COMMANDS
from tests.adapter.edges.terminal.operating import UNKNOWN, Office
from tests.messages.examples import SHIPPED

if TYPE_CHECKING:
    from conftest import Terminal

INSTALLED = {name: command for name, command in COMMANDS.items() if command.installed}
ACTIONS = [
    (name, *action)
    for name, command in INSTALLED.items()
    for action in ([(one,) for one in command.actions] or [()])
]
"""The words of every command on an installation."""

NEEDED = {
    ("parties", "load"): [SHIPPED / "parties.csv"],
    ("db", "backup"): ["nowhere.backup"],
    ("db", "restore"): ["nowhere.backup"],
    ("inbox", "show"): [UNKNOWN],
    ("inbox", "retry"): [UNKNOWN],
    ("outbox", "retry"): [UNKNOWN],
    ("call",): ["--as", "o3", "GET", "/fhir/metadata"],
    ("proxy",): ["--as", "o3"],
}
"""What a command cannot do without."""


def test_the_commands_are_those_that_an_operator_was_promised() -> None:
    assert sorted(" ".join(words) for words in ACTIONS) == [
        "audit list",
        "call",
        *("db backup", "db restore", "db status"),
        "demo",
        *("inbox list", "inbox retry", "inbox show"),
        *("outbox list", "outbox retry"),
        *("parties list", "parties load"),
        "proxy",
        "serve",
    ]


@pytest.mark.parametrize("words", ACTIONS, ids=" ".join)
def test_help_has_the_common_options_and_examples_that_can_be_typed(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    result = terminal(*words, "--help")
    text = result.out.decode()
    command = " ".join(words)
    assert (result.code, result.err) == (0, "")
    assert text.startswith(f"usage: ip-adapter {command} [-h]")
    assert all(option in text for option in ("--json", "--var FOLDER", "--database-url-file FILE"))
    examples = text.partition("\nexamples:\n")[2].splitlines()
    assert examples
    assert all(line.startswith((f"  ip-adapter {command}", "  curl ")) for line in examples)


@pytest.mark.parametrize("words", ACTIONS, ids=" ".join)
def test_every_example_of_the_help_is_a_right_command_line(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    text = terminal(*words, "--help").out.decode()
    for line in text.partition("\nexamples:\n")[2].splitlines():
        program, *arguments = shlex.split(re.split(r" [<>] ", line.strip())[0])
        assert program == "curl" or terminal(*arguments).code != 2, line


@pytest.mark.parametrize("name", [name for name, command in INSTALLED.items() if command.actions])
def test_help_on_a_command_with_actions_names_each(terminal: Terminal, name: str) -> None:
    text = " ".join(terminal(name, "--help").out.decode().split())
    assert all(f" {action} {row.does}" in text for action, row in COMMANDS[name].actions.items())
    without = terminal(name)
    assert (without.code, without.out) == (2, b"")
    assert "the following arguments are required: ACTION" in without.err


@pytest.mark.parametrize("words", ACTIONS, ids=" ".join)
def test_without_an_installation_a_sentence_says_so(terminal: Terminal, words: tuple[str, ...]) -> None:
    result = terminal(*words, *NEEDED.get(words, ()))
    assert (result.code, result.out) == (5, b"")
    assert result.lines == ["ip-adapter: this ip-adapter was put together without an installation"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("inbox", "show", "01990a5e"), "argument ID: an id as the lists show it is wanted: a whole UUID"),
        (("inbox", "show", "{01990a5e-1c00-7000-8000-00000000002a}"), "argument ID: an id"),
        (("inbox", "retry", "14835812368"), "argument ID: an id"),
        (("inbox", "list", "--state", "lost"), "argument --state: invalid choice: 'lost'"),
        (("inbox", "list", "--limit", "0"), "argument --limit: a number from 1 to 1000 is wanted"),
        (("inbox", "list", "--limit", "1001"), "argument --limit: a number from 1 to 1000 is wanted"),
        (("inbox", "list", "--limit", "ten"), "argument --limit: a number from 1 to 1000 is wanted"),
        (("inbox", "list", "--before", "x"), "argument --before: an id"),
        (("inbox", "list", "--since", "monday"), "argument --since: a day or time such as"),
        (("inbox", "retry", "--state", "stored"), "argument --state: invalid choice: 'stored'"),
        (("outbox", "list", "--state", "stored"), "argument --state: invalid choice: 'stored'"),
        (("outbox", "list", "--letter", "x"), "argument --letter: an id"),
        (("audit", "list", "--letter", "x"), "argument --letter: an id"),
        (("serve", "--port", "65536"), "argument --port: a number from 0 to 65535 is wanted"),
        (("db", "status", "--database-url", "postgresql://a:b@c/d"), "unrecognized arguments"),
        (("parties", "load"), "the following arguments are required: FILE|-"),
    ],
)
def test_a_wrong_command_line(office: Office, arguments: tuple[str, ...], words: str) -> None:
    result = office(*arguments)
    assert (result.code, result.out, office.openings) == (2, b"", [])
    assert len(result.told) == 1
    assert words in result.err
    assert "14835812368" not in result.err


# --- options that the installation is given --------------------------------------------------------------------------


def test_serve_is_given_its_options(office: Office) -> None:
    assert office("serve").code == 0
    assert office("serve", "--dev", "--host", "::1", "--port", 0, "--folder", "exchange", "--json").code == 0
    bare, full = office.served
    assert (bare.dev, bare.host, bare.port, bare.folder, bare.json) == (False, "127.0.0.1", 8080, None, False)
    assert (full.dev, full.host, full.port, full.folder, full.json) == (
        True,
        "::1",
        0,
        Path("exchange"),
        True,
    )


def test_which_installation_is_told(office: Office) -> None:
    office("db", "status", "--var", "elsewhere", "--database-url-file", "url")
    (options,) = office.openings
    assert (options.var, options.database_url_file) == (Path("elsewhere"), "url")


def test_the_folder_is_the_environments_unless_it_is_named() -> None:
    say = (
        "from adapter.edges.terminal.arguments import parsed\n"
        "print(parsed(['db', 'status']).var, parsed(['db', 'status', '--var', 'mine']).var)"
    )
    for given, expected in (
        ({}, "var mine"),
        ({"IP_VAR": "theirs"}, "theirs mine"),
        ({"IP_VAR": ""}, "var mine"),
    ):
        environ = {name: value for name, value in os.environ.items() if name != "IP_VAR"} | given
        ended = subprocess.run([sys.executable, "-c", say], env=environ, capture_output=True, check=True)
        assert ended.stdout.decode().strip() == expected


# --- nothing of what a letter says -----------------------------------------------------------------------------------

ENVELOPE = re.compile(
    r"(MsgInfo/(MsgId|GenDate|Type|ConversationRef)|TypeId|/(Sender|Receiver)/Organisation/Ident"
    r"|/(Sender|Receiver)/Organisation/Organisation/Ident|/AppRec/(Id|MsgType|GenDate|Error|Status)|/Error/)"
)
"""Places of what the lists show: ids of messages and organisations, kinds, codes."""


def said(data: bytes) -> set[str]:
    """Every text and value of a message that is no part of its envelope: names, numbers, texts of persons among them."""
    root = etree.fromstring(data)
    tree = root.getroottree()
    found = set()
    for one in root.iter(etree.Element):
        place = re.sub(r"\{[^}]*\}", "", tree.getelementpath(one))
        if not ENVELOPE.search(f"/{etree.QName(root).localname}/{place}"):
            found |= {one.text or "", *(str(value) for name, value in one.attrib.items() if name != "S")}
    return {text for one in found if len(text := one.strip()) >= 4 and not HARMLESS.fullmatch(text)}


HARMLESS = re.compile(
    "true|false|90000[0-9]{2}|LOG_[A-Z]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|2026-0[89]-[0-9]{2}"
)
"""What stands in the content as well as in an envelope: HER-ids, kinds and ids of messages, days on which they were sent."""


def test_no_answer_holds_what_a_letter_says_of_persons(office: Office) -> None:
    examples = [path.read_bytes() for path in sorted(SHIPPED.glob("*.xml"))]
    ids = office.comes(*examples, by="folder")
    failed = [office.kept(data + b"<!-- once more -->", failed=True) for data in examples[:3]]
    office.give_up()
    everyone = [str(ident) for ident in (*ids, *failed)]
    told = [
        office(*words, *further)
        for further in ((), ("--json",))
        for words in (
            *(("inbox", "show", ident) for ident in everyone),
            ("inbox", "list"),
            ("outbox", "list"),
            ("audit", "list", "--limit", "1000"),
            ("db", "status"),
            ("inbox", "retry", *everyone),
            ("outbox", "retry", "--dead"),
        )
    ]
    whole = "\n".join(one.text + one.err for one in told)
    persons = {text for data in examples for text in said(data)}
    assert {"14835812368", "Furu", "Varsom"} <= persons
    assert len(persons) > 250
    assert {text for text in persons if text in whole} == set()
    assert re.findall(r"(?<![0-9A-Za-z-])[0-9]{11}(?![0-9A-Za-z-])", whole) == []
    assert "furu.xml" not in whole  # the file's name


def test_that_the_search_would_find_something(office: Office) -> None:
    data = (SHIPPED / "log_utskrevet-1.6.xml").read_bytes()
    (ident,) = office.comes(data)
    shown = office("inbox", "show", ident, "--content", "--why", "a test").text
    assert {"14835812368", "Furu"} <= {text for text in said(data) if text in shown}


@pytest.mark.parametrize(
    ("of", "becomes"),
    [
        ('<Type V="LOG_UTSKREVET"', '<Type V="Kanarifugl"'),
        ("<RefToConversation>3f6d8a52-6a0e-4d7b-9f0c-0d5b6f1c7a01", "<RefToConversation>Kanarifugl"),
        ("<MsgId>c7b9d1f4-0e52-4c36-b1aa-7a9f5b2f8e03", "<MsgId>Kanarifugl"),
        ("<Id>9000031</Id>", "<Id>Kanarifugl</Id>"),
        ("<Id>9000034</Id>", "<Id>Kanarifugl</Id>"),
    ],
)
def test_an_envelope_that_a_name_was_put_into_is_not_shown(office: Office, of: str, becomes: str) -> None:
    text = (SHIPPED / "log_utskrevet-1.6.xml").read_text("utf-8")
    assert of in text
    (ident,) = office.comes(text.replace(of, becomes).encode())
    for words in (("inbox", "list"), ("inbox", "show", ident), ("audit", "list")):
        for further in ((), ("--json",)):
            shown = office(*words, *further)
            assert shown.code == 0
            assert "kanarifugl" not in (shown.text + shown.err).lower()
