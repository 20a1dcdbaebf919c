"""Mutants that are the same program: what they change cannot be told from outside, and why."""

from __future__ import annotations

from typing import Final

_LITERAL: Final = "what has no literal reference is refused before it is read; said for the types"
_NO_PLACE: Final = "neither an empty text nor this one is a reference"
_NO_CODE: Final = "neither no code, nor an empty one, nor this one is a code of the list; said for the types"

_INSTANCE: Final = 'next((data.reference.reference or "" for data in provision.data), ""),'
_MEANT: Final = (
    'references = [one.reference.reference or "" for one in provision.data if one.meaning == "instance"]'
)
_KNOWN: Final = (
    'and any(kodeverk.known(_REPRESENTATIONS, code or "") for code in codes(basis.coding, system_))'
)

EQUIVALENT: Final[dict[tuple[str, str, str, str], str]] = {
    (
        "provisions",
        _INSTANCE,
        "data.reference.reference or ''",
        "data.reference.reference",
    ): _LITERAL,
    ("provisions", _INSTANCE, "''", "'x'"): _LITERAL,
    ("provisions", _MEANT, "''", "'x'"): _NO_PLACE,
    ("shape", _KNOWN, "code or ''", "code"): _NO_CODE,
    ("shape", _KNOWN, "''", "'x'"): _NO_CODE,
}
"""(module, line, was, now) -> why it is the same."""
