"""Derive the pages about the profiles, and the catalogue of errors, from the FHIR package and the fault table.

    python -m conformance.derive.pages

A developer's step, re-runnable, its output committed: `mappings/tables/profile_pages.json`, which `ip-adapter profiles`
reads, and `docs/`. Nothing but the project is needed.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from adapter.edges.terminal.pages import Page, Row, Rule
from adapter.edges.terminal.profile_page import MADE, markdown
from conformance.derive import catalogue
from conformance.derive.page_rows import Json, Package, package, row, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PROJECT: Final = Path(__file__).resolve().parents[2]
TABLE: Final = "mappings/tables/profile_pages.json"
REASONS: Final = Path(__file__).with_name("reasons.toml")
_ENTRY: Final = ("resourceType", "id")
"""What is shown of a resource in the example of a Bundle, which would be a book otherwise."""


def derived() -> dict[str, str]:
    """Every file by its path in the project."""
    found = package(PROJECT)
    made = [page(one, found) for one in found.profiles]
    table = msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"
    return {
        TABLE: table,
        **{f"docs/profiles/{one.name}.md": markdown(one) for one in made},
        "docs/profiles/README.md": _contents(made),
        "docs/errors.md": catalogue.markdown(),
    }


def page(profile: Json, found: Package) -> Page:
    """The page of a profile."""
    stated = [
        (element, one)
        for element in profile["differential"]["element"]
        for one in element.get("constraint", ())
    ]
    rules = [Rule(one["key"], _below(element), one["human"]) for element, one in stated]
    asked = {one["key"]: named(one["expression"]) for _, one in stated}
    why = reasons(profile["id"])
    rows = [_explained(one, asked, why) for one in _rows(profile, found)]
    file, example = _example(profile, rows, found)
    bound = {one.values: found.values[one.values] for one in rows if one.values in found.values}
    return Page(
        name=profile["id"],
        url=profile["url"],
        type=profile["type"],
        base=short(profile["baseDefinition"]),
        title=profile["title"],
        about=profile["description"],
        rows=tuple(rows),
        rules=tuple(sorted(rules, key=lambda rule: _numbered(rule.key))),
        values=dict(sorted(bound.items())),
        file=file,
        example=example,
    )


def _rows(profile: Json, found: Package) -> Iterator[Row]:
    """The elements that the profile says something of, each extension followed by its parts."""
    for element in profile["differential"]["element"]:
        made = row(element, profile["type"], found)
        if made is not None:
            yield made
            yield from found.parts(made)


def _below(element: Json) -> str:
    return str(element["id"]).partition(".")[2]


def _numbered(key: str) -> tuple[str, int]:
    name, _, number = key.rpartition("-")
    return name, int(number)


# --- why --------------------------------------------------------------------------------------------------------------


def reasons(profile: str) -> Mapping[str, str]:
    """Why elements are as they are, where neither an extension nor an invariant says it: by path, of all and of this profile."""
    table = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    return {**table["all"], **table.get(profile, {})}


def _explained(one: Row, asked: Mapping[str, frozenset[str]], why: Mapping[str, str]) -> Row:
    """A row with the reason for it, and the invariants that ask something of it."""
    name = one.extension or one.path.removesuffix("[x]")
    keys = sorted((key for key, names in asked.items() if name in names), key=_numbered)
    return msgspec.structs.replace(one, why=why.get(one.path, one.why), invariants=tuple(keys))


_EXTENSION: Final = re.compile(r"'[^']*/StructureDefinition/([^']*)'")
_TEXT: Final = re.compile(r"'[^']*'")
_CALL: Final = re.compile(r"(\w*)\(([^()]*)\)")
_PATH: Final = re.compile(r"(?<![\w.%$])[a-z]\w*(?:\.[a-z]\w*)*")
_ITEMS: Final = {"where", "all", "exists", "select"}
"""Functions whose argument is about the items, not about the element that the rule stands on."""
_PREMISES: Final = {"status", "lifecycleStatus"}
"""A rule says with these when it holds; nothing is asked of them."""


def named(expression: str) -> frozenset[str]:
    """What takes part in a rule in FHIRPath: extensions by name, elements by path from where the rule stands."""
    left, paths = _TEXT.sub("", expression), set[str]()
    while (shorter := _CALL.sub(_opened, left)) != left:
        left = shorter
    for path in _PATH.findall(left):
        steps = path.split(".")
        paths |= {".".join(steps[:depth]) for depth in range(1, len(steps) + 1)}
    return frozenset((paths - _PREMISES) | set(_EXTENSION.findall(expression)))


def _opened(call: re.Match[str]) -> str:
    """A call without its brackets: the name, and the argument where it is about the same element."""
    name, argument = call.groups()
    return name if name in _ITEMS else f"{name} {argument}"


# --- example ----------------------------------------------------------------------------------------------------------


def _example(profile: Json, rows: Iterable[Row], found: Package) -> tuple[str, Json]:
    """The package's example that shows most of the profile's elements; of a Bundle's resources only what they are."""
    tops = {re.split(r"[:.\[]", one.path)[0] for one in rows}
    claiming = [
        (file, one)
        for file, one in found.examples.items()
        if profile["url"] in one.get("meta", {}).get("profile", ())
    ]
    file, best = max(claiming, key=lambda pair: len(tops & pair[1].keys()))
    if "entry" in best:
        best = best | {"entry": [_entry(one) for one in best["entry"]]}
    return f"profiles/package/example/{file}", best


def _entry(entry: Json) -> Json:
    return entry | {"resource": {name: entry["resource"][name] for name in _ENTRY}}


# --- files ------------------------------------------------------------------------------------------------------------


def _contents(made: Iterable[Page]) -> str:
    lines = "".join(
        f"| [{one.name}]({one.name}.md) | {one.title} | {one.type} | {one.line} |\n" for one in made
    )
    return (
        "# Profiles\n\n"
        "Which profile applies is decided by what a resource is, never by what it claims. `ip-adapter check` holds\n"
        "resources to them; `ip-adapter profiles show NAME` shows these pages. The codes of faults are in\n"
        "[the catalogue of errors](../errors.md).\n\n"
        "| profile | title | type | what it is |\n|---|---|---|---|\n" + lines + f"\n{MADE}"
    )


def main() -> None:
    """Write all files; a page of a profile that is no more is taken away."""
    made = derived()
    folder = PROJECT / "docs" / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if f"docs/profiles/{old.name}" not in made:
            old.unlink()
    for path, text in made.items():
        (PROJECT / path).write_text(text, encoding="utf-8")
    print(f"{len(made)} files written")


if __name__ == "__main__":
    main()
