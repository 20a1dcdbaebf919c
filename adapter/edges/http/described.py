"""The description of the interface as OpenAPI 3.1, made from the tables that the routes work by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from adapter import __version__
from adapter.core.letter import APPREC, OUTCOME
from adapter.edges.http.refusals import REFUSALS
from mappings.faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable


class Said(NamedTuple):
    """An answer: status, what it means, its media type (none: it has no body)."""

    status: int
    about: str
    media: str = ""


PAGES: Final[dict[str, tuple[str, tuple[Said, ...]]]] = {
    "/health/live": ("Whether the process runs", (Said(200, "It does.", "application/json"),)),
    "/health/ready": (
        "Whether messages can be taken now",
        (
            Said(200, "They can.", "application/json"),
            Said(503, "A check does not hold.", "application/json"),
        ),
    ),
    "/metrics": ("Everything counted, for Prometheus", (Said(200, "The page.", "text/plain"),)),
}

MESSAGES: Final = (
    Said(200, "The application receipt: taken in, or refused with every fault.", APPREC),
    Said(202, "Taken; nothing is to be answered (a receipt was posted)."),
    Said(400, "Kept, but the message is not well-formed XML; or nothing kept:", OUTCOME),
    Said(422, "Kept, but the sender is unknown, so no receipt can be addressed.", OUTCOME),
)


def described(most: int) -> dict[str, Any]:
    """The whole document; a message may have that many bytes."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "ip-adapter", "version": __version__},
        "paths": {"/messages": {"post": _post(most)}} | {path: {"get": _page(path)} for path in PAGES},
    }


def _post(most: int) -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    return {
        "summary": "A message comes in",
        "requestBody": {"required": True, "content": {"application/xml": text, "text/xml": text}},
        "responses": _responses((*MESSAGES, *_refusals(most))),
    }


def _page(path: str) -> dict[str, Any]:
    summary, said = PAGES[path]
    return {"summary": summary, "responses": _responses(said)}


def _refusals(most: int) -> Iterable[Said]:
    return (Said(row.status, FAULTS[key].nb.format(most), OUTCOME) for key, row in REFUSALS.items())


def _responses(said: Iterable[Said]) -> dict[str, Any]:
    """One a status, with everything that it can mean."""
    found: dict[str, Any] = {}
    for one in said:
        row = found.setdefault(str(one.status), {"description": ""})
        row["description"] = f"{row['description']} {one.about}".strip()
        if one.media:
            row["content"] = {one.media: {}}
    return found
