"""What is due to leave."""

from __future__ import annotations

from typing import Final

from adapter.edges.store.statements.statement import Statement

TAKE: Final = Statement(
    "take",
    """
    with taken as (
        select outgoing.id, coalesce(letter.answer, first.answer) as body
        from outgoing
            join letter on letter.id = outgoing.letter
            left join letter first on first.id = letter.same_as
        where outgoing.state = 'due' and outgoing.due <= :now
            and (outgoing.until is null or outgoing.until <= :now)
            and coalesce(letter.answer, first.answer) is not null
        order by outgoing.due, outgoing.id
        limit :limit
        for update of outgoing skip locked
    )
    update outgoing set until = :until, tries = outgoing.tries + 1
    from taken
    where outgoing.id = taken.id
    returning outgoing.id, outgoing.letter, outgoing.channel, outgoing.address, taken.body, outgoing.deadline,
        outgoing.tries, outgoing.alarmed, outgoing.due
    """,
)

SETTLE: Final = Statement(
    "settle",
    """
    with noted as (
        {note_all}
        on conflict do nothing
    )
    update outgoing set
        state = one.state,
        due = case one.state when 'due' then one.at else outgoing.due end,
        settled_at = case one.state when 'due' then null else one.at end,
        until = null, fault = one.fault, alarmed = outgoing.alarmed or one.alarmed
    from unnest(
        :settled_id::uuid[], :settled_state::text[], :settled_at::timestamptz[], :settled_fault::text[],
        :settled_alarmed::boolean[]
    ) as one (id, state, at, fault, alarmed)
    where outgoing.id = one.id and outgoing.state = 'due'
    """,
)
