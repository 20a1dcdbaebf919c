"""A developer's step: the code lists and translations that the mappings read, as FHIR CodeSystem and ConceptMap JSON.

`python -m conformance.derive.codes STANDARDS_DIR` reads `kodeverk.tsv` there (list, code, display) and writes
`mappings/tables/` anew. What stands in this file is what no file of the standards' owner says in a form to be read.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

from conformance.derive.code_maps import MAPS, OID, Map
from mappings.extensions import BASE

TABLES = Path(__file__).resolve().parents[2] / "mappings" / "tables"
STATE = "2018-10-15"
PUBLISHER = "Direktoratet for e-helse"
Json = dict[str, Any]
Row = dict[str, Any]

LISTS = """
    1103 1204 3101 3109 3303 3401 3402 4702 7304 7309 7321 7448 7456 7601 7602 7608 7609 7611 8112
    8113 8114 8115 8116 8117 8125 8126 8127 8129 8221 8235 8254 8258 8268 8279 8324 8327 8329
    8330 8331 8408 8431 8724 9033 9034 9040 9043 9050 9051 9057 9060 9061 9064 9065 9066 9067
    9068 9069 9078 9082 9088 9090 9101 9103 9104 9111 9113 9114 9115 9121 9131 9132 9137 9138
    9139 9140 9141 9142 9143 9145 9148 9151 9152 9153 9154 9246 9502 9536 9602
"""
"""The lists that the messages' coded elements are bound to and that the file holds; 8327 types FHIR identifiers, 7456 says
on what basis somebody consents for another."""


class Newer(NamedTuple):
    """Codes that are younger than the file, and who says them."""

    origin: str
    codes: dict[str, str]


_DISPLAY_LISTS = "Norsk Helsenetts visningskodelister, endringslogg til 2024-09"

NEWER: dict[str, Newer] = {
    "7322": Newer(
        "HIS 1077:2017 Helsefaglig dialog, TemaKodet",
        {
            "6": "Henvendelse om pasient",
            "7": "Tilbakemelding på mottak av utskrivningsklar pasient",
            "8": "Forespørsel om helseopplysninger",
            "9": "Forespørsel om legemiddelopplysninger",
        },
    ),
    "7609": Newer(
        _DISPLAY_LISTS,
        {
            "ASAM": "Anmodning om å trekke samtykke",
            "FSAM": "Forespørsel om samtykke",
            "RSAM": "Registrere samtykke",
        },
    ),
    "9034": Newer(_DISPLAY_LISTS, {"24": "Kontakt hos mottaker"}),
}

FRAGMENTS = {
    "3402": "kommunenumrene ble endret i 2020 og 2024",
    "7322": "bare temaene i HIS 1077 er kjent her",
}
"""Lists held in part only, and why: a code that is not in them is not known to be wrong."""


def kodeverk(standards: Path) -> dict[str, dict[str, str]]:
    """Read the lists: number -> code -> display. Rows without a code are headings."""
    lists: dict[str, dict[str, str]] = {}
    with (standards / "kodeverk.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["code"]:
                lists.setdefault(row["list"], {})[row["code"]] = row["display"]
    return lists


def code_system(number: str, held: dict[str, str]) -> Json:
    """Make the CodeSystem of one list."""
    newer = NEWER.get(number, Newer("", {}))
    concepts: list[Row] = [{"code": code, "display": display} for code, display in held.items()]
    concepts += [
        {"code": code, "display": display, "property": [{"code": "origin", "valueString": newer.origin}]}
        for code, display in newer.codes.items()
        if code not in held
    ]
    return {
        "resourceType": "CodeSystem",
        "id": f"kodeverk-{number}",
        "url": OID + number,
        "version": STATE,
        "name": f"Kodeverk{number}",
        "status": "active",
        "experimental": False,
        "date": STATE,
        "publisher": PUBLISHER,
        "description": _description(number, held),
        "caseSensitive": True,
        "content": "fragment" if number in FRAGMENTS else "complete",
        **({"property": [_ORIGIN]} if newer.codes else {}),
        "concept": concepts,
    }


_ORIGIN = {
    "code": "origin",
    "description": "Hvor en kode som er nyere enn listens dato, er hentet fra",
    "type": "string",
}


def _description(number: str, held: dict[str, str]) -> str:
    said = [
        f"Nasjonalt kodeverk {number}: de offisielle verdiene med navn på bokmål, slik de var {STATE}."
        if held
        else f"Nasjonalt kodeverk {number}.",
        f"Ufullstendig: {FRAGMENTS[number]}." if number in FRAGMENTS else "",
        "Nyere koder er merket med opphav." if number in NEWER and held else "",
    ]
    return " ".join(filter(None, said))


def concept_map(name: str, made: Map, displays: dict[str, str]) -> Json:
    """Make the ConceptMap of one translation."""
    elements: list[Row] = []
    for code, target, equivalence, *remark in made.rows:
        comment = {"comment": remark[0]} if remark else {}
        display = {"display": displays[code]} if code in displays else {}
        elements.append(
            {"code": code, **display, "target": [{"code": target, "equivalence": equivalence, **comment}]}
        )
    return {
        "resourceType": "ConceptMap",
        "id": f"ip-{name}",
        "url": f"{BASE}/ConceptMap/ip-{name}",
        "name": "Ip" + name.title().replace("-", ""),
        "status": "active",
        "experimental": False,
        "date": "2026-11-22",
        "description": f"From {made.source} to {made.clause}. A code without a row has no FHIR code.",
        "group": [{"source": made.source, "target": made.target, "element": elements}],
    }


def text(resource: Json) -> str:
    """Write a resource with one concept or element a line, so that a change shows as the lines that changed."""
    *keys, last = resource
    head = {key: resource[key] for key in keys}
    rows, before, after = resource[last], "[\n", "\n]"
    if last == "group":
        group = dict(rows[0])
        rows = group.pop("element")
        before, after = f'[{_json(group)[:-1]}, "element": [\n', "\n]}]"
    lines = ",\n".join(f"  {_json(row)}" for row in rows)
    return f'{json.dumps(head, ensure_ascii=False, indent=2)[:-2]},\n  "{last}": {before}{lines}{after}\n}}\n'


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(standards: Path, tables: Path = TABLES) -> None:
    """Write every table anew."""
    lists = kodeverk(standards)
    tables.mkdir(exist_ok=True)
    for old in [*tables.glob("kodeverk-*.json"), *tables.glob("map-*.json")]:
        old.unlink()
    held = {number: lists.get(number, {}) for number in sorted({*LISTS.split(), *NEWER})}
    for number, codes in held.items():
        (tables / f"kodeverk-{number}.json").write_text(text(code_system(number, codes)), encoding="utf-8")
    for name, made in MAPS.items():
        displays = held.get(made.source.removeprefix(OID), {})
        (tables / f"map-{name}.json").write_text(text(concept_map(name, made, displays)), encoding="utf-8")
    print(f"{len(held)} code lists, {sum(map(len, held.values()))} codes; {len(MAPS)} translations")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
