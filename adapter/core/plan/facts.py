"""What the store knows beside the plan when a version of it is judged; every fact is given, none is looked up here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from adapter.core.consent.references import organisation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from mappings import fhir

Cause: TypeAlias = Literal["", "withdrawal", "death", "error"]
"""Why a version is written, where it must never be refused for what the plan then lacks (decisions.md, "draft or active")."""


class Facts(NamedTuple):
    """As of `now`. Organisations and municipalities are their numbers; what is empty is not known.

    `strict` makes a missing contribution of the person's own a refusal instead of a warning (R-090).

    About the version: `before` is the state of the one before, empty for the first; `writer` the unit that writes it;
    `cause` why, where that frees it from the points.

    About the person: `person` is what else names them (`Patient/…`, `system|value`) than the plan's own subject;
    `open_plans` how to reach the coordinating unit (KE) that answers for each other open plan of theirs.

    About the parties: `numbers` are organisation numbers by what references say (`Organization/…`), `municipalities` the
    municipality by organisation number.

    About the responsibility: `municipal_from` is when the municipality became or becomes responsible, None where that is
    not to be; `lead_before` manages the team in the version before; `transferred_to` are those to which a transfer of
    this plan is completed, with the person's consent to it in force. `asked` are activities (`ServiceRequest/…`) for
    which somebody has been asked to be responsible and has not answered yet.
    """

    now: datetime
    strict: bool
    before: str = ""
    writer: str = ""
    cause: Cause = ""
    person: frozenset[str] = frozenset()
    open_plans: tuple[str, ...] = ()
    numbers: Mapping[str, str] = MappingProxyType({})
    municipalities: Mapping[str, str] = MappingProxyType({})
    municipal_from: datetime | None = None
    lead_before: str = ""
    transferred_to: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()

    @property
    def was_in_force(self) -> bool:
        """Whether the plan was active or paused before: not its first version, nor that which makes it active."""
        return self.before in ("active", "on-hold")

    @property
    def is_municipal(self) -> bool:
        """Whether the municipality is responsible now."""
        return self.municipal_from is not None and self.municipal_from <= self.now

    def number(self, reference: fhir.Reference | None) -> str:
        """The organisation number of an organisation referred to; empty where it is not known."""
        if reference is None:
            return ""
        return organisation(reference) or self.numbers.get(reference.reference or "", "")
