"""The only door to FHIR R4 4.0.1: the structs, JSON to structs and back without loss, every fault with its place.

All structs and code lists of `mappings.r4` have their own names here: `fhir.Patient`, `fhir.BundleEntry`,
`fhir.TaskStatus`. In a struct

* a field has the element's name; a Python keyword gets an underscore (`class_`, `for_`);
* the sibling of a primitive (`_birthDate` in JSON) is `birthDate_ext`;
* a choice element is expanded as in JSON (`valueString`, `valueCoding`), and one type of it can be given;
* absent is `None`, or `[]` for what repeats; a required primitive that only its sibling's extension stands in for
  is `msgspec.UNSET`;
* decimals are `Decimal` (never `float`), dates and times `str` as FHIR writes them;
* a resource inside a resource is its struct, or `msgspec.Raw` where its type is out of scope.

Required bindings of `code` are checked where the definitions enumerate the list; not those to media types (BCP 13)
and currencies (ISO 4217), and none of CodeableConcepts: Condition and AllergyIntolerance `clinicalStatus` and
`verificationStatus`. Of R4's invariants only
the Bundle's are checked, by `check`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

import msgspec

from mappings import fhir_bundle, fhir_walk
from mappings.fhir_base import Number
from mappings.fhir_text import ENCODER, guard
from mappings.r4 import *  # noqa: F403 - the names of the standard, all through this door
from mappings.r4 import (
    RESOURCES,
    Bundle,
    BundleEntry,
    DomainResource,
    Parameters,
    ParametersParameter,
    Resource,
)
from mappings.result import Issue, Mapped, Refusal

_START = re.compile(rb'\s*\{\s*"resourceType"\s*:\s*"([A-Za-z]{1,40})"')
_UNSURE = re.compile(rb"\\(?:u00(?:[01]|22)|[bf])")
"""Escapes of control characters, and of a quotation mark, which would make the counts of `_kept` differ."""


def decode(data: bytes) -> Mapped[Resource]:
    """Read a resource in JSON, in one pass where nothing is unusual.

    Issues of the answer are information: resources of types out of scope inside, kept and not checked. Raises
    `Refusal` with every fault (R4 2.6.2, 2.6.7, 2.24.0.1; required bindings).
    """
    guard(data)
    resource = _quick(data)
    if resource is not None:
        return Mapped(resource)
    made, issues = fhir_walk.read(data)
    if not isinstance(made, Resource):
        raise Refusal(*issues)
    return Mapped(made, issues)


def encode(resource: Resource) -> bytes:
    """Write a resource as JSON without white space; the same resource gives the same bytes.

    Nothing is checked here, see `check`. Raises `TypeError` or `ValueError` for values that JSON does not have.
    """
    return ENCODER.encode(resource)


def check(resource: Resource) -> tuple[Issue, ...]:
    """Every fault of a resource made by a program, which nothing has looked at yet; for a Bundle, its rules as well.

    It is written and read again.
    """
    try:
        issues = decode(encode(resource)).issues
        return (*issues, *fhir_bundle.faults(resource)) if isinstance(resource, Bundle) else issues
    except Refusal as refusal:
        return refusal.issues
    except RecursionError:
        return (Issue("fhir-depth", type(resource).__name__),)
    except (TypeError, ValueError):
        return (Issue("fhir-value", type(resource).__name__),)


def typed(resource: Resource) -> Any:  # noqa: ANN401 - a pydantic model of a library that only this function loads
    """The same resource as an object of fhir.resources, for people who import us: its R4B (4.3.0) classes.

    They round decimals and check no code lists; nothing of ours reads them. Raises pydantic's `ValidationError`.
    """
    name = type(resource).__name__
    model = getattr(import_module(f"fhir.resources.R4B.{name.lower()}"), name)
    return model.model_validate_json(encode(resource))


def _quick(data: bytes) -> Resource | None:
    """The fast reading; `None` where it refuses or is not sure that it lost nothing."""
    try:
        resource = _open(data)
        return resource if _kept(data, encode(resource)) else None
    except (msgspec.MsgspecError, LookupError, ValueError, RecursionError):
        return None


def _kept(data: bytes, again: bytes) -> bool:
    """Whether what was read is all that was there, told by writing it again.

    A repeated property or a null takes its quotation marks with it, an integer written `-0` its sign.
    """
    return (
        data.count(b'"') == again.count(b'"')
        and data.count(b"-") == again.count(b"-")
        and b"{}" not in again
        and b"[null" not in again
        and b",null" not in again
        and _UNSURE.search(data) is None
    )


@cache
def _decoder(name: str) -> msgspec.json.Decoder[Any]:
    """The decoder of a resource type, made when it is first asked for. Raises `KeyError`."""
    return msgspec.json.Decoder(RESOURCES[name], dec_hook=_decimal, float_hook=Number)


def _decimal(_: type, value: object) -> Number:
    if isinstance(value, Number):
        return value
    if type(value) is int:
        return Number(str(value))
    raise ValueError("no number")


class _Named(msgspec.Struct):
    resourceType: str  # noqa: N815 - the standard's name


_NAME = msgspec.json.Decoder(_Named)


def _open(data: Any) -> Any:  # noqa: ANN401 - bytes or Raw, as msgspec's decoders take them
    """A resource with the resources inside it. Raises `KeyError` for a type out of scope."""
    start = _START.match(data)
    name = start[1].decode() if start else _NAME.decode(data).resourceType
    resource = _decoder(name).decode(data)
    _open_inside(resource)
    return resource


def _open_inside(resource: Resource) -> None:
    """Put structs where msgspec left the texts of resources inside a resource."""
    if isinstance(resource, Bundle):
        for entry in resource.entry:
            _open_entry(entry)
    elif isinstance(resource, Parameters):
        _open_parameters(resource.parameter)
    elif isinstance(resource, DomainResource) and resource.contained:
        resource.contained = [_open(inner) for inner in resource.contained]


def _open_entry(entry: BundleEntry) -> None:
    if entry.resource is not None:
        entry.resource = _open(entry.resource)
    if entry.response is not None and entry.response.outcome is not None:
        entry.response.outcome = _open(entry.response.outcome)


def _open_parameters(parameters: list[ParametersParameter]) -> None:
    for parameter in parameters:
        if parameter.resource is not None:
            parameter.resource = _open(parameter.resource)
        _open_parameters(parameter.part)
