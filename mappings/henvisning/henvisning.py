"""Henvisning 2.0 (2017-11-30): of a whole referral only what it says of an individual plan is read.

Written by hand: the derivation leaves this namespace out.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, In, Node, Rest
from mappings.plo import po2  # noqa: TC001 - annotations are read at run time
from mappings.result import Leftover


class Henvisning(Element):
    """The referral: the flags on the plan as in PLO 2.0, all else as it came."""

    NS = "ref"
    OpplysningerOmIndividuellPlan: Annotated[po2.OpplysningerOmIndividuellPlan | None, In("po")] = None
    rest: Annotated[list[Node], Rest()] = []  # noqa: RUF012 - msgspec copies it


UNREAD = "av henvisninger leses bare OpplysningerOmIndividuellPlan"

ELEMENTS: dict[str, type[Element]] = {"Henvisning": Henvisning}


def leftovers(referral: Henvisning, place: str) -> list[Leftover]:
    """What was not read, by the names of its elements, each once; `place` is that of the referral."""
    names = dict.fromkeys(node.tag.rpartition("}")[2] for node in referral.rest)
    return [Leftover(f"{place}/{name}", UNREAD) for name in names]
