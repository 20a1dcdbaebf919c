"""The rules of a Bundle as a whole (R4, Bundle, invariants bdl-1 to bdl-12): what its type says about its parts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mappings.r4 import Bundle, BundleEntry, Composition, MessageHeader, Resource
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REQUESTS = ("batch", "transaction", "history")
_RESPONSES = ("batch-response", "transaction-response", "history")


class OfBundle(NamedTuple):
    """A rule of the Bundle itself: its key, the place below it, whether it holds."""

    key: str
    place: str
    holds: Callable[[Bundle], bool]


class OfEntry(NamedTuple):
    """A rule of each entry."""

    key: str
    place: str
    holds: Callable[[Bundle, BundleEntry], bool]


OF_BUNDLE = (
    OfBundle("bdl-1", "total", lambda b: b.total is None or b.type in ("searchset", "history")),
    OfBundle("bdl-9", "identifier", lambda b: b.type != "document" or _identified(b)),
    OfBundle("bdl-10", "timestamp", lambda b: b.type != "document" or b.timestamp is not None),
    OfBundle("bdl-11", "entry[0].resource", lambda b: b.type != "document" or _starts(b, Composition)),
    OfBundle("bdl-12", "entry[0].resource", lambda b: b.type != "message" or _starts(b, MessageHeader)),
)
OF_ENTRY = (
    OfEntry("bdl-2", "search", lambda b, e: e.search is None or b.type == "searchset"),
    OfEntry("bdl-3", "request", lambda b, e: (e.request is not None) == (b.type in _REQUESTS)),
    OfEntry("bdl-4", "response", lambda b, e: (e.response is not None) == (b.type in _RESPONSES)),
    OfEntry("bdl-5", "", lambda _, e: (e.resource or e.request or e.response) is not None),
    OfEntry("bdl-8", "fullUrl", lambda _, e: "/_history/" not in (e.fullUrl or "")),
)


def faults(bundle: Bundle) -> tuple[Issue, ...]:
    """Every rule that a Bundle breaks, with the place."""
    return (*_of_bundle(bundle), *_of_entries(bundle), *_repeated_urls(bundle))


def _of_bundle(bundle: Bundle) -> Iterator[Issue]:
    for rule in OF_BUNDLE:
        if not rule.holds(bundle):
            yield Issue(f"fhir-{rule.key}", f"Bundle.{rule.place}")


def _of_entries(bundle: Bundle) -> Iterator[Issue]:
    for at, entry in enumerate(bundle.entry):
        for rule in OF_ENTRY:
            if not rule.holds(bundle, entry):
                yield Issue(f"fhir-{rule.key}", f"Bundle.entry[{at}].{rule.place}".rstrip("."))


def _repeated_urls(bundle: Bundle) -> Iterator[Issue]:
    """bdl-7: a fullUrl once, or once for each version."""
    versions = [(entry.fullUrl, _version(entry)) for entry in bundle.entry]
    times = Counter(versions)
    for at, (url, version) in enumerate(versions):
        if url is not None and times[url, version] > 1:
            yield Issue("fhir-bdl-7", f"Bundle.entry[{at}].fullUrl")


def _version(entry: BundleEntry) -> str | None:
    resource = entry.resource
    return resource.meta.versionId if isinstance(resource, Resource) and resource.meta else None


def _identified(bundle: Bundle) -> bool:
    identifier = bundle.identifier
    return identifier is not None and None not in (identifier.system, identifier.value)


def _starts(bundle: Bundle, kind: type[Resource]) -> bool:
    return bool(bundle.entry) and isinstance(bundle.entry[0].resource, kind)
