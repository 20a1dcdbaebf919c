"""Faults of the bytes themselves: what keeps a document from being read as XML at all."""

from __future__ import annotations

from mappings.faults.row import Fault

_LIMIT = "adapterens grense (README, Decisions)"

XML: dict[str, Fault] = {
    "xml-empty": Fault(
        "fatal",
        "structure",
        "T01",
        "XML 1.0 § 2.1; HIS 80415, OID 8221 T01",
        "Meldingen er tom.",
        "Meldinga er tom.",
    ),
    "xml-not-xml": Fault(
        "fatal",
        "structure",
        "T01",
        "XML 1.0 § 2.1; HIS 80415, OID 8221 T01",
        "Innholdet er ikke XML.",
        "Innhaldet er ikkje XML.",
    ),
    "xml-not-well-formed": Fault(
        "fatal",
        "structure",
        "T01",
        "XML 1.0 § 2.1; HIS 80415, OID 8221 T01",
        "XML-dokumentet er ikke velformet (linje {0}, kolonne {1}).",
        "XML-dokumentet er ikkje velforma (linje {0}, kolonne {1}).",
    ),
    "xml-character": Fault(
        "fatal",
        "value",
        "T01",
        "XML 1.0 § 2.2; HIS 80415, OID 8221 T01",
        "XML-dokumentet har et tegn som ikke er tillatt (linje {0}, kolonne {1}).",
        "XML-dokumentet har eit teikn som ikkje er tillate (linje {0}, kolonne {1}).",
    ),
    "xml-encoding": Fault(
        "fatal",
        "value",
        "T01",
        "XML 1.0 § 4.3.3; HIS 80415, OID 8221 T01",
        "Tegnsettet er ukjent, eller bytene passer ikke til tegnsettet som er oppgitt.",
        "Teiknsettet er ukjent, eller bytane høver ikkje til teiknsettet som er oppgitt.",
    ),
    "xml-doctype": Fault(
        "fatal",
        "not-supported",
        "T99",
        "XML 1.0 § 2.8; HIS 80415, OID 8221 T99",
        "XML-dokumentet har en DOCTYPE; det tas ikke imot.",
        "XML-dokumentet har ein DOCTYPE; det blir ikkje teke imot.",
    ),
    "xml-entity": Fault(
        "fatal",
        "structure",
        "T01",
        "XML 1.0 § 4.1; HIS 80415, OID 8221 T01",
        "XML-dokumentet viser til en entitet som ikke finnes (linje {0}, kolonne {1}).",
        "XML-dokumentet viser til ein entitet som ikkje finst (linje {0}, kolonne {1}).",
    ),
    "xml-too-large": Fault(
        "fatal",
        "too-long",
        "T99",
        _LIMIT,
        "Meldingen er større enn {0} byte.",
        "Meldinga er større enn {0} byte.",
    ),
    "xml-too-many-elements": Fault(
        "fatal",
        "too-costly",
        "T99",
        _LIMIT,
        "Meldingen har flere enn {0} elementer.",
        "Meldinga har fleire enn {0} element.",
    ),
    "xml-too-many-attributes": Fault(
        "fatal",
        "too-costly",
        "T99",
        _LIMIT,
        "Meldingen har flere enn {0} attributter.",
        "Meldinga har fleire enn {0} attributt.",
    ),
    "xml-too-deep": Fault(
        "fatal",
        "too-costly",
        "T99",
        _LIMIT,
        "Meldingen har flere enn {0} nivåer av elementer.",
        "Meldinga har fleire enn {0} nivå av element.",
    ),
}
