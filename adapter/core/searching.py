"""A search as asked for, read into what the store looks for, and its pages (decisions.md, "search")."""

from __future__ import annotations

import base64
import hmac
import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from adapter.core.linking import LinkKey, link
from adapter.core.records import Prefix, Search, Written
from mappings.felles.times import OSLO
from mappings.identifiers import ID_TYPES
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adapter.core.caller import Caller

SUPPORTED: Final = ("_id", "patient", "identifier", "_lastUpdated", "_count", "_format")
NARROWING: Final = ("patient", "identifier (POST)", "_id")
"""What a search on a personal type must name at least one of."""

PAGE: Final = "_page"
"""The parameter of next links: everything that the first search said, encrypted for its caller."""

DEFAULT_COUNT: Final = 50
MOST: Final = 200


class Asked(NamedTuple):
    """A search without the moment: `page` rows a page; `shown` are the parameters that a self link may repeat."""

    type: str
    page: int
    after: str = ""
    ids: tuple[str, ...] | None = None
    patients: tuple[str, ...] | None = None
    tokens: tuple[tuple[str, tuple[bytes, ...]], ...] = ()
    written: tuple[Written, ...] = ()
    shown: tuple[tuple[str, str], ...] = ()

    def of(self, caller: Caller, now: datetime, after: str) -> Search:
        """What the store is asked for this page, one row more than it shows."""
        return Search(
            self.type,
            caller.unit,
            now,
            self.page + 1,
            after,
            self.ids,
            self.patients,
            self.tokens,
            self.written,
        )


def parse(kind: str, parameters: Sequence[tuple[str, str]], key: LinkKey, *, posted: bool) -> Asked:
    """Read a search. `parameters` are as sent, in order. Raises `Refusal` with every fault."""
    faults: list[Issue] = []
    asked = Asked(kind, DEFAULT_COUNT)
    for name, value in parameters:
        try:
            asked = _READERS[name](asked, value, key)
        except KeyError:
            faults.append(Issue("rest-parameter-unknown", params=(", ".join(SUPPORTED),)))
        except ValueError:
            faults.append(Issue("rest-parameter-value", params=(name,)))
        if name == "identifier" and not posted:
            faults.append(Issue("rest-identifier-by-post"))
    if not faults and asked.ids is None and asked.patients is None and not asked.tokens:
        faults.append(Issue("rest-search-open", params=(", ".join(NARROWING),)))
    if faults:
        raise Refusal(*dict.fromkeys(faults))
    return asked


def _ids(asked: Asked, value: str, _: LinkKey) -> Asked:
    found = tuple(value.split(","))
    kept = found if asked.ids is None else tuple(one for one in found if one in asked.ids)
    return _shown(asked._replace(ids=kept), "_id", value)


_REFERENCE: Final = re.compile(r"(?:Patient/)?([A-Za-z0-9\-.]{1,64})")


def _patients(asked: Asked, value: str, _: LinkKey) -> Asked:
    found = tuple(_matched(_REFERENCE, one)[1] for one in value.split(","))
    kept = found if asked.patients is None else tuple(one for one in found if one in asked.patients)
    return _shown(asked._replace(patients=kept), "patient", value)


def _identifiers(asked: Asked, value: str, key: LinkKey) -> Asked:
    """Tokens `system|value`, `|value` or `value`; the value alone is looked for under every national system."""
    digests: list[bytes] = []
    for one in value.split(","):
        system, bar, number = one.rpartition("|")
        if not number:
            raise ValueError
        systems = (system,) if bar else ("", *(row.system for row in ID_TYPES.values()))
        digests += [link(key, each, number) for each in systems]
    return asked._replace(tokens=(*asked.tokens, ("identifier", tuple(digests))))


_WHEN: Final = re.compile(
    r"(eq|ne|gt|lt|ge|le)?([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(\.[0-9]{1,9})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)


def _last_updated(asked: Asked, value: str, _: LinkKey) -> Asked:
    found = _matched(_WHEN, value.replace(" ", "+"))
    written = Written(cast("Prefix", found[1] or "eq"), *_period(found))
    return _shown(asked._replace(written=(*asked.written, written)), "_lastUpdated", value)


def _period(found: re.Match[str]) -> tuple[datetime, datetime]:
    """The first and the last microsecond of what a value names; Norwegian time where it says no offset."""
    year, month, day, hour, minute, second = (int(one) if one else None for one in found.groups()[1:7])
    if year is None or year < 1:
        raise ValueError
    zone = (
        datetime.fromisoformat(f"2000-01-01T00:00:00{found[9].replace('Z', '+00:00')}").tzinfo
        if found[9]
        else OSLO
    )
    micro = int(float(found[8] or 0) * 1_000_000)
    start = datetime(year, month or 1, day or 1, hour or 0, minute or 0, second or 0, micro, tzinfo=zone)
    if month is None:
        last = datetime(year, 12, 31, 23, 59, 59, 999_999, tzinfo=zone)
    elif day is None:
        last = datetime(year, month, monthrange(year, month)[1], 23, 59, 59, 999_999, tzinfo=zone)
    elif hour is None:
        last = start.replace(hour=23, minute=59, second=59, microsecond=999_999)
    elif second is None:
        last = start.replace(second=59, microsecond=999_999)
    elif found[8] is None:
        last = start.replace(microsecond=999_999)
    else:
        last = start + timedelta(microseconds=10 ** max(0, 7 - len(found[8])) - 1)
    return start.astimezone(UTC), last.astimezone(UTC)


def _count(asked: Asked, value: str, _: LinkKey) -> Asked:
    number = int(_matched(re.compile("[0-9]{1,9}"), value)[0])
    if number < 1:
        raise ValueError
    return _shown(asked._replace(page=min(number, MOST)), "_count", value)


def _format(asked: Asked, value: str, _: LinkKey) -> Asked:
    if value not in ("json", "application/json", "application/fhir+json", "application/fhir json"):
        raise ValueError
    return asked


_READERS: Final[dict[str, Callable[[Asked, str, LinkKey], Asked]]] = {
    "_id": _ids,
    "patient": _patients,
    "identifier": _identifiers,
    "_lastUpdated": _last_updated,
    "_count": _count,
    "_format": _format,
}


def _shown(asked: Asked, name: str, value: str) -> Asked:
    return asked._replace(shown=(*asked.shown, (name, value)))


def _matched(pattern: re.Pattern[str], value: str) -> re.Match[str]:
    found = pattern.fullmatch(value)
    if found is None:
        raise ValueError
    return found


# --- pages ------------------------------------------------------------------------------------------------------------


def sealed(asked: Asked, caller: Caller, key: LinkKey) -> str:
    """The next page as one opaque word that serves this caller alone and shows nothing of what was searched for.

    The same page is the same word: encrypted without chance (AES-SIV, RFC 5297).
    """
    data = _cipher(key).encrypt(msgspec.json.encode(asked), [_whose(caller)])
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def opened(word: str, kind: str, caller: Caller, key: LinkKey) -> Asked | None:
    """What a next link says; None for one that was made for another caller, or not here (security.md 3.8, case 98)."""
    try:
        data = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        asked = msgspec.json.decode(_cipher(key).decrypt(data, [_whose(caller)]), type=Asked)
    except (ValueError, InvalidTag):
        return None
    return asked if asked.type == kind else None


@cache
def _cipher(key: LinkKey) -> AESSIV:
    """A key of its own, made from the installation's."""
    return AESSIV(hmac.digest(key, b"ip-adapter: pages", "sha512"))


def _whose(caller: Caller) -> bytes:
    return f"page:{len(caller.client)}:{caller.client}:{caller.unit}".encode()
