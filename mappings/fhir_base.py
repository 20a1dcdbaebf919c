"""FHIR's primitive types and the base of all FHIR structs: what the generated modules in `mappings.r4` are written in.

Values stay as they were sent: dates, times and base64 as `str`, decimals as `Decimal` that remembers its digits.
Patterns are R4's (2.24.0.1) with three readings: a day must be in the calendar, base64 is RFC 4648 (white space
anywhere), and white space means the ASCII kind.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple, Self, TypeAlias, TypeVar

from msgspec import Meta, Raw, Struct, UnsetType
from msgspec.structs import astuple

T = TypeVar("T")

MAX_STRING = 1024 * 1024  # characters (R4 2.24.0.1, string)
MAX_INTEGER = 2**31 - 1

_YEAR = "(?!0000)[0-9]{4}"
_MONTH = "-(?:0[1-9]|1[0-2])"
_DAY = (
    "-(?:0[1-9]|[12][0-9]|3[01])"
    "(?<!-0[2469]-31)(?<!-11-31)(?<!-02-30)"  # the short months
    "(?<!(?:[02468][1235679]|[13579][01345789])-02-29)"  # years that 4 does not divide
    "(?<!(?:[02468][1235679]|[13579][01345789])00-02-29)"  # centuries that 400 does not divide
)
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?"
_ZONE = "(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
_B64 = "[0-9A-Za-z+/]"
# Blocks first, so that a large attachment costs a few steps a kilobyte; possessive, so that time is linear.
_B64_PLAIN = rf"(?:{_B64}{{1024}})*+(?:{_B64}{{4}})*+(?:{_B64}{{2}}==|{_B64}{{3}}=)?+"
_B64_SPACED = (
    rf"\s*+(?:(?:{_B64}\s*+){{4}})*+(?:(?:{_B64}\s*+){{2}}(?:=\s*+){{2}}|(?:{_B64}\s*+){{3}}=\s*+)?+"
)


def _text(pattern: str) -> Meta:
    return Meta(pattern=rf"(?a)^(?:{pattern})\Z")


String: TypeAlias = Annotated[str, Meta(min_length=1, max_length=MAX_STRING)]
Markdown: TypeAlias = Annotated[str, Meta(min_length=1, max_length=MAX_STRING)]
Xhtml: TypeAlias = Annotated[str, Meta(min_length=1)]
Code: TypeAlias = Annotated[str, _text(r"\S+(?:\s\S+)*")]
Id: TypeAlias = Annotated[str, _text(r"[A-Za-z0-9.-]{1,64}")]
Uri: TypeAlias = Annotated[str, _text(r"\S+")]
Url: TypeAlias = Annotated[str, _text(r"\S+")]
Canonical: TypeAlias = Annotated[str, _text(r"\S+")]
Oid: TypeAlias = Annotated[str, _text(r"urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+")]
Uuid: TypeAlias = Annotated[str, _text("urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
Date: TypeAlias = Annotated[str, _text(f"{_YEAR}(?:{_MONTH}(?:{_DAY})?)?")]
DateTime: TypeAlias = Annotated[str, _text(f"{_YEAR}(?:{_MONTH}(?:{_DAY}(?:T{_CLOCK}{_ZONE})?)?)?")]
Instant: TypeAlias = Annotated[str, _text(f"{_YEAR}{_MONTH}{_DAY}T{_CLOCK}{_ZONE}")]
Time: TypeAlias = Annotated[str, _text(_CLOCK)]
Base64Binary: TypeAlias = Annotated[str, _text(rf"(?=\s*\S)(?:{_B64_PLAIN}|{_B64_SPACED})")]
Boolean: TypeAlias = bool
Integer: TypeAlias = Annotated[int, Meta(ge=-MAX_INTEGER - 1, le=MAX_INTEGER)]
UnsignedInt: TypeAlias = Annotated[int, Meta(ge=0, le=MAX_INTEGER)]
PositiveInt: TypeAlias = Annotated[int, Meta(ge=1, le=MAX_INTEGER)]

Many: TypeAlias = Annotated[list[T], Meta(min_length=1)]
"""A repeating element. Absent is the empty list; an empty list in a text is a fault (R4 2.6.2)."""
Items: TypeAlias = Annotated[list[T | None], Meta(min_length=1)]
"""A repeating primitive, or the siblings of one: `None` keeps the place of an item that only the other list has."""
Stated: TypeAlias = T | UnsetType
"""A required primitive: `UNSET` where only its sibling's extension stands for it (`_status` without `status`)."""


class Number(Decimal):
    """A decimal that is written as it was read: `72.50`, `1.0e3`, `-0.0`, any number of digits.

    Raises `ValueError` for what is no JSON number, or has an exponent that `Decimal` cannot hold.
    """

    __slots__ = ("lexeme",)
    lexeme: str

    def __new__(cls, lexeme: str) -> Self:
        """Make one of the digits as they stand in the text."""
        try:
            number = super().__new__(cls, lexeme)
        except InvalidOperation:
            raise ValueError("no decimal") from None
        number.lexeme = lexeme
        return number

    def __reduce__(self) -> tuple[type[Number], tuple[str]]:
        return Number, (self.lexeme,)


if TYPE_CHECKING:
    DecimalNumber: TypeAlias = Decimal
    AnyResource: TypeAlias = "Base | Raw"
    MaybeResource: TypeAlias = "Base | Raw | None"
else:  # how msgspec reads them
    DecimalNumber = Number  # not `Decimal`, which would be read from strings too, and lose its digits' form
    AnyResource = MaybeResource = Raw  # opened by `mappings.fhir`, by its resourceType


def json_name(field: str) -> str:
    """The JSON name of a field: `birthDate_ext` → `_birthDate`, `class_` → `class`, all others as they are."""
    return f"_{field[:-4]}" if field.endswith("_ext") else field.rstrip("_")


class Base(Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, rename=json_name, gc=False):
    """What all FHIR structs are: keyword arguments only; absent is `None` or `[]` and is not written."""


class Choice(NamedTuple):
    """A choice element: its FHIR name, the first and last field that it is expanded to, whether one must be there."""

    name: str
    first: str
    last: str
    required: bool = False


class OneOf(Base):
    """A struct with choice elements: it cannot be made with two types for one of them (R4 2.6.7).

    Raises `ValueError`; msgspec makes that a `ValidationError` with the place when it reads.
    """

    ONE_OF: ClassVar[tuple[Choice, ...]] = ()

    def __post_init__(self) -> None:
        values = astuple(self)
        for start, stop, required in spans(type(self)):
            given = stop - start - values[start:stop].count(None)
            if (given > 1 or (required and not given)) and len(types_given(self, start, stop)) != 1:
                raise ValueError("exactly one type of a choice element")


@cache
def spans(cls: type[OneOf]) -> tuple[tuple[int, int, bool], ...]:
    """Where the fields of each choice element begin and end, and whether one is required."""
    at = cls.__struct_fields__.index
    return tuple((at(choice.first), at(choice.last) + 1, choice.required) for choice in cls.ONE_OF)


def types_given(struct: OneOf, start: int, stop: int) -> set[str]:
    """The types given for a choice element; a primitive and its sibling are one."""
    fields = struct.__struct_fields__[start:stop]
    return {field.removesuffix("_ext") for field in fields if getattr(struct, field) is not None}
