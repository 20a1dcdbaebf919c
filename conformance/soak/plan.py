"""What is sent by whom in which order, and what must become of it: told from the rules, not by the program.

The oracle is a table: each script is a conversation, sent in its order by one sender, with the verdict that each of its
messages must have in the end (HISD 1154; decisions.md, "N, C, M"). Messages count in the order of their GenDate.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from conformance.soak.messages import BREAK, Envelope, again, made


class Step(NamedTuple):
    """A message of a conversation: its kind, what it does (N, M, C), its place in time, what must become of it."""

    template: str
    action: str
    place: int
    verdict: str


class Script(NamedTuple):
    """A conversation, by which development client, and how often it is chosen."""

    client: str
    weight: int
    steps: tuple[Step, ...]


IN, READY, OUT = "log_innlagt-1.6", "log_utskrivningsklar-1.5", "log_utskrevet-1.6"
HOSPITAL, MUNICIPALITY = "o11", "o1"

SCRIPTS: Final = (
    Script(HOSPITAL, 20, (Step(IN, "N", 0, "stored"),)),
    Script(
        HOSPITAL, 8, (Step(IN, "N", 0, "stored"), Step(READY, "N", 1, "stored"), Step(OUT, "N", 2, "stored"))
    ),
    Script(HOSPITAL, 8, (Step(READY, "N", 0, "stored"), Step(READY, "M", 1, "changed"))),
    Script(HOSPITAL, 8, (Step(IN, "N", 0, "stored"), Step(IN, "C", 1, "cancelled"))),
    Script(
        HOSPITAL,
        4,
        (Step(OUT, "N", 0, "stored"), Step(OUT, "M", 1, "changed"), Step(OUT, "C", 2, "cancelled")),
    ),
    Script(HOSPITAL, 4, (Step(IN, "C", 1, "cancelled"), Step(IN, "N", 0, "withdrawn"))),
    Script(HOSPITAL, 4, (Step(READY, "M", 1, "stored"), Step(READY, "N", 0, "superseded"))),
    Script(HOSPITAL, 2, (Step(IN, "C", 1, "waiting"),)),
    Script(HOSPITAL, 8, (Step("dialog_helsefaglig-1.1", "", 0, "stored"),)),
    Script(HOSPITAL, 3, (Step("sammenfatning-2.0", "N", 0, "refused"),)),
    Script(MUNICIPALITY, 8, (Step("dialog_til_arkivering-1.1", "", 0, "stored"),)),  # with an attachment
    Script(MUNICIPALITY, 4, (Step("log_dod-1.6", "N", 0, "stored"),)),
    Script(
        MUNICIPALITY, 4, (Step("log_dod-1.6", "N", 0, "stored"), Step("log_dod-1.6", "C", 1, "cancelled"))
    ),
    Script(MUNICIPALITY, 3, (Step("apprec-1.0", "", 0, "acknowledged"),)),
    Script(MUNICIPALITY, 3, (Step("apprec-1.1", "", 0, "rejected"),)),
    Script(MUNICIPALITY, 3, (Step("orientering_tjenestetilbud-1.6", "N", 0, "refused"),)),
)

BROKEN: Final = {
    "no XML": (400, "silent"),
    "cut short": (400, "silent"),
    "an element missing": (200, "refused"),
    "without a sender": (422, "silent"),
    "to somebody else": (422, "silent"),
    "to a unit unknown": (200, "refused"),
    "to nobody known": (422, "silent"),
}
"""What is wrong with a message -> HTTP status of its answer, verdict."""

IN_ANOTHERS_NAME: Final = "in another's name"
NOT_THEIRS: Final = 403
"""The status of a message that its sender's client did not send; it is not kept."""

STATUS: Final = {"acknowledged": 202, "rejected": 202}
"""Verdict -> status, where it is not 200."""

RECEIPT: Final = {"refused": "2"}
"""Verdict -> status in the receipt, where it is not 1."""

FOLDER: Final = "folder"
CLIENTS: Final = (HOSPITAL, MUNICIPALITY, HOSPITAL, HOSPITAL, MUNICIPALITY, HOSPITAL, HOSPITAL, MUNICIPALITY)
"""Whose the connections are, in turn. Each sends one message after the other."""

LEAST: Final = 2
"""Connections that there must be, so that both clients have one."""


class Sending(NamedTuple):
    """A message on its way: its bytes, and what they must be answered. `first` is the one that it repeats.

    `verdict` is that of its letter; empty where it must not be kept, or is kept already.
    """

    number: int
    kind: str
    msg_id: str
    data: bytes
    status: int
    verdict: str
    receipt: str = ""
    first: int | None = None


class Plan(NamedTuple):
    """What each lane sends, in its order."""

    lanes: dict[str, list[Sending]]

    @property
    def sendings(self) -> dict[int, Sending]:
        """Everything, by number."""
        return {one.number: one for lane in self.lanes.values() for one in lane}

    @property
    def verdicts(self) -> dict[bytes, str]:
        """The letters that must be kept: bytes and verdict."""
        return {one.data: one.verdict for one in self.sendings.values() if one.verdict}


def plan(messages: int, seed: int, connections: int = len(CLIENTS)) -> Plan:
    """So many messages: 5 % broken, 10 % duplicates, the rest conversations."""
    return _Planner(messages, seed, connections).plan()


class _Planner:
    def __init__(self, messages: int, seed: int, connections: int) -> None:
        self._random = Random(seed)  # noqa: S311 - the same seed, the same messages
        self._wanted = messages
        names = (f"{CLIENTS[n % len(CLIENTS)]}/{n}" for n in range(max(connections, LEAST)))
        self._lanes: dict[str, list[Sending]] = {name: [] for name in (*names, FOLDER)}
        self._alone: set[int] = set()
        self._made = 0
        oslo = ZoneInfo("Europe/Oslo")
        self._began = datetime.now(oslo).replace(microsecond=0) - timedelta(hours=12)

    def plan(self) -> Plan:
        broken, doubled = self._wanted // 20, self._wanted // 10
        while (left := self._wanted - broken - doubled - self._made) > 0:
            scripts = [script for script in SCRIPTS if len(script.steps) <= left]
            self._play(self._random.choices(scripts, [script.weight for script in scripts])[0])
        for _ in range(broken):
            self._break()
        while self._made < self._wanted:
            self._double()
        return Plan(self._lanes)

    def _lane(self, client: str) -> str:
        """One of the client's connections, or the folder, which takes from anybody."""
        own = [name for name in self._lanes if name.startswith(f"{client}/")]
        return self._random.choice([*own, FOLDER])

    def _play(self, script: Script) -> None:
        lane = self._lane(script.client)
        patient = self._random.randrange(10_000)
        ids = [self._id() for _ in range(3)]
        for step in script.steps:
            sent = self._began + timedelta(seconds=self._made + 60 * step.place)
            envelope = Envelope(ids[step.place], sent, ids[0], step.action, patient)
            if len(script.steps) == 1:
                self._alone.add(self._made)
            self._send(lane, step.template, envelope.msg_id, made(step.template, envelope), step.verdict)

    def _send(self, lane: str, kind: str, msg_id: str, data: bytes, verdict: str, status: int = 0) -> None:
        code = status or STATUS.get(verdict, 200)
        receipt = RECEIPT.get(verdict, "1") if code == 200 else ""  # noqa: PLR2004 - OK
        self._lanes[lane].append(Sending(self._made, kind, msg_id, data, code, verdict, receipt))
        self._made += 1

    def _break(self) -> None:
        """A message of the hospital with something wrong; or a good one that the municipality sends in its name."""
        envelope = Envelope(self._id(), self._began, action="N", patient=self._random.randrange(10_000))
        good = made(IN, envelope)
        what = self._random.choice([*BROKEN, IN_ANOTHERS_NAME])
        if what not in BROKEN:
            lane = self._random.choice([name for name in self._lanes if name.startswith(f"{MUNICIPALITY}/")])
            self._send(lane, what, "", good, "", NOT_THEIRS)
            return
        status, verdict = BROKEN[what]
        told = envelope.msg_id if status == 200 else ""  # noqa: PLR2004 - OK
        self._send(self._lane(HOSPITAL), what, told, BREAK[what](good), verdict, status)

    def _double(self) -> None:
        """A message again: the same bytes, or the same message in other bytes, after the first; some somewhere else."""
        name, lane = self._random.choice([(name, lane) for name, lane in self._lanes.items() if lane])
        place = self._random.randrange(len(lane))
        first = lane[place]
        if first.status == NOT_THEIRS or first.first is not None:
            return
        there = (
            self._elsewhere(name) if first.number in self._alone and self._random.random() < 1 / 3 else name
        )
        anew = there == name and first.status < 400 and self._random.random() < 1 / 2  # noqa: PLR2004 - kept with its MsgId
        double = first._replace(
            number=self._made,
            kind="again, other bytes" if anew else "again",
            data=again(first.data) if anew else first.data,
            verdict="duplicate" if anew else "",
            first=first.number,
        )
        after = place + 1 if there == name else 0
        goal = self._lanes[there]
        goal.insert(self._random.randint(min(after, len(goal)), len(goal)), double)
        self._made += 1

    def _elsewhere(self, name: str) -> str:
        """Another connection of the same client, or the folder."""
        if name == FOLDER:
            return name
        return self._lane(name.partition("/")[0])

    def _id(self) -> str:
        return str(UUID(int=self._random.getrandbits(128), version=4))
