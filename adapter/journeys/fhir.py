"""A FHIR request of a caller that is known: which interaction it is, whether its scope goes that far, and who does it.

path ─▶ interaction ─▶ no person in the URL ─▶ scope ─▶ read │ search │ record a Consent
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote_plus

from adapter.core import interaction as table
from adapter.core.replies import ABSENT, Reply, refused
from adapter.core.tokens.rules import Refused, Rule
from adapter.core.tokens.scopes import allowed, scope
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adapter.core.asked import Asked
    from adapter.core.caller import Caller
    from adapter.core.interaction import Interaction, Kind
    from adapter.journeys.consent import Consents
    from adapter.journeys.read import Read

    Done = Callable[[Caller, Interaction, Asked], Awaitable[Reply]]

JSON: Final = ("application/fhir+json", "application/json")
FORM: Final = "application/x-www-form-urlencoded"


class Fhir:
    """The interface over its journeys. `statement` is the CapabilityStatement's bytes."""

    def __init__(self, read: Read, consents: Consents, audience: str, statement: bytes) -> None:
        self._read, self._consents, self._audience = read, consents, audience
        self._statement = Reply(200, statement)
        self._do: Mapping[Kind, Done] = {
            "metadata": self._metadata,
            "read": self._one,
            "vread": self._one,
            "search": self._search,
            "create": self._create,
            "update": self._update,
            "delete": self._delete,
        }

    async def __call__(self, caller: Caller, asked: Asked) -> Reply:
        """Answer one request. Raises `Unavailable`, and `Refused` where a scope is missing."""
        if table.names_a_person((unquote_plus(asked.query), asked.path)):
            return refused(Issue("rest-identity-in-url"))
        if not accepts_json(asked.headers.get("accept", "")):
            return refused(Issue("rest-not-acceptable"))
        wanted = table.interaction(asked.method, asked.path)
        if wanted is None or not table.is_served(wanted):
            return (
                ABSENT
                if wanted is None or wanted.kind in ("read", "vread")
                else refused(Issue("rest-interaction-unknown"))
            )
        letter = table.LETTERS.get(wanted.kind)
        needed = scope(self._audience, wanted.type, letter) if letter else ""
        if needed and not allowed(caller, needed):
            raise Refused(Rule.SCOPE, scope=needed, client=caller.client)
        return await self._do[wanted.kind](caller, wanted, asked)

    async def _metadata(self, _: Caller, __: Interaction, ___: Asked) -> Reply:
        return self._statement

    async def _one(self, caller: Caller, wanted: Interaction, _: Asked) -> Reply:
        return await self._read.one(caller, wanted)

    async def _search(self, caller: Caller, wanted: Interaction, asked: Asked) -> Reply:
        parameters = parse_qsl(asked.query, keep_blank_values=True)
        if wanted.posted:
            if not _is_media(asked.headers, (FORM,)):
                return refused(Issue("rest-media-unknown", params=(FORM,)))
            body = asked.body.decode("utf-8", "replace")
            parameters += parse_qsl(body, keep_blank_values=True)
        return await self._read.search(caller, wanted, parameters)

    async def _create(self, caller: Caller, wanted: Interaction, asked: Asked) -> Reply:
        if not _is_media(asked.headers, JSON):
            return refused(Issue("rest-media-unknown", params=(JSON[0],)))
        return await self._consents.create(caller, wanted, asked.body)

    async def _update(self, caller: Caller, wanted: Interaction, asked: Asked) -> Reply:
        if not _is_media(asked.headers, JSON):
            return refused(Issue("rest-media-unknown", params=(JSON[0],)))
        return await self._consents.update(caller, wanted, asked.body, asked.headers.get("if-match", ""))

    async def _delete(self, _: Caller, __: Interaction, ___: Asked) -> Reply:
        return refused(Issue("rest-no-delete"))


_ACCEPTED: Final = frozenset({*JSON, "*/*", "application/*", "json"})


def accepts_json(accept: str) -> bool:
    """Whether JSON may be answered; nothing said is anything."""
    offered = {part.split(";")[0].strip().lower() for part in accept.split(",")} - {""}
    return not offered or bool(offered & _ACCEPTED)


def _is_media(headers: Mapping[str, str], wanted: tuple[str, ...]) -> bool:
    return headers.get("content-type", "").split(";")[0].strip().lower() in wanted
