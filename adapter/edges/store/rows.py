"""Between the values of `adapter.core` and rows: parameters of statements on the way in, values on the way out."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

from adapter.core.letter import Answer, Audit, Letter, Outgoing, Token, Version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from adapter.core.letter import Commit, Message
    from adapter.edges.store.driver import Row


def file_name(name: str) -> bytes:
    """A file's name as the file system has it (PEP 383): a text column would refuse what is not UTF-8."""
    return name.encode(errors="surrogateescape")


def name_of_file(stored: bytes) -> str:
    """The name again."""
    return stored.decode(errors="surrogateescape")


def columns(prefix: str, names: Sequence[str], rows: Sequence[Iterable[object]]) -> dict[str, list[object]]:
    """Rows as one array a column, for `unnest`; the parameters are called `prefix_name`."""
    across: Iterable[Iterable[object]] = zip(*rows, strict=True) if rows else repeat((), len(names))
    return {f"{prefix}_{name}": list(values) for name, values in zip(names, across, strict=True)}


def version_values(versions: Sequence[tuple[int, Version]]) -> dict[str, object]:
    """The parameters of versions, each with the place of its commit."""
    table = columns("version", ("place", *Version._fields), [(place, *one) for place, one in versions])
    bodies = table.pop("version_body")
    return {**_literals(table), "version_body": bodies}


def token_values(tokens: Sequence[tuple[int, Token]]) -> dict[str, object]:
    """The parameters of search index entries, each with the place of its commit; one that is made twice is one."""
    rows = [(place, *one) for place, one in dict.fromkeys(tokens)]
    return _literals(columns("token", ("place", *Token._fields), rows))


def _literals(table: dict[str, list[object]]) -> dict[str, object]:
    """Arrays of many short values as the server reads them in text: made and read in half the time of asyncpg's own."""
    return {name: f"{{{_elements(column)}}}" for name, column in table.items()}


def _elements(column: list[object]) -> str:
    if None in column:
        return ",".join("NULL" if one is None else _elements([one]) for one in column)
    return _WRITTEN.get(type(column[0]), _others)(column) if column else ""


def _texts(column: Sequence[str]) -> str:
    joined = '","'.join(column)
    if "\\" in joined or joined.count('"') > 2 * (len(column) - 1):
        joined = '","'.join([text.replace("\\", "\\\\").replace('"', '\\"') for text in column])
    return f'"{joined}"'


def _bytes(column: Sequence[bytes]) -> str:
    return ",".join([f'"\\\\x{value.hex()}"' for value in column])


def _others(column: Sequence[object]) -> str:
    return _texts([str(value) for value in column])


_WRITTEN: Final[dict[type, Callable[[Sequence[Any]], str]]] = {str: _texts, bytes: _bytes}


def audit_values(audit: Audit) -> dict[str, object]:
    """The parameters of an audit row."""
    return {f"audit_{name}": value for name, value in zip(Audit._fields, audit, strict=True)}


def outgoing_values(outgoing: Sequence[tuple[int, Outgoing]]) -> dict[str, object]:
    """The parameters of what is due to leave, each with the place of its commit."""
    rows = [(place, *one._replace(address=file_name(one.address))) for place, one in outgoing]  # type: ignore[arg-type]
    return {**columns("outgoing", ("place", *Outgoing._fields), rows)}


def commit_values(commits: Sequence[Commit]) -> dict[str, object]:
    """The parameters of commits; `place` numbers them from 1, as `with ordinality` does."""
    placed = list(enumerate(commits, 1))
    return {
        **columns("commit", _COMMIT, [_commit_row(commit) for commit in commits]),
        **version_values([(place, one) for place, commit in placed for one in commit.versions]),
        **token_values([(place, one) for place, commit in placed for one in commit.tokens]),
        **columns(
            "settled",
            ("place", "letter", "verdict"),
            [(place, *one) for place, commit in placed for one in commit.settled],
        ),
        **outgoing_values([(place, one) for place, commit in placed for one in commit.outgoing]),
        **columns("audit", Audit._fields, [commit.audit for commit in commits]),
    }


_COMMIT: Final = (
    *("letter", "decided", "verdict", "reason", "same_as", "turn"),
    *("answer_status", "answer_media", "answer"),
    *("msg_id", "sender", "receiver", "kind", "conversation", "action", "sent", "parties"),
)


def _commit_row(commit: Commit) -> tuple[object, ...]:
    return (
        *(commit.letter, commit.decided, commit.verdict, commit.reason, commit.same_as, commit.turn),
        *(commit.answer or (None, None, None)),
        *_stated(commit.message),
    )


def _stated(message: Message | None) -> tuple[object, ...]:
    """What a letter states about itself; without any, nulls and no conversation. Arrays of arrays would all be of one length."""
    if message is None:
        return (None, None, None, None, "", None, None, None)
    key = message.key
    parties = f"{{{_elements([*message.parties])}}}"
    return (
        *(key.msg_id, key.sender, key.receiver, message.kind, message.conversation, message.action),
        *(message.sent, parties),
    )


def answer_of(row: Row) -> Answer | None:
    """The answer in a row."""
    if row["answer_status"] is None:
        return None
    return Answer(row["answer_status"], row["answer_media"], row["answer"])


def letter_of(row: Row) -> Letter:
    """The letter in a row."""
    return Letter(row["id"], row["received"], row["transport"], name_of_file(row["name"]), row["raw"])
