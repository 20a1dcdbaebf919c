"""Commands that ask a running adapter over HTTP, as one of the development clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.dev_clients import CLIENTS
from adapter.edges.terminal.arguments.kinds import header, here, method, path, port
from adapter.edges.terminal.arguments.parser import Command

if TYPE_CHECKING:
    from argparse import ArgumentParser


def _whom(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--as",
        dest="client",
        metavar="CLIENT",
        choices=sorted(CLIENTS),
        required=True,
        help=f"the development client: {', '.join(CLIENTS)}",
    )
    _base(parser)


def _base(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--base",
        metavar="URL",
        type=here,
        help="where the adapter is (IP_PUBLIC_BASE, else http://127.0.0.1:8080)",
    )


def _call(parser: ArgumentParser) -> None:
    _whom(parser)
    parser.add_argument("method", metavar="METHOD", type=method, help="GET, POST, PUT, …")
    parser.add_argument("path", metavar="PATH", type=path, help="such as /fhir/Patient/1, with its query")
    parser.add_argument("--data", metavar="FILE|-", help="what to send; - is standard input")
    parser.add_argument(
        "--content-type", metavar="TYPE", help="what is sent (by the path: a message, a form, or FHIR)"
    )
    parser.add_argument(
        "--header",
        metavar="NAME:VALUE",
        dest="headers",
        type=header,
        action="append",
        default=[],
        help="a further header, as often as wanted",
    )


def _proxy(parser: ArgumentParser) -> None:
    _whom(parser)
    parser.add_argument(
        "--port", metavar="N", type=port, default=8081, help="0 lets the system choose (8081)"
    )


def _demo(parser: ArgumentParser) -> None:
    _base(parser)


CALLS: Final[dict[str, Command]] = {
    "call": Command(
        "call",
        "ask a running development adapter, as one of its clients",
        """\
Gets a token, proves its key with the request, and shows the answer: the body on standard output,
status and headers on standard error. Exit code 1 where the status is no 2xx.

examples:
  ip-adapter call --as o3 GET /fhir/metadata
  ip-adapter call --as o11-med POST /messages --data letter.xml
  ip-adapter call --as o2 PUT /fhir/Consent/7 --data consent.json --header 'If-Match: W/"1"'
  ip-adapter call --as o8 GET /fhir/Patient/7 --json""",
        _call,
        installed=True,
    ),
    "demo": Command(
        "demo",
        "tell the whole story: a message, its receipt, a consent, who may read, and the audit",
        """\
A hospital sends a message about a person who does not exist; the receiver reads it, a doctor's office
may not, until the person consents, and not any more once that is withdrawn. Asks the adapter that
runs at --base; where none runs, one is started for it, with a folder of its own that is removed again.
The consent that the story records is withdrawn in the end, whatever happens.

examples:
  ip-adapter demo
  ip-adapter demo --base http://127.0.0.1:8090""",
        _demo,
        installed=True,
    ),
    "proxy": Command(
        "proxy",
        "let any HTTP or FHIR client ask a running development adapter, as one of its clients",
        """\
Listens on this machine and adds a token and a new proof to each request, so that curl, Postman or a
FHIR library needs to know neither. Links to the adapter become links to the proxy; an update without
If-Match is sent with the version that its body names. Runs until Ctrl-C.

examples:
  ip-adapter proxy --as o3
  ip-adapter proxy --as o2 --port 9000
  curl http://127.0.0.1:8081/fhir/metadata""",
        _proxy,
        installed=True,
    ),
}
