"""`/fhir/…`: a FHIR request in, its answer out. Everything that is about FHIR is done behind the wiring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from starlette.responses import Response

from adapter.core.asked import Asked
from adapter.edges.http.messages import presented, read_body
from adapter.edges.http.refusals import RefusedError

if TYPE_CHECKING:
    from starlette.requests import Request

    from adapter.core.replies import Reply
    from adapter.edges.http.wiring import Wiring

METHODS: Final = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
BODIES: Final = frozenset({"POST", "PUT", "PATCH"})
LARGEST_FORM: Final = 100_000
LARGEST_BODY: Final = 10_000_000
FORM: Final = b"application/x-www-form-urlencoded"


class FhirEndpoint:
    """The endpoint of every path below the FHIR base."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    async def serve(self, request: Request) -> Response:
        """Who asks, then what. A search's form is read first: a token in it is refused before it is looked at."""
        form = await self._form(request)
        caller = await self._wiring.identify(presented(request, form=has_token(form)))
        body = form or await self._body(request)
        path = request.path_params["path"]
        query = request.scope["query_string"].decode("latin-1")
        asked = Asked(request.method, path, query, dict(request.headers), body)
        return answered(await self._wiring.fhir(caller, asked), request.method)

    async def _form(self, request: Request) -> bytes:
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if request.method != "POST" or kind.encode() != FORM:
            return b""
        return await self._read(request, LARGEST_FORM)

    async def _body(self, request: Request) -> bytes:
        return await self._read(request, LARGEST_BODY) if request.method in BODIES else b""

    async def _read(self, request: Request, most: int) -> bytes:
        if int(request.headers.get("content-length", 0)) > most:
            raise RefusedError("xml-too-large", str(most))
        return await read_body(request, most, self._wiring.limits.seconds)


def has_token(form: bytes) -> bool:
    """Whether a form has a field `access_token` (RFC 6750 2.2, which is refused here)."""
    return any(
        name == "access_token" for name, _ in parse_qsl(form.decode("latin-1"), keep_blank_values=True)
    )


def answered(reply: Reply, method: str = "GET") -> Response:
    """A reply as HTTP has it; to HEAD without its body."""
    headers = dict(reply.headers)
    if method == "HEAD":
        headers["content-length"] = str(len(reply.body))
    return Response(b"" if method == "HEAD" else reply.body, reply.status, headers, reply.media)
