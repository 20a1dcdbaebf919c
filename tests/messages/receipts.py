"""Receipts for tests, and what is asked of the Bundles made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from mappings import message
from mappings.apprec import ar
from mappings.apprec.receipt import TAGS, Version
from mappings.engine.layer import Root
from mappings.felles import kith
from mappings.namespaces import known

if TYPE_CHECKING:
    from mappings import fhir
    from mappings.result import Mapped

T = TypeVar("T")

VERSIONS: tuple[Version, ...] = ("1.0", "1.1")
VERSION_OF = {version: found[1] for version in VERSIONS if (found := known(TAGS[version]))}
BASE = "https://example.no/fhir"


def receipt(**changed: object) -> ar.AppRec:
    """A small receipt with these fields changed."""
    fields: dict[str, Any] = {
        "MsgType": kith.CS("APPREC", "Applikasjonskvittering"),
        "MIGversion": "v1.1 2012-02-15",
        "GenDate": "2026-11-20T08:15:31+01:00",
        "Id": "0f4c2d5e-0000-4000-8000-0000000000aa",
        "Sender": ar.Sender(kith.CS("PRIM"), ar.HCP(ar.Inst("Fjordland kommune", "9000010", kith.CS("HER")))),
        "Receiver": ar.Receiver(
            kith.CS("AVS"), ar.HCP(ar.Inst("Helse Fjordland HF", "9000031", kith.CS("HER")))
        ),
        "Status": kith.CS("1", "OK"),
        "OriginalMsgId": ar.OriginalMsgId(
            kith.CS("LOG_INNLAGT"), "2026-11-20T08:15:30", "5a9c1b7e-0000-4000-8000-00000000f0e1"
        ),
    }
    return ar.AppRec(**(fields | changed))


def mapped(made: ar.AppRec, version: Version = "1.1") -> Mapped[fhir.Bundle]:
    return message.bundle_of(Root(TAGS[version], made, VERSION_OF[version]), b"<AppRec/>", BASE)


def bundle_of(made: ar.AppRec) -> fhir.Bundle:
    return mapped(made).value


def all_of(bundle: fhir.Bundle, kind: type[T]) -> list[T]:
    return [entry.resource for entry in bundle.entry if isinstance(entry.resource, kind)]


def one(bundle: fhir.Bundle, kind: type[T]) -> T:
    (found,) = all_of(bundle, kind)
    return found
