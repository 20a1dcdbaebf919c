"""What the FHIR interface can do, as CapabilityStatement: made from the tables that it works by (R4 http.html)."""

from __future__ import annotations

from typing import Any, Final, cast

from adapter import __version__
from adapter.core.interaction import LETTERS, WRITABLE, Kind
from mappings import fhir

SERVED: Final = tuple(sorted(name for name in fhir.RESOURCES if name not in ("Bundle", "Parameters")))
"""Types that may be stored."""

_CODES: Final[dict[Kind, fhir.TypeRestfulInteraction]] = {
    "read": "read",
    "vread": "vread",
    "search": "search-type",
    "create": "create",
    "update": "update",
}
_PARAMETERS: Final[tuple[tuple[str, fhir.SearchParamType], ...]] = (
    ("_id", "token"),
    ("_lastUpdated", "date"),
    ("patient", "reference"),
    ("identifier", "token"),
)
SECURITY: Final = (
    "HelseID: klientens token (client credentials, private_key_jwt) bundet med DPoP. Scope: "
    "<audience>/system/<type>.<cruds>."
)


def capability(base: str, date: str) -> fhir.CapabilityStatement:
    """The statement of this installation at its FHIR base; `date` is that of the software's making."""
    return fhir.CapabilityStatement(
        status="active",
        date=date,
        kind="instance",
        software=fhir.CapabilityStatementSoftware(name="ip-adapter", version=__version__),
        implementation=fhir.CapabilityStatementImplementation(description="ip-adapter", url=base),
        fhirVersion="4.0.1",
        format=["application/fhir+json"],
        rest=[
            fhir.CapabilityStatementRest(
                mode="server",
                security=fhir.CapabilityStatementRestSecurity(
                    cors=False,
                    service=[
                        fhir.CodeableConcept(
                            coding=[
                                fhir.Coding(
                                    system="http://terminology.hl7.org/CodeSystem/restful-security-service",
                                    code="SMART-on-FHIR",
                                )
                            ]
                        )
                    ],
                    description=SECURITY,
                ),
                resource=[_resource(name) for name in SERVED],
            )
        ],
    )


def _resource(name: str) -> fhir.CapabilityStatementRestResource:
    kinds = [
        kind for kind in LETTERS if kind in _CODES and (kind not in ("create", "update") or name in WRITABLE)
    ]
    return fhir.CapabilityStatementRestResource(
        type=cast("Any", name),  # a name of the table of structs, which are R4's types
        interaction=[fhir.CapabilityStatementRestResourceInteraction(code=_CODES[kind]) for kind in kinds],
        versioning="versioned-update" if name in WRITABLE else "versioned",
        readHistory=True,
        updateCreate=False,
        searchParam=[
            fhir.CapabilityStatementRestResourceSearchParam(name=param, type=kind)
            for param, kind in _PARAMETERS
        ],
    )
