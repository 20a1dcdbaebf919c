"""Writes the element structs and the table of namespaces from the official XSDs.

    python -m conformance.derive.messages ../shared/standards [FOLDER]

FOLDER is the project's root (default: here).
"""

from __future__ import annotations

import sys
from pathlib import Path

from conformance.derive.messages.files import derive


def main(arguments: list[str]) -> None:
    """Write every derived file below the folder."""
    standards, *rest = map(Path, arguments)
    folder = rest[0] if rest else Path()
    for path, text in derive(standards).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
