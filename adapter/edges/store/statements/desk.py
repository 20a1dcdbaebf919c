"""What an operator sees and does."""

from __future__ import annotations

from typing import Final

from adapter.edges.store.statements.statement import Statement

LETTERS: Final = Statement(
    "letters",
    """
    select letter.id, letter.received, letter.transport, letter.size, letter.verdict, letter.decided, letter.reason,
        message.kind, message.sender, message.receiver, message.action, message.conversation, letter.same_as,
        {answer},
        letter.takes
    from letter
        left join letter first on first.id = letter.same_as
        left join message on message.letter = coalesce(letter.same_as, letter.id)
    where letter.id between :lowest and :highest
        and (:since::timestamptz is null or letter.received >= :since)
        and (cardinality(:states::text[]) = 0 or coalesce(letter.verdict, 'kept') = any (:states))
    order by letter.id desc
    limit :limit
    """,
)

RAW: Final = Statement(
    "raw",
    """
    with found as (
        select id, received, transport, name, raw from letter where id = :id and raw is not null
    ), noted as (
        {note} from found
        on conflict do nothing
    )
    select * from found
    """,
)

REOPEN: Final = Statement(
    "reopen",
    """
    with reopened as (
        update letter set verdict = null, decided = null, reason = '', takes = 0
        where id = :id and raw is not null
            and (verdict = any (:reopenable::text[]) or verdict is null and takes >= :most_takes)
        returning id, received, transport, name, raw
    ), noted as (
        {note} from reopened
        on conflict do nothing
    )
    select * from reopened
    """,
)

OUTGOING: Final = Statement(
    "outgoing",
    """
    select id, letter, channel, state, due, deadline, tries, fault, alarmed
    from outgoing
    where id <= :highest
        and (:since::timestamptz is null or due >= :since)
        and (cardinality(:states::text[]) = 0 or state = any (:states))
        and (:letter::uuid is null or letter = :letter)
    order by id desc
    limit :limit
    """,
)

AGAIN: Final = Statement(
    "again",
    """
    with due as (
        update outgoing set state = 'due', due = :now, until = null, tries = 0, fault = '', settled_at = null
        where id = any (:ids::uuid[]) and state = 'dead'
        returning id
    ), noted as (
        {note}
        on conflict do nothing
    )
    select count(*) as rows from due
    """,
)

AUDIT: Final = Statement(
    "audit",
    """
    select id, at, event, actor, letter, rule, reason, client, organisation, action, subject
    from audit
    where id <= :highest
        and (:since::timestamptz is null or at >= :since)
        and (cardinality(:states::text[]) = 0 or event = any (:states))
        and (:letter::uuid is null or letter = :letter)
    order by id desc
    limit :limit
    """,
)

# The resources of a large store are estimated: counting them would read the table.
STATUS: Final = Statement(
    "status",
    """
    select
        (select max(number) from migration) as schema,
        'PostgreSQL ' || current_setting('server_version') as server,
        (select count(*) from party) as parties,
        (select case when few.rows <= :few::bigint then few.rows else greatest(few.rows, statistics.rows) end
            from (select count(*) as rows from (select from resource limit :few + 1) as first) as few,
                (select reltuples::bigint as rows from pg_class where oid = 'resource'::regclass) as statistics
        ) as resources,
        (select min(received) from letter where verdict is null) as oldest_undecided,
        pg_database_size(current_database()) as bytes
    """,
)

LETTERS_BY_VERDICT: Final = Statement(
    "letters-by-verdict",
    "select coalesce(verdict, 'kept') as state, count(*) as rows from letter group by verdict",
)

OUTGOING_BY_STATE: Final = Statement(
    "outgoing-by-state",
    "select state, count(*) as rows from outgoing group by state",
)

PURGE: Final = Statement(
    "purge",
    """
    with gone as (
        delete from outgoing where state = any (:rows_go::text[]) and settled_at < :before
        returning id
    ), bare as (
        update letter set raw = null
        where verdict = any (:bytes_go::text[]) and decided < :before and raw is not null
        returning id
    ), noted as (
        {note}
        on conflict do nothing
    )
    select (select count(*) from gone) + (select count(*) from bare) as rows
    """,
)
