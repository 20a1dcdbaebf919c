"""All derived files of the message layer, from one folder of standards."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from conformance.derive.messages.render import Kodeverk, Printer, namespace_table
from conformance.derive.messages.source import Deriver, Source
from conformance.derive.messages.xsd import Schemas

PROJECT = Path(__file__).resolve().parents[3]
KODEVERK = PROJECT / "conformance" / "derive" / "kodeverk.toml"


def kodeverk() -> Kodeverk:
    """The reviewed table of code lists: module -> struct -> row -> numbers."""
    table = tomllib.loads(KODEVERK.read_text(encoding="utf-8"))
    return {
        module: {
            struct: {row: tuple(numbers) for row, numbers in rows.items()} for struct, rows in structs.items()
        }
        for module, structs in table.items()
    }


def check_kodeverk(lists: Kodeverk, sources: list[Source]) -> None:
    """Raise KeyError for a line of the table that names no row."""
    rows = {
        (source.module.called, struct.name, row.row.name)
        for source in sources
        for struct in source.structs
        for row in struct.rows
    }
    named = {
        (module, struct, row)
        for module, structs in lists.items()
        for struct, known in structs.items()
        for row in known
    }
    if named - rows:
        raise KeyError(f"the table of code lists names rows that are not there: {sorted(named - rows)}")


def formatted(texts: dict[str, str]) -> dict[str, str]:
    """Path -> module, in ruff's style by the project's settings."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        settings = str(PROJECT / "pyproject.toml")
        subprocess.run(
            [sys.executable, "-m", "ruff", "format", "--quiet", "--no-cache", "--config", settings, name],
            check=True,
        )
        return {path: (folder / path).read_text(encoding="utf-8") for path in texts}


def derive(standards: Path) -> dict[str, str]:
    """Path below the project's root -> text of every derived file; the same input gives the same bytes."""
    sources = Deriver(Schemas(standards)).sources()
    lists = kodeverk()
    check_kodeverk(lists, sources)
    modules = {source.module.path: Printer(source, lists).text() for source in sources if not source.empty}
    texts = {**modules, "namespace_table": namespace_table(sources)}
    return formatted({f"mappings/{path}.py": text for path, text in texts.items()})
