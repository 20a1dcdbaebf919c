"""Letters from their keeping to their verdict."""

from __future__ import annotations

from typing import Final

from adapter.edges.store.statements.statement import Statement

_PARTS: Final = {
    # What must be known of the message `one`, which may ask for nothing.
    "known": """
        message.letter, letter.answer_status, letter.answer_media, letter.answer,
        conversation.turn,
        one.root <> '' and exists (
            select from message other where other.msg_id = one.root and other.sender <> one.sender
        ) as elsewhere,
        installation.parties_generation""",
    "known_from": """
        left join message
            on message.msg_id = one.msg_id and message.sender = one.sender and message.receiver = one.receiver
        left join letter on letter.id = message.letter
        left join conversation on conversation.sender = one.sender and conversation.root = one.root""",
    "asked": ":asked_receiver::text[], :asked_sender::text[], :asked_msg_id::text[], :asked_root::text[]",
}

KEEP: Final = Statement(
    "keep",
    """
    with given as materialized (
        select * from unnest(
            :letter_id::uuid[], :letter_digest::bytea[], :letter_received::timestamptz[], :letter_transport::text[],
            :letter_name::bytea[], :letter_size::integer[], :letter_raw::bytea[], {asked}
        ) with ordinality as one (
            id, digest, received, transport, name, size, raw, receiver, sender, msg_id, root, place
        )
    ), kept as (
        insert into letter (id, digest, received, transport, name, size, raw)
        select id, digest, received, transport, name, size, raw from given
        order by digest  -- all in one order, so that none waits for one that waits for it
        on conflict (digest) do nothing
        returning id
    )
    select kept.id is not null as kept, {known}
    from installation cross join given as one left join kept on kept.id = one.id {known_from}
    order by one.place
    """,
    **_PARTS,
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
    select {known}
    from installation
        cross join unnest({asked}) with ordinality as one (receiver, sender, msg_id, root, place) {known_from}
    order by one.place
    """,
    **_PARTS,
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
# effects of those that stand. Where two commits meet, the second one waits for the first at the letter, at the turn, or at
# the key of a message or version, and there a unique key takes back the whole statement. Long lists of short values come
# as text.
COMMIT: Final = Statement(
    "commit",
    """
    with given as materialized (
        select * from unnest(
            :commit_letter::uuid[], :commit_decided::timestamptz[], :commit_verdict::text[], :commit_reason::text[],
            :commit_same_as::uuid[], :commit_turn::integer[], :commit_answer_status::integer[],
            :commit_answer_media::text[], :commit_answer::bytea[], :commit_msg_id::text[], :commit_sender::text[],
            :commit_receiver::text[], :commit_kind::text[], :commit_conversation::text[], :commit_action::text[],
            :commit_sent::timestamptz[], :commit_parties::text[]
        ) with ordinality as one (
            letter, decided, verdict, reason, same_as, turn, answer_status, answer_media, answer, msg_id, sender,
            receiver, kind, conversation, action, sent, parties, place
        )
    ), waiting as (
        select given.*
        from given cross join lateral (
            select letter.verdict from letter where letter.id = given.letter for update
        ) as kept
        where coalesce(kept.verdict, '') = ''  -- as written no index of the undecided serves it
            and not exists (
                select from message
                where message.msg_id = given.msg_id and message.sender = given.sender
                    and message.receiver = given.receiver and message.letter <> given.letter
            )
    ), turned as (
        update conversation set turn = conversation.turn + 1
        from waiting
        where conversation.sender = waiting.sender and conversation.root = waiting.conversation
            and conversation.turn = waiting.turn
        returning conversation.sender, conversation.root
    ), begun as (
        insert into conversation (sender, root, turn)
        select waiting.sender, waiting.conversation, 1 from waiting
        where waiting.conversation <> '' and waiting.turn is null
        on conflict do nothing
        returning sender, root
    ), standing as materialized (
        select waiting.* from waiting
        where waiting.conversation = ''
            or (waiting.sender, waiting.conversation) in (select sender, root from turned)
            or (waiting.sender, waiting.conversation) in (select sender, root from begun)
    ), stated as (
        insert into message (letter, msg_id, sender, receiver, kind, conversation, action, sent, parties)
        select letter, msg_id, sender, receiver, kind, conversation, action, sent, parties::text[]
        from standing
        where msg_id is not null
        on conflict (letter) do update set (msg_id, sender, receiver, kind, conversation, action, sent, parties) = (
            excluded.msg_id, excluded.sender, excluded.receiver, excluded.kind, excluded.conversation,
            excluded.action, excluded.sent, excluded.parties
        )
    ), decided as (
        update letter set
            verdict = standing.verdict, decided = standing.decided, reason = standing.reason,
            same_as = standing.same_as,
            answer_status = coalesce(letter.answer_status, standing.answer_status),
            answer_media = coalesce(letter.answer_media, standing.answer_media),
            answer = coalesce(letter.answer, standing.answer)
        from standing
        where letter.id = standing.letter
    ), written as (
        insert into resource (
            type, id, version, written, letter, patient, person, section, body, raw, municipality,
            carrier
        )
        select one.type, one.id, one.version, standing.decided, standing.letter, one.patient, one.person,
            one.section, one.body, one.raw, one.municipality, one.carrier
        from standing join unnest(
            :version_place::text::integer[], :version_type::text::text[], :version_id::text::uuid[],
            :version_version::text::integer[], :version_body::bytea[], :version_patient::text::uuid[],
            :version_person::text::bytea[], :version_section::text::text[], :version_raw::text::boolean[],
            :version_municipality::text::text[], :version_carrier::text::uuid[]
        ) as one (place, type, id, version, body, patient, person, section, raw, municipality, carrier)
            on one.place = standing.place
        returning letter, patient, person
    ), about_whom as (
        insert into about (letter, patient, person)
        select distinct letter, patient, person from written
        where patient is not null or person is not null
    ), indexed as (
        insert into token (type, id, version, param, value)
        select one.type, one.id, one.version, one.param, one.value
        from standing join unnest(
            :token_place::text::integer[], :token_type::text::text[], :token_id::text::uuid[],
            :token_version::text::integer[], :token_param::text::text[], :token_value::text::bytea[]
        ) as one (place, type, id, version, param, value) on one.place = standing.place
    ), settled as (
        update letter set verdict = one.verdict
        from standing join unnest(:settled_place::integer[], :settled_letter::uuid[], :settled_verdict::text[])
            as one (place, letter, verdict) on one.place = standing.place
        where letter.id = one.letter and letter.id <> standing.letter and letter.verdict is not null
    ), leaving as (
        {leave} join standing on standing.place = one.place {leave_again}
    ), noted as (
        {note_all} join standing on standing.place = one.place
        on conflict do nothing
    )
    select standing.letter from standing
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
