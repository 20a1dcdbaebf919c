"""The structs as tables: what each field may hold, by its JSON name. Made from the annotations, when first asked for."""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeAlias, Union, get_args, get_origin

from msgspec import UnsetType, inspect
from msgspec.structs import fields

from mappings.fhir_base import Base, OneOf, spans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msgspec.structs import FieldInfo

    from mappings.fhir_base import Choice


class Repeats(NamedTuple):
    """A list of a kind; `gaps`: an item may be null where the sibling's list has one."""

    item: Kind
    gaps: bool


Kind: TypeAlias = type[Base] | Repeats | inspect.Type
"""What a field holds: a struct, a list, or a leaf by msgspec's type of it."""


@cache
def rows(cls: type[Base]) -> Mapping[str, tuple[FieldInfo, Kind]]:
    """The fields of a struct by JSON name, each with its kind."""
    return {field.encode_name: (field, kind_of(field.type)) for field in fields(cls)}


def kind_of(hint: Any) -> Kind:  # noqa: ANN401 - any annotation of a field
    """What an annotation says, `None` and `UNSET` left out."""
    if isinstance(hint, type) and issubclass(hint, Base):
        return hint
    if get_origin(hint) in (Union, UnionType):
        return kind_of(next(one for one in get_args(hint) if one not in (NoneType, UnsetType)))
    if get_origin(hint) is Annotated and get_origin(get_args(hint)[0]) is list:
        (item,) = get_args(get_args(hint)[0])
        return Repeats(kind_of(item), gaps=NoneType in get_args(item))
    return inspect.type_info(hint)


@cache
def choice_names(cls: type[Base]) -> list[tuple[Choice, list[str]]]:
    """The choice elements of a struct, each with the JSON names that it is expanded to, siblings included."""
    if not issubclass(cls, OneOf):
        return []
    names = cls.__struct_encode_fields__
    return [
        (choice, list(names[start:stop]))
        for choice, (start, stop, _) in zip(cls.ONE_OF, spans(cls), strict=True)
    ]
