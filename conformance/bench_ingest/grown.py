"""A store with many messages in it, made by SQL from one that has a few: the same rows under other ids, small bodies."""

from __future__ import annotations

from typing import Final

import asyncpg  # type: ignore[import-untyped]  # the package has neither types nor stubs

SOURCES: Final = 100
"""Letters that are copied."""

STEP: Final = 5_000
"""Messages to a statement."""

_ID: Final = "md5(uuid_send(copies.made) || uuid_send({0}))::uuid"
"""The id of a copied row, the same wherever it is referred to. Letters and audit rows sort by time, as ours do."""

_VALUE: Final = "substr(sha256({0} || uuid_send(copies.made)), 1, 16)"
"""A person, or whatever else is found by a digest: another one in each copy."""

_COPY: Final = """
    with source as materialized (
        select letter.id from letter join message on message.letter = letter.id
        where letter.verdict = 'stored' and message.conversation <> '' and letter.transport = 'http'
        order by letter.id limit $1
    ), copies as materialized (
        select source.id, uuidv7(interval '-1 day') as made from source, generate_series(1, $2::bigint)
    ), letters as (
        insert into letter (id, digest, received, transport, name, size, verdict, decided, answer_status, answer_media,
            answer, raw)
        select copies.made, sha256(uuid_send(copies.made)), received, transport, name, 100, verdict, decided,
            answer_status, answer_media, substr(answer, 1, 100), substr(raw, 1, 100)
        from copies join letter using (id)
    ), messages as (
        insert into message (letter, msg_id, sender, receiver, kind, conversation, action, sent, parties)
        select copies.made, copies.made::text, sender, receiver, kind, copies.made::text, action, sent, parties
        from copies join message on message.letter = copies.id
    ), conversations as (
        insert into conversation (sender, root, turn)
        select sender, copies.made::text, 1 from copies join message on message.letter = copies.id
    ), resources as (
        insert into resource (type, id, version, written, letter, patient, person, section, body, raw, municipality)
        select type, {resource}, version, written, copies.made, {patient}, {person}, section, substr(body, 1, 100),
            raw, municipality
        from copies join resource on resource.letter = copies.id
        returning letter, patient, person
    ), about_whom as (
        insert into about (letter, patient, person)
        select distinct letter, patient, person from resources
        where patient is not null or person is not null
    ), tokens as (
        insert into token (type, param, value, id, version)
        select token.type, param, {value}, {resource}, token.version
        from copies join resource on resource.letter = copies.id
            join token on (token.type, token.id, token.version) = (resource.type, resource.id, resource.version)
    )
    insert into audit (id, at, event, actor, letter, rule, reason)
    select uuidv7(interval '-1 day'), at, event, actor, copies.made, rule, reason
    from copies join audit on audit.letter = copies.id
""".format(  # noqa: S608 - of constants alone
    resource=_ID.format("resource.id"),
    patient=_ID.format("resource.patient"),
    person=_VALUE.format("resource.person"),
    value=_VALUE.format("token.value"),
)


async def grow(url: str, messages: int) -> None:
    """Let the store at a URL, which must have messages already, have so many."""
    connection = await asyncpg.connect(url)
    try:
        for _ in range(0, messages - await connection.fetchval("select count(*) from letter"), STEP):
            await connection.execute(_COPY, SOURCES, STEP // SOURCES)
        await connection.execute("vacuum analyze")
        await connection.execute("checkpoint")
    finally:
        await connection.close()
