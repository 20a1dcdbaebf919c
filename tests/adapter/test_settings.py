"""The settings: read once, every fault told at once, and no way to serve without knowing who asks."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from adapter.core.receipt import Policy
from adapter.core.synthetic import Numbers
from adapter.edges.terminal.arguments.installation import INSTALLATION
from adapter.errors import StartError
from adapter.settings import HELSEID, MOST_BY_ITSELF, NEEDED, VARIABLES, Listening, of_installation, of_server


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
    assert 1 <= found.processes <= MOST_BY_ITSELF


@pytest.mark.parametrize("number", ["0", "-1", "65", "two"])
def test_a_number_of_processes_that_cannot_be_is_refused(number: str) -> None:
    with pytest.raises(StartError, match="IP_PROCESSES"):
        of_installation(options(), {"IP_PROCESSES": number})


READ = {
    "IP_TAG": ("production", lambda found: found.numbers.allowed == "ordinary"),
    "IP_REAL_NUMBERS": ("allowed", lambda found: found.numbers.allowed == "both"),
    "IP_SYNTHETIC_OFFSETS": ("80,65", lambda found: found.numbers.offsets == {80, 65}),
    "IP_REFUSE_ELSEWHERE": ("yes", lambda found: found.policy.refuse_elsewhere),
    "IP_REFUSE_LATE": ("yes", lambda found: found.policy.refuse_late),
    "IP_REPEAT_RECEIPT": ("no", lambda found: not found.repeat_receipt),
    "IP_RETENTION_DAYS": ("7", lambda found: found.retention_days == 7),
    "IP_PROCESSES": ("3", lambda found: found.processes == 3),
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


def test_every_variable_is_told_by_the_help() -> None:
    told = INSTALLATION["serve"].more
    assert [name for name in VARIABLES if name not in told] == []


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


@pytest.mark.parametrize(
    "url", ["ip.example.no", "ftp://a.no", "https://", "https://[a", "https://a:b", "https://a:99999"]
)
def test_what_is_no_url_is_named_and_not_shown(url: str) -> None:
    for name in ("IP_PUBLIC_BASE", "IP_ISSUERS"):
        said = refused(SERVED | {name: url}, dev=False)
        assert name in said
        assert url not in said


def test_development_is_for_this_machine_alone() -> None:
    assert "loopback" in refused({}, host="0.0.0.0")  # noqa: S104 - refused
    assert "loopback" in refused({}, host="ip.example.no")
    assert "IP_TAG" in refused({"IP_TAG": "production"})
    assert "--port" in refused({}, port=0)
    for host in ("127.0.0.1", "::1", "localhost"):
        assert of_server(options(host=host), {})[1].host == host


SERVED = {
    "IP_DATABASE_URL": "postgresql://there",
    "IP_PUBLIC_BASE": "https://ip.example.no",
    "IP_ISSUERS": "https://helseid-sts.test.nhn.no",
    "IP_AUDIENCE": "nhn:ip",
}


def test_outside_of_development_everything_that_is_missing_is_named() -> None:
    said = refused({}, dev=False)
    assert all(name in said for name in NEEDED)
    for name in NEEDED:
        assert name in refused({other: value for other, value in SERVED.items() if other != name}, dev=False)


def test_with_what_is_needed_others_are_served() -> None:
    settings, listening = of_server(options(dev=False, host="0.0.0.0"), SERVED)  # noqa: S104 - it may be
    assert (settings.issuers, settings.audience) == (("https://helseid-sts.test.nhn.no",), "nhn:ip")
    assert listening == Listening("0.0.0.0", 8080, None, development=False)  # noqa: S104 - as above
    production = SERVED | {"IP_TAG": "production", "IP_ISSUERS": HELSEID}
    assert of_server(options(dev=False, folder=Path("in")), production)[1].folder == Path("in")


UNSAFE = {
    "a base by plain HTTP": ({"IP_PUBLIC_BASE": "http://ip.example.no"}, "IP_PUBLIC_BASE"),
    "a base that is this machine": ({"IP_PUBLIC_BASE": "https://127.0.0.1:8443"}, "IP_PUBLIC_BASE"),
    "an issuer by plain HTTP": ({"IP_ISSUERS": "http://helseid-sts.test.nhn.no"}, "IP_ISSUERS"),
    "an issuer on this machine": ({"IP_ISSUERS": "https://localhost/dev/sts"}, "IP_ISSUERS"),
    "an issuer in this house": ({"IP_ISSUERS": "https://sts.local"}, "IP_ISSUERS"),
    "an issuer of tests": ({"IP_ISSUERS": "https://sts.test."}, "IP_ISSUERS"),
    "one of two issuers": ({"IP_ISSUERS": "https://helseid-sts.test.nhn.no http://other.no"}, "IP_ISSUERS"),
    "real persons with test tokens": ({"IP_TAG": "production"}, "IP_TAG"),
    "real persons with more than one issuer": (
        {"IP_TAG": "production", "IP_ISSUERS": f"{HELSEID} https://other.no"},
        "IP_TAG",
    ),
    "synthetic persons with real tokens": ({"IP_ISSUERS": HELSEID}, "IP_TAG"),
    "both kinds of persons with real tokens": (
        {"IP_ISSUERS": HELSEID, "IP_REAL_NUMBERS": "allowed"},
        "IP_TAG",
    ),
}


@pytest.mark.parametrize("case", UNSAFE)
def test_what_is_unsafe_is_not_served(case: str) -> None:
    changed, named = UNSAFE[case]
    assert named in refused(SERVED | changed, dev=False)


def test_everything_unsafe_is_told_at_once() -> None:
    wrong = {"IP_PUBLIC_BASE": "http://a.no", "IP_ISSUERS": "http://b.no", "IP_TAG": "production"}
    said = refused(SERVED | wrong, dev=False)
    assert all(name in said for name in wrong)


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
