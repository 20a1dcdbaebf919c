"""The settings of the embedded server, written anew at each start. What an operator sets by `alter system` rules over them."""

from __future__ import annotations

import re
from typing import Final

LISTENS: Final = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "100"}
"""To this machine alone, by password. A path to a socket may not be longer than some 100 bytes, a port always fits."""

SAME_EVERYWHERE: Final = {"timezone": "UTC", "log_timezone": "UTC", "lc_messages": "C"}

SILENT: Final = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",  # without DETAIL, which quotes the key of a row or the statement of a crash
    "log_min_messages": "log",  # without ERROR, whose text quotes a value of the wrong form; the adapter is told of it
    "logging_collector": "off",
    "log_checkpoints": "off",
}
"""No value of a row, parameter or statement gets into the log: all of them may be a person's."""

NOT_DURABLE: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests of what survives the adapter's end, not the machine's. Otherwise all are on, as PostgreSQL has them."""


def configuration(port: int, *, durable: bool) -> str:
    """The text of `postgresql.conf`."""
    settings = {"port": str(port), **LISTENS, **SAME_EVERYWHERE, **SILENT, **({} if durable else NOT_DURABLE)}
    return "".join(f"{name} = '{value}'\n" for name, value in settings.items())


_PORT: Final = re.compile(r"^port = '([0-9]+)'$", re.MULTILINE)


def configured_port(text: str) -> int | None:
    """The port that such a text names; None for any other text."""
    found = _PORT.search(text)
    return int(found[1]) if found else None
