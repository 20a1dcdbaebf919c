"""Which hosts and URLs are this machine: what is for development alone goes nowhere else."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final

_URL: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?(?=[/?#]|\Z)",
    re.IGNORECASE,
)
"""A URL's beginning; one with a user name is none here."""

_PORTS: Final = {"http": "80", "https": "443"}


def host_is_here(host: str) -> bool:
    """Whether a host, by address or as `localhost`, is this machine and nothing else."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def url_is_here(url: str) -> bool:
    """Whether a URL goes to this machine by plain HTTP."""
    found = _URL.match(url)
    return found is not None and found["scheme"].lower() == "http" and host_is_here(found["host"].strip("[]"))


def origin(url: str) -> str:
    """Scheme, host and port of a URL (RFC 6454); empty for what has none."""
    found = _URL.match(url)
    if found is None:
        return ""
    scheme, host, port = found["scheme"].lower(), found["host"].lower(), found["port"]
    return f"{scheme}://{host}" + ("" if port in (None, _PORTS[scheme]) else f":{port}")
