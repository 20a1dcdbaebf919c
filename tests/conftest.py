"""What every test may ask for: the reference material beside the project, and how hard hypothesis tries."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from conformance.official import official
from tests.judges.hl7 import DOCUMENTS, hl7_validate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from tests.judges.hl7 import Verdict

PROJECT = Path(__file__).resolve().parent.parent

settings.register_profile("default", deadline=None, derandomize=True, max_examples=40)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=1000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with spec/, standards/, packages/ and tools/: `IP_SHARED_DIR`, else `../shared`."""
    folder = Path(os.environ.get("IP_SHARED_DIR") or PROJECT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("no reference material: neither IP_SHARED_DIR nor ../shared is there")
    return folder


@pytest.fixture(scope="session")
def official_schema(shared: Path) -> etree.XMLSchema:
    """The official XSDs of all messages as one schema."""
    return official(shared / "standards")


@pytest.fixture(scope="session")
def hl7(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Verdict]]:
    """What HL7's validator says of every document that the collected tests want judged: `name/document` → errors."""
    folder = tmp_path_factory.mktemp("hl7")
    names = {}
    for group, documents in DOCUMENTS.items():
        for name, data in documents(shared).items():
            file = folder / f"{len(names)}.{'xml' if data.startswith(b'<') else 'json'}"
            file.write_bytes(data)
            names[file] = f"{group}/{name}"
    own = [PROJECT / "profiles"] if any((PROJECT / "profiles").rglob("*.json")) else []
    return {names[file]: verdicts for file, verdicts in hl7_validate(shared, names, own).items()}
