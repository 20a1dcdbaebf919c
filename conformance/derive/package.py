"""Compile `profiles/fsh` into the committed FHIR package: `make profiles`, or `python -m conformance.derive.package`.

`profiles/package` has the layout of a FHIR NPM package: a file a definition, differentials only, examples in `example/`.
The same FSH gives the same bytes. The archive for a package registry is written to `dist/`, which git ignores.
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from conformance.derive import fault_codes
from conformance.derive.sushi import BASIS, CORE, PROJECT, MissingToolError, Tools, compiled, tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PROFILES: Final = PROJECT / "profiles"
PACKAGE: Final = PROFILES / "package"
DEFINITIONS: Final = frozenset(
    {"StructureDefinition", "ValueSet", "CodeSystem", "SearchParameter", "CapabilityStatement"}
)
"""Types whose resources are the package's own; everything else that FSH makes is an example."""

_INDEXED: Final = ("id", "url", "version", "kind", "type", "supplements", "content")


def config() -> dict[str, str]:
    """The plain fields of `sushi-config.yaml`."""
    lines = (PROFILES / "sushi-config.yaml").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(": ") for line in lines if not line.startswith(" "))
    return {name: value for name, found, value in pairs if found}


def files(resources: Path, described: Mapping[str, str]) -> dict[str, str]:
    """The package's files by path, in order of path, from a folder of compiled resources."""
    made = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in resources.glob("*.json")}
    placed = {_place(name, one): one for name, one in made.items()}
    return dict(
        sorted(
            {
                "package.json": _text(description(described)),
                ".index.json": _text(index(placed)),
                **{path: _text(one) for path, one in placed.items()},
            }.items()
        )
    )


def _place(name: str, resource: Mapping[str, Any]) -> str:
    return name if resource["resourceType"] in DEFINITIONS else f"example/{name}"


def _text(content: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def description(described: Mapping[str, str]) -> dict[str, Any]:
    """The package's `package.json`."""
    return {
        "name": described["id"],
        "version": described["version"],
        "type": "fhir.ig",
        "title": described["title"],
        "description": described["description"],
        "canonical": described["canonical"],
        "license": described["license"],
        "author": described["name"],
        "fhirVersions": [described["fhirVersion"]],
        "dependencies": dict((CORE, BASIS)),
        "directories": {"lib": "package", "example": "example"},
    }


def index(placed: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The package's `.index.json`: the definitions, by file."""
    rows = [
        {"filename": path, "resourceType": one["resourceType"]}
        | {field: one[field] for field in _INDEXED if field in one}
        for path, one in sorted(placed.items())
        if "/" not in path
    ]
    return {"index-version": 2, "files": rows}


def derive(found: Tools) -> dict[str, str]:
    """The package's files by path, compiled now. Raises RuntimeError with SUSHI's words when it finds a fault."""
    with tempfile.TemporaryDirectory() as name:
        return files(compiled(found, PROFILES, Path(name)), config())


def committed() -> dict[str, str]:
    """The package's files by path, as they lie in the project."""
    found = (file for file in PACKAGE.rglob("*") if file.is_file())
    return {file.relative_to(PACKAGE).as_posix(): file.read_text(encoding="utf-8") for file in sorted(found)}


def archive(made: Iterable[tuple[str, str]]) -> bytes:
    """The files as a `.tgz`, the same bytes for the same files."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=buffer, mode="wb", filename="", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar,
    ):
        for path, text in made:
            content = text.encode()
            member = tarfile.TarInfo(f"package/{path}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def main() -> None:
    """Write the package and its archive."""
    fault_codes.main()
    try:
        made = derive(tools())
    except (MissingToolError, RuntimeError) as fault:
        sys.exit(f"{fault}")
    shutil.rmtree(PACKAGE, ignore_errors=True)
    for path, text in made.items():
        file = PACKAGE / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    described = config()
    target = PROJECT / "dist" / f"{described['id']}-{described['version']}.tgz"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(archive(made.items()))
    print(f"{len(made)} files written to profiles/package, {target.name} to dist")


if __name__ == "__main__":
    main()
