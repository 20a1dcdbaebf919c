"""Which URLs are this machine."""

from __future__ import annotations

import pytest

from adapter.core.loopback import host_is_here, origin, url_is_here


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LocalHost"])
def test_this_machine(host: str) -> None:
    assert host_is_here(host)
    name = f"[{host}]" if ":" in host else host
    assert url_is_here(f"http://{name}:8080/dev/sts")
    assert url_is_here(f"http://{name}")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "null",
        "http://",
        "http:///",
        "https://localhost",
        "ftp://localhost",
        "localhost:8080",
        "http://localhost.example",
        "http://127.0.0.1.example/",
        "http://2130706433/",
        "http://0.0.0.0/",
        "http://10.0.0.1:8080",
        "http://example/127.0.0.1",
        "http://localhost@example/",
        "http://localhost:80@example/",
        "http://localhost\\@example/",
        "http://localhost:port/",
        " http://localhost/",
    ],
)
def test_any_other(url: str) -> None:
    assert not url_is_here(url)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://Helseid-sts.nhn.no/connect/token?x#y", "https://helseid-sts.nhn.no"),
        ("https://helseid-sts.nhn.no:443", "https://helseid-sts.nhn.no"),
        ("HTTP://127.0.0.1:80/", "http://127.0.0.1"),
        ("http://127.0.0.1:443/", "http://127.0.0.1:443"),
        ("http://[::1]:8080/fhir", "http://[::1]:8080"),
        ("https://someone@helseid-sts.nhn.no/", ""),
        ("/connect/token", ""),
        ("file:///etc", ""),
    ],
)
def test_origins(url: str, wanted: str) -> None:
    assert origin(url) == wanted
