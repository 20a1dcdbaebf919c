"""Letters from their keeping to their verdict."""

from __future__ import annotations

from typing import Final

from adapter.edges.store.statements.statement import Statement

KEEP: Final = Statement(
    "keep",
    """
    insert into letter (id, digest, received, transport, name, size, raw)
    values (:id, :digest, :received, :transport, :name, :size, :raw)
    on conflict (digest) do nothing
    returning id
    """,
)

KEPT: Final = Statement(
    "kept",
    """
    select letter.id, letter.verdict, {answer}, coalesce(letter.answer, first.answer) as answer
    from letter left join letter first on first.id = letter.same_as
    where letter.digest = :digest
    """,
)

ANSWERED: Final = Statement(
    "answered",
    """
    select letter.id, letter.verdict, {answer}, coalesce(letter.answer, first.answer) as answer
    from letter left join letter first on first.id = letter.same_as
    where letter.id = :id
    """,
)

FACTS: Final = Statement(
    "facts",
    """
    select message.letter, letter.answer_status, letter.answer_media, letter.answer,
        conversation.turn,
        :root::text <> '' and exists (
            select from message other where other.msg_id = :root and other.sender <> :sender
        ) as elsewhere,
        installation.parties_generation
    from installation
        left join message
            on message.msg_id = :msg_id and message.sender = :sender and message.receiver = :receiver
        left join letter on letter.id = message.letter
        left join conversation on conversation.sender = :sender and conversation.root = :root
    """,
)

TOLD: Final = Statement(
    "told",
    """
    select message.letter, message.kind, message.action, message.sent, letter.verdict
    from message join letter on letter.id = message.letter
    where message.sender = :sender and message.conversation = :root and message.conversation <> ''
        and letter.verdict is not null
    order by message.sent, message.letter
    """,
)

HELD: Final = Statement(
    "held",
    """
    with wanted as (
        select one.type collate "C" as type, one.id
        from unnest(:wanted_types::text[], :wanted_ids::uuid[]) as one (type, id)
        union
        select resource.type, resource.id
        from message join resource on resource.letter = message.letter
        where :whole::boolean
            and message.sender = :sender and message.conversation = :root and message.conversation <> ''
    )
    select current.type, current.id::text, current.version, current.letter, current.body,
        coalesce(current.carrier, current.letter) as carrier, current.person
    from wanted cross join lateral (
        select resource.* from resource
        where resource.type = wanted.type and resource.id = wanted.id
        order by resource.version desc limit 1
    ) as current
    where current.letter is not null
    order by current.type, current.id
    """,
)

# First what can say no without having done anything (the letter, its message, the conversation's turn), then the
# effects. Where two commits meet, the second one waits for the first at the letter, at the turn, or at the key of a
# message or version, and there a unique key takes back the whole statement. Long lists of short values come as text.
COMMIT: Final = Statement(
    "commit",
    """
    with waiting as (
        select letter.id from letter
        where letter.id = :letter and coalesce(letter.verdict, '') = ''  -- as written no index of the undecided serves it
            and not exists (
                select from message
                where message.msg_id = :msg_id and message.sender = :sender and message.receiver = :receiver
                    and message.letter <> :letter
            )
        for update
    ), turned as (
        update conversation set turn = conversation.turn + 1
        from waiting
        where conversation.sender = :sender and conversation.root = :conversation and conversation.turn = :turn
        returning conversation.turn
    ), begun as (
        insert into conversation (sender, root, turn)
        select :sender, :conversation, 1 from waiting
        where :conversation <> '' and :turn::integer is null
        on conflict do nothing
        returning turn
    ), standing as (
        select waiting.id from waiting
        where :conversation = '' or exists (select from turned) or exists (select from begun)
    ), stated as (
        insert into message (letter, msg_id, sender, receiver, kind, conversation, action, sent, parties)
        select standing.id, :msg_id, :sender, :receiver, :kind, :conversation, :action, :sent, :parties
        from standing
        where :msg_id is not null
        on conflict (letter) do update set (msg_id, sender, receiver, kind, conversation, action, sent, parties) = (
            excluded.msg_id, excluded.sender, excluded.receiver, excluded.kind, excluded.conversation,
            excluded.action, excluded.sent, excluded.parties
        )
    ), decided as (
        update letter set
            verdict = :verdict, decided = :decided, reason = :reason, same_as = :same_as,
            answer_status = coalesce(letter.answer_status, :answer_status),
            answer_media = coalesce(letter.answer_media, :answer_media),
            answer = coalesce(letter.answer, :answer)
        from standing
        where letter.id = standing.id
    ), written as (
        insert into resource (
            type, id, version, written, letter, patient, person, section, body, raw, municipality,
            carrier
        )
        select one.type, one.id, one.version, :decided, standing.id, one.patient, one.person, one.section, one.body,
            one.raw, one.municipality, one.carrier
        from standing, unnest(
            :version_type::text::text[], :version_id::text::uuid[], :version_version::text::integer[],
            :version_body::bytea[], :version_patient::text::uuid[], :version_person::text::bytea[],
            :version_section::text::text[], :version_raw::text::boolean[], :version_municipality::text::text[],
            :version_carrier::text::uuid[]
        ) as one (type, id, version, body, patient, person, section, raw, municipality, carrier)
    ), indexed as (
        insert into token (type, id, version, param, value)
        select one.type, one.id, one.version, one.param, one.value
        from standing, unnest(
            :token_type::text::text[], :token_id::text::uuid[], :token_version::text::integer[],
            :token_param::text::text[], :token_value::text::bytea[]
        ) as one (type, id, version, param, value)
    ), settled as (
        update letter set verdict = one.verdict
        from standing, unnest(:settled_letter::uuid[], :settled_verdict::text[]) as one (letter, verdict)
        where letter.id = one.letter and letter.id <> standing.id and letter.verdict is not null
    ), leaving as (
        {leave}, standing {leave_again}
    ), noted as (
        {note} from standing
        on conflict do nothing
    )
    select standing.id from standing
    """,
)

REPEAT: Final = Statement(
    "repeat",
    """
    with leaving as (
        {leave} {leave_again}
    )
    {note}
    on conflict do nothing
    """,
)

UNDECIDED: Final = Statement(
    "undecided",
    """
    with taken as (
        select letter.id from letter
        where letter.verdict is null and letter.received < :before and letter.takes < :most
        order by letter.received, letter.id
        limit :limit
        for update skip locked
    )
    update letter set takes = letter.takes + 1
    from taken
    where letter.id = taken.id
    returning letter.id, letter.received, letter.transport, letter.name, letter.raw
    """,
)
