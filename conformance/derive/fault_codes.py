"""Write the code systems of our faults as FSH: `python -m conformance.derive.fault_codes`, and `make profiles` does it first.

The one source is the fault table (`mappings.faults`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from mappings.faults import FAULTS
from mappings.faults.errors import ERRORS

if TYPE_CHECKING:
    from collections.abc import Mapping

TARGET: Final = Path(__file__).resolve().parents[2] / "profiles" / "fsh" / "generated" / "faults.fsh"

_HEAD: Final = """\
CodeSystem: {name}
Id: {id}
Title: "{title}"
Description: "{description}"
* insert Codes
"""


def code_system(head: Mapping[str, str], concepts: Mapping[str, tuple[str, str]]) -> str:
    """A code system in FSH: code -> its words in bokmål and nynorsk."""
    words = (f"* insert Word({code}, [[{nb}]], [[{nn}]])\n" for code, (nb, nn) in concepts.items())
    return _HEAD.format(**head) + "".join(words)


def fsh() -> str:
    """The whole file."""
    errors = {
        "name": "IpError",
        "id": "ip-error",
        "title": "Errors of the domain",
        "description": "What kind of error a refusal is (domain.md 1.0).",
    }
    rules = {
        "name": "IpRule",
        "id": "ip-rule",
        "title": "Rules whose breach is reported",
        "description": "The keys of the fault table, with its sentences.",
    }
    sentences = {key: (_plain(row.nb), _plain(row.nn)) for key, row in sorted(FAULTS.items())}
    head = "// Made from the fault table by `python -m conformance.derive.fault_codes`; not to be edited.\n"
    return "\n".join((head, code_system(errors, ERRORS), code_system(rules, sentences)))


def _plain(sentence: str) -> str:
    """A sentence without the marks where names are filled in, as FSH quotes it."""
    return sentence.replace("{", "").replace("}", "").replace("\\", "\\\\").replace('"', '\\"')


def main() -> None:
    """Write the file."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(fsh(), encoding="utf-8")
    print(f"{len(FAULTS)} rules written to {TARGET.name}")


if __name__ == "__main__":
    main()
