"""Between the values of `adapter.core` and rows: parameters of statements on the way in, values on the way out."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

from adapter.core.letter import Answer, Audit, Letter, Outgoing, Token, Version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from adapter.core.letter import Message
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


def version_values(versions: Sequence[Version]) -> dict[str, object]:
    """The parameters of versions."""
    table = columns("version", Version._fields, versions)
    bodies = table.pop("version_body")
    return {**_literals(table), "version_body": bodies}


def token_values(tokens: Sequence[Token]) -> dict[str, object]:
    """The parameters of search index entries; one that is made twice is one."""
    return _literals(columns("token", Token._fields, tuple(dict.fromkeys(tokens))))


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


def outgoing_values(outgoing: Sequence[Outgoing]) -> dict[str, object]:
    """The parameters of what is due to leave."""
    rows = [one._replace(address=file_name(one.address)) for one in outgoing]  # type: ignore[arg-type]
    return {**columns("outgoing", Outgoing._fields, rows)}


def message_values(message: Message | None) -> dict[str, object]:
    """The parameters of what a letter states about itself; without any, nulls and no conversation."""
    if message is None:
        absent = ("msg_id", "sender", "receiver", "kind", "action", "sent", "parties")
        return {**dict.fromkeys(absent), "conversation": ""}
    return {
        "msg_id": message.key.msg_id,
        "sender": message.key.sender,
        "receiver": message.key.receiver,
        "kind": message.kind,
        "conversation": message.conversation,
        "action": message.action,
        "sent": message.sent,
        "parties": message.parties,
    }


def answer_values(answer: Answer | None) -> dict[str, object]:
    """The parameters of an answer."""
    status, media, body = answer or (None, None, None)
    return {"answer_status": status, "answer_media": media, "answer": body}


def answer_of(row: Row) -> Answer | None:
    """The answer in a row."""
    if row["answer_status"] is None:
        return None
    return Answer(row["answer_status"], row["answer_media"], row["answer"])


def letter_of(row: Row) -> Letter:
    """The letter in a row."""
    return Letter(row["id"], row["received"], row["transport"], name_of_file(row["name"]), row["raw"])
