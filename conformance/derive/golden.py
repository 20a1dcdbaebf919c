"""Write the Bundle of each shipped message beside it: `python -m conformance.derive.golden`.

The files are what the tests hold the mapping to: run this when the mapping is meant to change, and read the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

from mappings import fhir, message
from mappings.result import Refusal

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def expected(data: bytes) -> str | None:
    """The Bundle of a message, a line an element; None for a kind that has no FHIR yet."""
    try:
        bundle = message.to_fhir(data).value
    except Refusal:
        return None
    return json.dumps(json.loads(fhir.encode(bundle)), ensure_ascii=False, indent=2) + "\n"


def bundles() -> dict[str, str]:
    """File name → content, for the shipped messages of the kinds that become FHIR."""
    made = {file.with_suffix(".json").name: expected(file.read_bytes()) for file in EXAMPLES.glob("*.xml")}
    return {name: content for name, content in sorted(made.items()) if content is not None}


def main() -> None:
    """Write the files, and remove those of messages that are no longer there."""
    made = bundles()
    for file in EXAMPLES.glob("*.json"):
        if file.name not in made:
            file.unlink()
    for name, content in made.items():
        (EXAMPLES / name).write_text(content, encoding="utf-8")
    print(f"{len(made)} Bundles written to {EXAMPLES.name}/")


if __name__ == "__main__":
    main()
