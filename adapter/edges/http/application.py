"""The HTTP application: which path is answered by what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.responses import Response

from adapter import __version__
from adapter.edges.http.described import described
from adapter.edges.http.fhir import METHODS, FhirEndpoint
from adapter.edges.http.guard import Guard
from adapter.edges.http.messages import Messages
from adapter.edges.http.operations import Operations
from adapter.edges.http.refusals import handlers

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig
    from starlette.requests import Request

    from adapter.edges.http.wiring import Wiring

SILENT: Final[TelemetryConfig] = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""FastAPI would hand URLs and the texts of exceptions to whatever collector the environment names."""


def application(wiring: Wiring) -> FastAPI:
    """The application over what the app wires to it."""
    app = FastAPI(
        title="ip-adapter",
        version=__version__,
        openapi_url="/dev/openapi.json" if wiring.development else None,
        docs_url="/dev/docs",
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,  # a redirect would repeat the URL
        telemetry=SILENT,
        exception_handlers=handlers(wiring.told),
        middleware=[Middleware(Guard, told=wiring.told)],
    )
    app.openapi = partial(described, wiring.limits.body)  # type: ignore[method-assign]  # FastAPI's documented way
    operations = Operations(wiring)
    app.add_route("/messages", Messages(wiring).post, methods=["POST"])
    for path, body in wiring.published.items():
        app.add_route(path, partial(_published, body))
    app.add_route("/fhir/{path:path}", FhirEndpoint(wiring).serve, methods=METHODS)
    for path, mounted in wiring.mounted.items():
        app.mount(path, mounted)
    app.add_route("/health/live", operations.live)
    app.add_route("/health/ready", operations.ready)
    app.add_route("/metrics", operations.metrics)
    return app


async def _published(body: bytes, _: Request) -> Response:
    """A document that anybody may read."""
    return Response(body, media_type="application/json")
