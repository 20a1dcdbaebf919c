"""The settings, read once: the command line's options and the environment (decisions.md, "settings, modes").

Everything that is wrong or missing is told at once.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar
from urllib.parse import urlsplit

from adapter.core.loopback import host_is_here
from adapter.core.receipt import Policy
from adapter.core.synthetic import Allowed, Numbers
from adapter.errors import StartError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping

T = TypeVar("T")

FHIR: Final = "/fhir"
"""Where FHIR is under the public base."""

VARIABLES: Final[dict[str, str]] = {
    "IP_VAR": "the installation's folder (var)",
    "IP_DATABASE_URL": "URL of its PostgreSQL; without it the embedded one is used",
    "IP_PUBLIC_BASE": "URL under which others see this adapter",
    "IP_ISSUERS": "the token issuers that are trusted, separated by spaces",
    "IP_AUDIENCE": "the audience that tokens must name",
    "IP_KEY_FILE": "file of the installation's key (installation.key in its folder)",
    "IP_TAG": "test or production: whether synthetic or ordinary numbers of persons are taken in (test)",
    "IP_REAL_NUMBERS": "allowed: a test system that takes ordinary numbers as well",
    "IP_SYNTHETIC_OFFSETS": "what is added to a synthetic month, of 80, 65, 40, separated by commas (80)",
    "IP_REFUSE_ELSEWHERE": "yes: messages to others are refused in a receipt (no: met with silence)",
    "IP_REFUSE_LATE": "yes: messages more than 96 hours old are refused (no)",
    "IP_REPEAT_RECEIPT": "no: a file that comes again gets no second copy of its receipt (yes)",
    "IP_RETENTION_DAYS": "days for which what is no record is kept; 0: for ever (90)",
    "IP_PROCESSES": "how many processes answer requests (one a processor, at most 4)",
}
"""The variables of the environment, with what holds without them in brackets."""

HELSEID: Final = "https://helseid-sts.nhn.no"
"""HelseID's issuer in production (security.md 1.1); the two never meet in one installation."""

MOST_BY_ITSELF: Final = 4
"""Processes that are begun where no number was set: each has up to 16 connections to the database and 100 MB of memory."""

MOST_PROCESSES: Final = 64

_LOCAL: Final = (".localhost", ".local", ".test")

NEEDED: Final = ("IP_DATABASE_URL", "IP_PUBLIC_BASE", "IP_ISSUERS", "IP_AUDIENCE")
"""What must be set outside of development."""


class Settings(NamedTuple):
    """What an installation was told. `database_url` is empty where the embedded PostgreSQL is used."""

    var: Path
    database_url: str
    public_base: str
    issuers: tuple[str, ...]
    audience: str
    key_file: Path
    numbers: Numbers
    policy: Policy
    repeat_receipt: bool
    retention_days: int
    processes: int

    @property
    def fhir_base(self) -> str:
        """What every full URL begins with."""
        return self.public_base + FHIR


class Listening(NamedTuple):
    """Where the server listens, the folder that it watches, if any, and whether it is one for development."""

    host: str
    port: int
    folder: Path | None
    development: bool = True


class _Environment:
    """Variables read one by one; what cannot be read is gathered."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.wrong: list[str] = []

    def get(self, name: str, read: Callable[[str], T], default: T) -> T:
        """A variable; empty is as good as not there."""
        text = self._environ.get(name, "").strip()
        try:
            return read(text) if text else default
        except (ValueError, KeyError):
            self.wrong.append(f"{name} ({VARIABLES[name]})")
            return default


def of_installation(options: Namespace, environ: Mapping[str, str]) -> Settings:
    """The settings that every command on an installation needs. Raises `StartError`, naming all that cannot be read."""
    env = _Environment(environ)
    settings = Settings(
        var=options.var,
        database_url=_database_url(options, environ),
        public_base=env.get("IP_PUBLIC_BASE", _url, ""),
        issuers=env.get("IP_ISSUERS", lambda text: tuple(map(_url, text.split())), ()),
        audience=env.get("IP_AUDIENCE", str, ""),
        key_file=env.get("IP_KEY_FILE", Path, options.var / "installation.key"),
        numbers=_numbers(env),
        policy=Policy(
            refuse_elsewhere=env.get("IP_REFUSE_ELSEWHERE", _yes, default=False),
            refuse_late=env.get("IP_REFUSE_LATE", _yes, default=False),
        ),
        repeat_receipt=env.get("IP_REPEAT_RECEIPT", _yes, default=True),
        retention_days=env.get("IP_RETENTION_DAYS", _days, 90),
        processes=env.get("IP_PROCESSES", _processes, min(_processors(), MOST_BY_ITSELF)),
    )
    if env.wrong:
        raise StartError(f"settings that cannot be read: {'; '.join(env.wrong)}")
    return settings


def of_server(options: Namespace, environ: Mapping[str, str]) -> tuple[Settings, Listening]:
    """The settings of `serve`. Raises `StartError` with everything that keeps it from starting."""
    settings = of_installation(options, environ)
    return _in_development(settings, options) if options.dev else _in_service(settings, options)


def _in_development(settings: Settings, options: Namespace) -> tuple[Settings, Listening]:
    """For this machine alone: its own token service, synthetic persons."""
    if not host_is_here(options.host):
        raise StartError(
            f"development mode listens on this machine only: {options.host} is no loopback address, use 127.0.0.1"
        )
    if options.port == 0 and not settings.public_base:
        raise StartError("the token service is named by its address: choose a --port, or set IP_PUBLIC_BASE")
    if settings.numbers.allowed == "ordinary":
        raise StartError("development mode takes synthetic persons only: IP_TAG=production is not for it")
    base = settings.public_base or f"http://{options.host}:{options.port}"
    folder = options.folder or settings.var / "exchange"
    return settings._replace(public_base=base), Listening(options.host, options.port, folder)


def _in_service(settings: Settings, options: Namespace) -> tuple[Settings, Listening]:
    """For others: nothing that they depend on is guessed (decisions.md, "settings, modes")."""
    there = (settings.database_url, settings.public_base, settings.issuers, settings.audience)
    missing = [f"{name} ({VARIABLES[name]})" for name, value in zip(NEEDED, there, strict=True) if not value]
    if missing:
        raise StartError(
            f"to serve others these must be set: {'; '.join(missing)}; for development add --dev"
        )
    wrong = [sentence for is_wrong, sentence in _UNSAFE if is_wrong(settings)]
    if wrong:
        raise StartError("; ".join(wrong))
    return settings, Listening(options.host, options.port, options.folder, development=False)


def _is_public(url: str) -> bool:
    """Whether a URL is HTTPS, and to a host that is not of development (security.md 8.1)."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return url.startswith("https://") and not host_is_here(host) and not host.endswith(_LOCAL)


_UNSAFE: Final[tuple[tuple[Callable[[Settings], bool], str], ...]] = (
    (
        lambda settings: not _is_public(settings.public_base),
        "IP_PUBLIC_BASE must be https://, as others see it: what ends TLS stands before the adapter",
    ),
    (
        lambda settings: not all(map(_is_public, settings.issuers)),
        "IP_ISSUERS must be https://, and none of this machine or of development",
    ),
    (
        lambda settings: settings.numbers.allowed == "ordinary" and settings.issuers != (HELSEID,),
        f"with IP_TAG=production the only issuer is {HELSEID}",
    ),
    (
        lambda settings: settings.numbers.allowed != "ordinary" and HELSEID in settings.issuers,
        f"{HELSEID} issues tokens for real persons' care: it needs IP_TAG=production",
    ),
)
"""What makes it unsafe to serve others, and what to do about it."""


def _database_url(options: Namespace, environ: Mapping[str, str]) -> str:
    """From the file that is named, else from the environment."""
    if not options.database_url_file:
        return environ.get("IP_DATABASE_URL", "").strip()
    try:
        lines = Path(options.database_url_file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise StartError("the file of --database-url-file cannot be read") from None
    if not lines or not lines[0].strip():
        raise StartError("the file of --database-url-file has no URL on its first line")
    return lines[0].strip()


def _numbers(env: _Environment) -> Numbers:
    tags: dict[str, Allowed] = {"test": "synthetic", "production": "ordinary"}
    allowed = env.get("IP_TAG", lambda text: tags[text], tags["test"])
    if env.get("IP_REAL_NUMBERS", {"allowed": True}.__getitem__, default=False) and allowed == "synthetic":
        allowed = "both"
    return Numbers(allowed, env.get("IP_SYNTHETIC_OFFSETS", _offsets, Numbers().offsets))


def _yes(text: str) -> bool:
    return {"yes": True, "no": False}[text.lower()]


def _days(text: str) -> int:
    days = int(text)
    if days < 0:
        raise ValueError
    return days


def _processors() -> int:
    """How many this process may run in, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processes(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_PROCESSES:
        raise ValueError
    return number


def _offsets(text: str) -> frozenset[int]:
    found = frozenset(map(int, text.split(",")))
    if not found <= {40, 65, 80}:
        raise ValueError
    return found


def _url(text: str) -> str:
    parts = urlsplit(text)  # raises for brackets or a port that are none
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.port == 0:
        raise ValueError
    return text.rstrip("/")
