"""A message on its way through the adapter, as values: what came in, what is known beside it, what is to be committed.

A *letter* is the bytes that a transport handed over, kept word for word before anybody reads them; a *message* is what
they state. Nothing here holds a person's name or number but `Letter.data`, `Version.body` and `Version.person`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

Transport: TypeAlias = Literal["http", "folder", "demo"]

Verdict: TypeAlias = Literal[
    "stored",
    "changed",
    "cancelled",
    "waiting",
    "withdrawn",
    "superseded",
    "foreign",
    "acknowledged",
    "rejected",
    "duplicate",
    "refused",
    "silent",
    "failed",
]


class Meaning(NamedTuple):
    """What a verdict says to an operator, and whether somebody has to look at the letter."""

    sentence: str
    attention: bool = False


VERDICTS: Final[dict[Verdict, Meaning]] = {
    "stored": Meaning("read and stored"),
    "changed": Meaning("read; a new version of what its conversation had"),
    "cancelled": Meaning("a cancellation: what its conversation made is taken back"),
    "waiting": Meaning("a cancellation that came before what it cancels, and waits for it"),
    "withdrawn": Meaning("came after its own cancellation: stored, and taken back at once"),
    "superseded": Meaning("came after a later message of its conversation, which stands"),
    "foreign": Meaning("changes or cancels what another sender made: nothing was changed", attention=True),
    "acknowledged": Meaning("a receipt: the message it answers was taken in"),
    "rejected": Meaning("a receipt: the message it answers was refused", attention=True),
    "duplicate": Meaning("was received before, and answered as then"),
    "refused": Meaning("faulty; its sender was told why in a receipt"),
    "silent": Meaning("no receipt can or may be sent"),
    "failed": Meaning("a defect of the program; kept, to be read again (inbox retry)", attention=True),
}
"""Verdict -> what it means. A letter without a verdict is kept and waits to be read."""

ATTENTION: Final = frozenset(verdict for verdict, meaning in VERDICTS.items() if meaning.attention)

REOPENABLE: Final[tuple[Verdict, ...]] = ("failed", "refused", "silent")
"""What an operator can have read again: letters that made no resources, so that nothing is to be undone."""


class Letter(NamedTuple):
    """Bytes as a transport handed them over. `name` is the file's name, empty over HTTP; it never leaves the store."""

    id: UUID
    received: datetime
    transport: Transport
    name: str
    data: bytes


class Answer(NamedTuple):
    """What a sender gets: HTTP status, media type and body; the body of a receipt is the same for ever."""

    status: int
    media: str
    body: bytes


APPREC: Final = "application/xml"
OUTCOME: Final = "application/fhir+json"
NOTHING: Final = ""


class Kept(NamedTuple):
    """What keeping a letter found: the letter's id, and its answer where the same bytes were decided on before.

    `first` is false where the same bytes are kept already; then `id` is that of the first time. `facts` answer the question
    that was asked with a letter which has no verdict yet.
    """

    id: UUID
    first: bool
    verdict: Verdict | None = None
    answer: Answer | None = None
    facts: Facts | None = None


class Key(NamedTuple):
    """What makes two letters the same message: same receiver, same stated sender, same MsgId (lower case)."""

    receiver: str
    sender: str
    msg_id: str


Action: TypeAlias = Literal["", "new", "change", "cancel"]
"""What a message does to its conversation (OID 7309 N, M, C); empty: it stands for itself alone."""


class Question(NamedTuple):
    """What the store is asked before a message is decided on.

    `conversation` is the root's MsgId, empty where the message stands for itself. `ids` are what it would write, as
    `(type, id)`; `whole` asks for everything that the conversation holds, which changes and cancellations need.
    """

    key: Key
    conversation: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    whole: bool = False


class Same(NamedTuple):
    """The letter that stated the same message first, and how it was answered."""

    letter: UUID
    answer: Answer | None


class Told(NamedTuple):
    """A message of the conversation that was committed before."""

    letter: UUID
    kind: str
    action: Action
    sent: datetime
    verdict: Verdict


class Held(NamedTuple):
    """The current version of a resource of the conversation, and the message (`letter`) that wrote it.

    `carrier` is the message that carried its content: another one where `letter` only took it back.
    """

    type: str
    id: str
    version: int
    letter: UUID
    body: bytes
    carrier: UUID
    person: bytes | None = None


class Conversation(NamedTuple):
    """What is known of a conversation. `turn` counts its commits: a commit that expects another turn is refused."""

    turn: int
    told: tuple[Told, ...] = ()
    held: tuple[Held, ...] = ()


class Facts(NamedTuple):
    """The store's answer to a `Question`. `elsewhere` tells that another sender stated the conversation's root.

    `parties` is the generation of the party table: another one than the reader's means that it has been loaded anew.
    """

    same: Same | None = None
    conversation: Conversation | None = None
    elsewhere: bool = False
    parties: int = 0


class Version(NamedTuple):
    """One version of a resource, ready to be served.

    `patient` is the id of the Patient that it is about, `person` the keyed link of that person's records, `section` its
    label (decisions.md, "section labels"). `raw` marks the Binary that is the letter word for word: its `body` has no
    data, which is read from the letter. `municipality` is that of a Patient's address, by number. `carrier` is the letter
    whose parties may read it, None where that is the one that writes it: who takes something back, or is told of it,
    was not sent it.
    """

    type: str
    id: str
    version: int
    body: bytes
    patient: str | None = None
    person: bytes | None = None
    section: str | None = None
    raw: bool = False
    municipality: str | None = None
    carrier: UUID | None = None


class Token(NamedTuple):
    """A search index entry of a version: parameter and keyed digest of system and value."""

    type: str
    id: str
    version: int
    param: str
    value: bytes


class Outgoing(NamedTuple):
    """Something due to leave: the answer of `letter`, over `channel` to `address` (a file name), before `deadline`."""

    id: UUID
    letter: UUID
    channel: str
    address: str
    due: datetime
    deadline: datetime


class Audit(NamedTuple):
    """One row of the audit: what happened (`event`), by whom, to which letter, under which rule, and why.

    Of a request over HTTP: `client` and `organisation` (number of the innermost unit) of the verified caller, `action`,
    and `subject`, what it was about (`Encounter/…/2`); never a value that was searched for.
    """

    id: UUID
    at: datetime
    event: str
    actor: str
    letter: UUID | None = None
    rule: str = ""
    reason: str = ""
    client: str = ""
    organisation: str = ""
    action: str = ""
    subject: str = ""


class Message(NamedTuple):
    """What a letter states about itself.

    `parties` are the innermost units of sender, receiver and copy receivers, the sender's first (empty where it states
    none); none at all of a message that was not taken in, which opens nothing.
    """

    key: Key
    kind: str
    conversation: str
    action: Action
    sent: datetime
    parties: tuple[str, ...] = ()


class Commit(NamedTuple):
    """All effects of one letter, done in one transaction or not at all.

    `turn` is the conversation's as it was read; None where the conversation was not there, or is of no concern.
    `settled` are verdicts of earlier letters that this one changes. An answer that the letter has already stays.
    """

    letter: UUID
    decided: datetime
    verdict: Verdict
    audit: Audit
    reason: str = ""
    answer: Answer | None = None
    same_as: UUID | None = None
    message: Message | None = None
    turn: int | None = None
    versions: tuple[Version, ...] = ()
    tokens: tuple[Token, ...] = ()
    settled: tuple[tuple[UUID, Verdict], ...] = ()
    outgoing: tuple[Outgoing, ...] = ()


class Repeat(NamedTuple):
    """The same bytes came again: nothing changes but the audit, and the answer leaves again where a transport has none."""

    audit: Audit
    outgoing: tuple[Outgoing, ...] = ()
