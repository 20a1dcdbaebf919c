"""The rules that no structure holds, as functions by key: each says of an element whether it holds there.

FHIRPath text and clause of each stand beside its key in `mappings/tables/profiles.json`; a test evaluates the text on the
same instances and asks for the same answers. As in FHIRPath, what cannot be told (an element compared that is not there)
is not true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.profiles.invariants.bundle import BUNDLE
from mappings.profiles.invariants.consent import CONSENT
from mappings.profiles.invariants.goal import GOAL
from mappings.profiles.invariants.notice import NOTICE
from mappings.profiles.invariants.plan import PLAN
from mappings.profiles.invariants.team import TEAM

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["INVARIANTS"]

INVARIANTS: Final[dict[str, Callable[[Any], bool]]] = {**PLAN, **GOAL, **TEAM, **CONSENT, **NOTICE, **BUNDLE}
