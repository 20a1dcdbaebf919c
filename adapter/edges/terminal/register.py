"""The register of requirements: `conformance/register.toml`, read as data."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal, TypeAlias

import msgspec

State: TypeAlias = Literal["planned", "part", "done"]


class Requirement(msgspec.Struct, forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """One requirement, in our own words, and what of it is there."""

    id: Annotated[str, msgspec.Meta(pattern="^R-[0-9]{3}$")]
    level: Literal["must", "should", "could"]
    says: str
    state: State
    what: str = ""
    """For a part: which part."""
    code: tuple[str, ...] = ()
    """Dotted names of what does it."""
    test: tuple[str, ...] = ()
    """`file::function` of what shows it."""


class _Register(msgspec.Struct, forbid_unknown_fields=True):
    requirement: tuple[Requirement, ...]


def load() -> tuple[Requirement, ...]:
    """All requirements in order."""
    data = files("conformance").joinpath("register.toml").read_bytes()
    return msgspec.toml.decode(data, type=_Register).requirement
