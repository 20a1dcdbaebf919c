"""The party table."""

from __future__ import annotations

from typing import Final

from adapter.edges.store.statements.statement import Statement

PARTIES: Final = Statement(
    "parties",
    """
    select installation.parties_generation, party.*
    from installation left join party on true
    order by party.position
    """,
)

# The first of a load, in one transaction: whoever loads at the same time waits here.
PARTIES_TURN: Final = Statement(
    "parties-turn",
    "update installation set parties_generation = parties_generation + 1 returning parties_generation",
)

PARTIES_CLEAR: Final = Statement("parties-clear", "delete from party")

PARTY_ADD: Final = Statement(
    "party-add",
    """
    insert into party (position, name, org_nr, her_id, parent, sector, municipality, kind, takes, own)
    values (:position, :name, :org_nr, :her_id, :parent, :sector, :municipality, :kind, :takes, :own)
    """,
)
