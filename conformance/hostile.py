"""Bytes that somebody could send and that are no message: each with the fault that it must be refused with.

`python -m conformance.hostile NAME` parses one of them in a process of its own and prints the answer and what it took.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from mappings import xml
from mappings.result import Refusal

Maker = Callable[[], bytes]


class Hostile(NamedTuple):
    """A kind of hostile bytes: how they are made, and the key of the fault (empty: well-formed XML, only heavy)."""

    make: Maker
    key: str


DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
GOOD = DECLARATION + b'<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo/></MsgHead>'
HEAVY = 25_900_000


def _is(data: bytes) -> Maker:
    return lambda: data


def _around(
    middle: Callable[[int], bytes], size: int = HEAVY, start: bytes = b"<a>", end: bytes = b"</a>"
) -> Maker:
    """One element around many bytes."""
    return lambda: b"".join((start, middle(size), end))


def _times(unit: bytes) -> Callable[[int], bytes]:
    """A unit repeated up to a number of bytes."""
    return lambda size: unit * (size // len(unit))


def _numbered(unit: str, count: int, start: bytes = b"<a>", end: bytes = b"</a>") -> Maker:
    """Many units that differ by their number."""

    def make() -> bytes:
        made = bytearray(start)
        for number in range(count):
            made += unit.format(number).encode()
        return bytes(made + end)

    return make


def _utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


_LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"ha") for level in range(10)
)

REFUSED: dict[str, Hostile] = {
    # nothing, or something else than XML
    "nothing": Hostile(_is(b""), "xml-empty"),
    "blanks only": Hostile(_is(b" \r\n\t"), "xml-empty"),
    "byte order mark only": Hostile(_is(b"\xef\xbb\xbf"), "xml-empty"),
    "UTF-16 byte order mark only": Hostile(_is(b"\xff\xfe"), "xml-empty"),
    "FHIR JSON": Hostile(_is(b'{"resourceType": "Bundle"}'), "xml-not-xml"),
    "PDF": Hostile(_is(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "xml-not-xml"),
    "zip": Hostile(_is(b"PK\x03\x04\x14\x00\x00\x00"), "xml-not-xml"),
    "gzip of a message": Hostile(lambda: gzip.compress(GOOD, mtime=0), "xml-not-xml"),
    "plain text before": Hostile(_is(b"x" + GOOD), "xml-not-xml"),
    "NUL first": Hostile(_is(b"\0" + GOOD), "xml-not-xml"),
    "EBCDIC": Hostile(lambda: '<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037"), "xml-not-xml"),
    # not well-formed
    "truncated in a tag": Hostile(_is(GOOD[:-3]), "xml-not-well-formed"),
    "truncated in an attribute": Hostile(_is(GOOD[:60]), "xml-not-well-formed"),
    "declaration only": Hostile(_is(DECLARATION), "xml-not-well-formed"),
    "end tag missing": Hostile(_is(GOOD.replace(b"</MsgHead>", b"")), "xml-not-well-formed"),
    "tags crossed": Hostile(_is(b"<a><b></a></b>"), "xml-not-well-formed"),
    "two roots": Hostile(_is(b"<a/><a/>"), "xml-not-well-formed"),
    "text after the root": Hostile(_is(b"<a/>x"), "xml-not-well-formed"),
    "NUL after the root": Hostile(_is(b"<a/>\0"), "xml-not-well-formed"),
    "attribute twice": Hostile(_is(b'<a b="" b=""/>'), "xml-not-well-formed"),
    "attribute twice by namespace": Hostile(
        _is(b'<a xmlns:p="u" xmlns:q="u" p:b="" q:b=""/>'), "xml-not-well-formed"
    ),
    "attribute without quotes": Hostile(_is(b"<a b=c/>"), "xml-not-well-formed"),
    "angle bracket in an attribute": Hostile(_is(b'<a b="<"/>'), "xml-not-well-formed"),
    "prefix not declared": Hostile(_is(b"<p:a/>"), "xml-not-well-formed"),
    "prefix declared as nothing": Hostile(_is(b'<a xmlns:p=""/>'), "xml-not-well-formed"),
    "comment never ends": Hostile(
        _around(_times(b"- "), 6_000_000, start=b"<!--", end=b""), "xml-not-well-formed"
    ),
    "CDATA never ends": Hostile(
        _around(_times(b"]"), 6_000_000, start=b"<a><![CDATA[", end=b""), "xml-not-well-formed"
    ),
    "instruction never ends": Hostile(
        _around(_times(b"?"), 6_000_000, start=b"<?p ", end=b""), "xml-not-well-formed"
    ),
    "declaration not first": Hostile(_is(b" " + GOOD), "xml-not-well-formed"),
    "declaration of XML 2.0": Hostile(_is(b'<?xml version="2.0"?><a/>'), "xml-not-well-formed"),
    "declaration padded": Hostile(
        _around(_times(b" "), start=b'<?xml version="1.0"', end=b' encoding="UTF-7"?><a/>'),
        "xml-not-well-formed",
    ),
    "declaration with a decoy": Hostile(
        _is(b"""<?xml version="1.0 encoding='UTF-8'" encoding="UTF-7"?><a/>"""), "xml-not-well-formed"
    ),
    "name of 60 000 letters": Hostile(_is(b"<" + b"a" * 60_000 + b"/>"), "xml-not-well-formed"),
    # characters and encodings
    "NUL in text": Hostile(_is(b"<a>x\0y</a>"), "xml-character"),
    "NUL in a tag": Hostile(_is(b"<a\0b/>"), "xml-character"),
    "NUL in UTF-16": Hostile(lambda: _utf16("<a>\0</a>"), "xml-character"),
    "control character": Hostile(_is(b"<a>\x1b</a>"), "xml-character"),
    "reference to NUL": Hostile(_is(b"<a>&#0;</a>"), "xml-character"),
    "reference to half a character": Hostile(_is(b"<a>&#xD800;</a>"), "xml-character"),
    "reference to no character": Hostile(_is(b"<a>&#xFFFF;</a>"), "xml-character"),
    "encoding unknown": Hostile(_is(b'<?xml version="1.0" encoding="KLINGON"?><a/>'), "xml-encoding"),
    "ISO-8859-1 declared as UTF-8": Hostile(
        _is(DECLARATION + "<a>å</a>".encode("iso-8859-1")), "xml-encoding"
    ),
    "bytes declared as UTF-16": Hostile(_is(b'<?xml version="1.0" encoding="UTF-16"?><a/>'), "xml-encoding"),
    "UTF-16 declared as UTF-8": Hostile(
        lambda: _utf16('<?xml version="1.0" encoding="UTF-8"?><a/>'), "xml-encoding"
    ),
    "byte order mark and ISO-8859-1": Hostile(
        _is(b'\xef\xbb\xbf<?xml version="1.0" encoding="ISO-8859-1"?><a/>'), "xml-encoding"
    ),
    "half a character in UTF-16": Hostile(
        lambda: _utf16("<a>") + b"\0\xd8" + "</a>".encode("utf-16-le"), "xml-encoding"
    ),
    "UTF-32": Hostile(lambda: "<a/>".encode("utf-32"), "xml-encoding"),
    "UTF-7": Hostile(_is(b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-b/+AD4-</a>'), "xml-encoding"),
    "overlong UTF-8": Hostile(_is(b"<a>\xc0\xbcb/></a>"), "xml-encoding"),
    "surrogates in UTF-8": Hostile(_is(b"<a>\xed\xa0\x80</a>"), "xml-encoding"),
    "noise": Hostile(_around(_times(b"\xff"), 6_000_000), "xml-encoding"),
    # DTD and entities
    "DOCTYPE": Hostile(_is(DECLARATION + b"<!DOCTYPE a><a/>"), "xml-doctype"),
    "DOCTYPE behind comments": Hostile(_is(b"<!-- - --> <?p ??><!DOCTYPE a><a/>"), "xml-doctype"),
    "DOCTYPE in UTF-16": Hostile(lambda: _utf16("<!DOCTYPE a><a/>"), "xml-doctype"),
    "DOCTYPE behind a million comments": Hostile(
        _around(_times(b"<!---->"), 790_000, start=b"", end=b"<!DOCTYPE a><a/>"), "xml-doctype"
    ),
    "HTML": Hostile(_is(b"<!DOCTYPE html><html><body>x</body></html>"), "xml-doctype"),
    "external DTD": Hostile(_is(b'<!DOCTYPE a SYSTEM "http://ip-adapter.example/a.dtd"><a/>'), "xml-doctype"),
    "internal entity": Hostile(_is(b'<!DOCTYPE a [<!ENTITY e "x">]><a>1&e;2</a>'), "xml-doctype"),
    "entity to a file": Hostile(
        _is(b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'), "xml-doctype"
    ),
    "parameter entity": Hostile(
        _is(b'<!DOCTYPE a [<!ENTITY % e SYSTEM "file:///etc/hostname"> %e;]><a/>'), "xml-doctype"
    ),
    "billion laughs": Hostile(_is(b"<!DOCTYPE a [" + _LAUGHS + b"]><a>&l9;</a>"), "xml-doctype"),
    "billion laughs in an attribute": Hostile(
        _is(b"<!DOCTYPE a [" + _LAUGHS + b']><a b="&l9;"/>'), "xml-doctype"
    ),
    "quadratic entity": Hostile(
        lambda: b'<!DOCTYPE a [<!ENTITY e "' + b"x" * 100_000 + b'">]><a>' + b"&e;" * 100_000 + b"</a>",
        "xml-doctype",
    ),
    "entity not declared": Hostile(_is(b"<a>&nbsp;</a>"), "xml-entity"),
    "entity not declared in an attribute": Hostile(_is(b'<a b="&nbsp;"/>'), "xml-entity"),
    # too much
    "60 MB": Hostile(_around(_times(b"x"), 60_000_000), "xml-too-large"),
    "a byte too many": Hostile(_around(_times(b"x"), xml.MAX_BYTES - 6), "xml-too-large"),
    "26 MB of tiny elements": Hostile(_around(_times(b"<b/>")), "xml-too-many-elements"),
    "a million siblings": Hostile(_around(_times(b"<b></b>"), 7_000_000), "xml-too-many-elements"),
    "a million siblings in UTF-16": Hostile(
        lambda: _utf16("<a>" + "<b/>" * 1_000_000 + "</a>"), "xml-too-many-elements"
    ),
    "an element too many": Hostile(_around(_times(b"<b/>"), 4 * xml.MAX_ELEMENTS), "xml-too-many-elements"),
    "a million levels": Hostile(_around(_times(b"<b>"), 3_000_000), "xml-too-many-elements"),
    "a million comments": Hostile(_around(_times(b"x<!---->"), 8_000_000), "xml-too-many-elements"),
    "a million instructions": Hostile(_around(_times(b"x<?p?>"), 6_000_000), "xml-too-many-elements"),
    "a million CDATA sections": Hostile(
        _around(_times(b"<![CDATA[x]]>"), 13_000_000), "xml-too-many-elements"
    ),
    "a million attributes": Hostile(_numbered(' b{}=""', 1_000_000, b"<a", b"/>"), "xml-too-many-attributes"),
    "a million attributes of one name": Hostile(
        _around(_times(b' b=""'), 5_000_000, b"<a", b"/>"), "xml-too-many-attributes"
    ),
    "a million namespaces": Hostile(
        _numbered(' xmlns:n{}="u"', 1_000_000, b"<a", b"/>"), "xml-too-many-attributes"
    ),
    "300 levels": Hostile(_is(b"<a>" * 300 + b"</a>" * 300), "xml-too-deep"),
    "a level too many": Hostile(_is(b"<a>" * 257 + b"</a>" * 257), "xml-too-deep"),
    "a level too many around 20 MB": Hostile(
        _around(_times(b"x"), 20_000_000, b"<a>" * 257, b"</a>" * 257), "xml-too-deep"
    ),
    "3 000 levels around 20 MB": Hostile(
        _around(_times(b"x"), 20_000_000, b"<a>" * 3000, b"</a>" * 3000), "xml-too-deep"
    ),
}

ACCEPTED: dict[str, Hostile] = {
    "26 MB of text": Hostile(_around(_times(b"x")), ""),
    "26 MB of blanks": Hostile(_around(_times(b" ")), ""),
    "26 MB of ISO-8859-1": Hostile(
        _around(_times(b"\xe5"), start=b'<?xml version="1.0" encoding="ISO-8859-1"?><a>'), ""
    ),
    "26 MB of UTF-16": Hostile(
        _around(_times(b"\x3d\x4e"), start=_utf16("<a>"), end="</a>".encode("utf-16-le")), ""
    ),
    "26 MB of references": Hostile(_around(_times(b"&#229;")), ""),
    "26 MB of CDATA": Hostile(_around(_times(b"]"), start=b"<a><![CDATA[", end=b"]]></a>"), ""),
    "a comment of 26 MB": Hostile(_around(_times(b"x"), start=b"<a><!--", end=b"--></a>"), ""),
    "an instruction of 26 MB": Hostile(_around(_times(b"x"), start=b"<a><?p ", end=b"?></a>"), ""),
    "an attribute of 26 MB": Hostile(_around(_times(b"x"), start=b'<a b="', end=b'"/>'), ""),
    "line breaks in an attribute of 26 MB": Hostile(_around(_times(b"\n"), start=b'<a b="', end=b'"/>'), ""),
    "as many elements as allowed": Hostile(_around(_times(b"x<b/>"), 5 * (xml.MAX_ELEMENTS - 1)), ""),
    "as many attributes as allowed": Hostile(
        _around(_times(b'x<b c="1"/>'), 11 * (xml.MAX_ELEMENTS - 1)), ""
    ),
    "as many names as allowed": Hostile(_numbered(f"<b{{}}{'x' * 100}/>", xml.MAX_ELEMENTS - 1), ""),
    "as many attribute names as allowed": Hostile(
        _numbered(f'<b c{{}}{"x" * 100}=""/>', xml.MAX_ELEMENTS - 1), ""
    ),
    "as many namespaces as allowed": Hostile(
        _numbered(f'<b xmlns="u{{}}{"x" * 80}"/>', xml.MAX_ELEMENTS - 1), ""
    ),
    "as many levels as allowed": Hostile(_is(b"<a>" * 256 + b"</a>" * 256), ""),
    "as many levels as allowed around 20 MB": Hostile(
        _around(_times(b"x"), 20_000_000, b"<a>" * 256, b"</a>" * 256), ""
    ),
    "DOCTYPE in a comment, in CDATA, in text": Hostile(
        _is(b"<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]>&lt;!DOCTYPE a></a>"), ""
    ),
}
"""Well-formed and within the limits: what makes the parser work hardest without being refused by it."""

KINDS = REFUSED | ACCEPTED


def answer(data: bytes) -> str:
    """The key of the fault that the parser refuses these bytes with; empty where it reads them."""
    try:
        xml.parse(data)
    except Refusal as refusal:
        return refusal.issues[0].key
    return ""


def peak() -> int:
    """The most memory that this process has had, in bytes (Linux; `ru_maxrss` would count the parent's too)."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def main(name: str) -> None:
    """Parse one kind and print answer, size, seconds and peak memory as JSON."""
    data = KINDS[name].make()
    start = time.perf_counter()
    key = answer(data)
    seconds = time.perf_counter() - start
    sys.stdout.write(json.dumps({"key": key, "bytes": len(data), "seconds": seconds, "peak": peak()}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
