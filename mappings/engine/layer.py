"""The message layer's door: bytes to structs and back, for whatever roots a registry knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mappings import element as el
from mappings import xml
from mappings.engine import fast_reader, fast_writer
from mappings.engine.checker import Checker
from mappings.engine.plan import Plan, plan
from mappings.engine.reader import Known, Reader, local
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_FIRST_BYTE = _NONCHARACTERS[0][:1]


def _encoded(text: str) -> bytes | None:
    """UTF-8, or None when the text holds a character that XML cannot carry (XML 1.0, 2.2)."""
    try:
        data = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return None
    if len(data.translate(None, _CONTROLS)) != len(data):
        return None
    if _FIRST_BYTE in data and any(
        found in data for found in _NONCHARACTERS
    ):  # one byte is found much quicker
        return None
    return data


class Root(NamedTuple):
    """A message (or one element that is a message of its own) as read: its Clark name, struct and version."""

    tag: str
    value: el.Element
    version: el.Version


class Examined(NamedTuple):
    """What could be read of any bytes. `value` is whole only where there are no issues; else None stands in its holes.

    `tag` is empty where there is no root element, `value` and `version` None where the root is not a known one.
    """

    tag: str
    value: el.Element | None
    version: el.Version | None
    issues: tuple[Issue, ...] = ()


def _unknown(tag: str) -> Issue:
    return Issue("root-unknown", "/" + local(tag), (local(tag),))


class Layer:
    """Reads, checks and writes the elements that `known` gives a struct and a version for. Made once, kept."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._plans: dict[tuple[type[el.Element], int], Plan] = {}
        self._readers: dict[str, fast_reader.Read] = {}
        self._writers: dict[str, fast_writer.Write] = {}
        self._checker = Checker(self.plan, known)

    def read(self, data: bytes) -> Root:
        """A message from its bytes. Raises `Refusal` with every fault; nothing is guessed."""
        tag, value, version, issues = self.examine(data)
        if value is None or version is None or issues:
            raise Refusal(*issues)
        return Root(tag, value, version)

    def examine(self, data: bytes) -> Examined:
        """What can be read of a message, faulty ones included, and every fault. Never raises: a receipt is due."""
        try:
            return self._examine(data)
        except Refusal as refusal:  # not XML that we take in
            return Examined("", None, None, refusal.issues)

    def _examine(self, data: bytes) -> Examined:
        root = xml.parse(data)
        tag = str(root.tag)
        known = self.known(tag)
        if known is None:
            return Examined(tag, None, None, (_unknown(tag),))
        value = self._fast(root, tag)
        if value is not None:
            return Examined(tag, value, known[1])
        del root  # one tree at a time: the largest body allowed makes a tree of 100 MB
        return self._thorough(xml.parse(data, keep_blank=True), tag, *known)

    def _fast(self, root: _Element, tag: str) -> el.Element | None:
        """The value by the fast path; None where that is not sure."""
        read = self.reader(tag)
        assert read is not None  # noqa: S101 - for the type checker: the caller knows the tag
        try:
            tuples = fast_reader.tuples(root)
            _, text, count, element = next(tuples)
            return read(text, count, element, tuples.__next__)
        except (fast_reader.Odd, StopIteration):
            return None

    def _thorough(self, root: _Element, tag: str, struct: type[el.Element], version: el.Version) -> Examined:
        reader = Reader(self.plan, self.known)
        value = reader.read(root, struct, version)
        return Examined(tag, value, version, tuple(reader.issues))

    def write(self, tag: str, value: el.Element) -> bytes:
        """The bytes of a message, checked while written. Raises `Refusal` with every fault."""
        write = self.writer(tag)
        if write is None:
            raise Refusal(_unknown(tag))
        parts: list[str] = [DECLARATION]
        try:
            write(value, parts.append)
        except (fast_reader.Odd, TypeError, AttributeError):
            issues = self.check(tag, value)
            if not issues:
                raise
            raise Refusal(*issues) from None
        data = _encoded("".join(parts))
        if data is None:
            raise Refusal(*self.check(tag, value))
        return data

    def check(self, tag: str, value: el.Element) -> tuple[Issue, ...]:
        """Every fault of a struct that was made in the program."""
        known = self.known(tag)
        if known is None:
            return (_unknown(tag),)
        return tuple(self._checker.struct(value, *known, "/" + local(tag)))

    def plan(self, struct: type[el.Element], version: el.Version) -> Plan:
        """The plan of a struct in a version, compiled once."""
        key = (struct, id(version))
        if key not in self._plans:
            self._plans[key] = plan(struct, version)
        return self._plans[key]

    def reader(self, tag: str) -> fast_reader.Read | None:
        """The fast reader of a root or payload, made when first asked for; names that are not ours are not kept."""
        if tag not in self._readers:
            known = self.known(tag)
            if known is None:
                return None
            self._readers[tag] = fast_reader.make(*known, self.reader)
        return self._readers[tag]

    def writer(self, tag: str) -> fast_writer.Write | None:
        """The fast writer of a root or payload, made when first asked for."""
        if tag not in self._writers:
            known = self.known(tag)
            if known is None:
                return None
            self._writers[tag] = fast_writer.make(tag, *known, self.writer, self._checker.may_stand)
        return self._writers[tag]
