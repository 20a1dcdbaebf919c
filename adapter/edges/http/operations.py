"""What operators' machines ask for: does it live, is it ready, what has it counted. No answer is about a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

    from adapter.edges.http.wiring import Wiring

JSON = "application/json"


class Operations:
    """The endpoints."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    async def live(self, _: Request) -> Response:
        """The process runs; nothing else is asked."""
        return Response(b'{"status":"live"}', media_type=JSON)

    async def ready(self, _: Request) -> Response:
        """Whether messages can be taken now: the checks by name, and 503 where one does not hold."""
        checks = await self._wiring.ready()
        whole = all(checks.values())
        body = {"status": "ready" if whole else "not-ready", "checks": dict(checks)}
        return Response(json.dumps(body), 200 if whole else 503, media_type=JSON)

    async def metrics(self, _: Request) -> Response:
        """Everything counted."""
        meter = self._wiring.meter
        return Response(meter.page(), media_type=meter.media)
