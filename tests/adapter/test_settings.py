"""The settings: read once, every fault told at once, and no way to serve without knowing who asks."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from adapter.core.receipt import Policy
from adapter.core.synthetic import Numbers
from adapter.errors import StartError
from adapter.settings import NEEDED, VARIABLES, of_installation, of_server


def options(**changed: Any) -> Namespace:  # noqa: ANN401 - argparse's own
    said = {
        "var": Path("var"),
        "database_url_file": None,
        "dev": True,
        "host": "127.0.0.1",
        "port": 8080,
        "folder": None,
    }
    return Namespace(**(said | changed))


def refused(environ: dict[str, str], **changed: Any) -> str:  # noqa: ANN401 - same
    with pytest.raises(StartError) as error:
        of_server(options(**changed), environ)
    return str(error.value)


def test_without_any_variable_the_defaults_hold() -> None:
    found = of_installation(options(), {})
    assert (found.numbers, found.policy, found.repeat_receipt) == (Numbers(), Policy(), True)
    assert (found.database_url, found.key_file) == ("", Path("var/installation.key"))


READ = {
    "IP_TAG": ("production", lambda found: found.numbers.allowed == "ordinary"),
    "IP_REAL_NUMBERS": ("allowed", lambda found: found.numbers.allowed == "both"),
    "IP_SYNTHETIC_OFFSETS": ("80,65", lambda found: found.numbers.offsets == {80, 65}),
    "IP_REFUSE_ELSEWHERE": ("yes", lambda found: found.policy.refuse_elsewhere),
    "IP_REFUSE_LATE": ("yes", lambda found: found.policy.refuse_late),
    "IP_REPEAT_RECEIPT": ("no", lambda found: not found.repeat_receipt),
    "IP_RETENTION_DAYS": ("7", lambda found: found.retention_days == 7),
    "IP_PUBLIC_BASE": (
        "https://ip.example.no/",
        lambda found: found.fhir_base == "https://ip.example.no/fhir",
    ),
    "IP_ISSUERS": (
        "https://a.no https://b.no",
        lambda found: found.issuers == ("https://a.no", "https://b.no"),
    ),
    "IP_AUDIENCE": ("nhn:ip", lambda found: found.audience == "nhn:ip"),
    "IP_KEY_FILE": ("/k", lambda found: found.key_file == Path("/k")),
    "IP_DATABASE_URL": ("postgresql://x", lambda found: found.database_url == "postgresql://x"),
}


def test_every_variable_is_tried_here() -> None:
    assert set(READ) | {"IP_VAR"} == set(VARIABLES)


@pytest.mark.parametrize("name", READ)
def test_a_variable_is_read(name: str) -> None:
    value, holds = READ[name]
    assert holds(of_installation(options(), {name: value}))


def test_everything_that_cannot_be_read_is_named_at_once() -> None:
    wrong = dict.fromkeys(
        ("IP_TAG", "IP_REFUSE_LATE", "IP_RETENTION_DAYS", "IP_PUBLIC_BASE", "IP_SYNTHETIC_OFFSETS"), "???"
    )
    with pytest.raises(StartError) as error:
        of_installation(options(), wrong | {"IP_REAL_NUMBERS": "yes"})
    assert all(name in str(error.value) for name in (*wrong, "IP_REAL_NUMBERS"))
    assert "???" not in str(error.value)


def test_development_is_for_this_machine_alone() -> None:
    assert "loopback" in refused({}, host="0.0.0.0")  # noqa: S104 - refused
    assert "loopback" in refused({}, host="ip.example.no")
    assert "IP_TAG" in refused({"IP_TAG": "production"})
    assert "--port" in refused({}, port=0)
    for host in ("127.0.0.1", "::1", "localhost"):
        assert of_server(options(host=host), {})[1].host == host


def test_outside_of_development_everything_that_is_missing_is_named() -> None:
    said = refused({}, dev=False)
    assert all(name in said for name in NEEDED)


def test_a_database_url_comes_from_a_file_too(tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text("postgresql://there\nsecond line\n")
    assert (
        of_installation(options(database_url_file=str(file)), {"IP_DATABASE_URL": "x"}).database_url
        == "postgresql://there"
    )
    file.write_text("\n")
    for named in (file, tmp_path / "none"):
        with pytest.raises(StartError):
            of_installation(options(database_url_file=str(named)), {})
