"""Resources with what decides who may see them."""

from __future__ import annotations

from typing import Final

from adapter.edges.store.statements.statement import Statement

_PARTS: Final = {
    # Numbers of the units that the message states which carried a version, in its letter and in those of the same sending
    # unit to other receivers.
    "units": """
                select coalesce(party.org_nr, substr(one.identity, 5)) as org_nr
                from message own
                    join message stated on stated.msg_id = own.msg_id and stated.sender = own.sender
                        and stated.parties[1] = own.parties[1]
                    cross join unnest(stated.parties) as one (identity)
                    left join party
                        on one.identity like 'HER:%' and party.her_id = substr(one.identity, 5) and party.her_id <> ''
                where own.letter = coalesce(resource.carrier, resource.letter) and (party.org_nr is not null or one.identity like 'ENH:%')""",
    # A version as it is answered. A person's directives come with the first row of that person alone.
    "record": """
        resource.type, resource.id::text, resource.version, resource.section, resource.person, resource.custodian,
        resource.body, resource.written,
        case when resource.raw then (select letter.raw from letter where letter.id = resource.letter) end as data,
        not exists (
            select from resource later
            where later.type = resource.type and later.id = resource.id and later.version > resource.version
        ) as current,
        array(
            select distinct org_nr from ({units}) as unit
        ) as parties,
        case when row_number() over (partition by resource.person order by resource.id) = 1 then array(
            select row (
                directive.consent, directive.version, directive.person, directive.category, directive.live,
                directive.kind, directive.actor, directive.section, directive.action, directive.starts,
                directive.ends, directive.instance
            )
            from directive
            where directive.person = resource.person and directive.current
            order by directive.consent, directive.position
        ) end as directives""",
    # What opens a section to the unit that searches.
    "opens": """
                        directive.current and directive.live and directive.kind = 'permit'
                        and directive.actor = :unit and directive.action = 'read'
                        and (directive.starts is null or directive.starts <= :now)
                        and (directive.ends is null or directive.ends >= :now)""",
}

READ: Final = Statement(
    "read",
    """
    select {record}
    from (
        select * from resource
        where type = :type and id = :id
            and version between coalesce(:version::integer, 1) and coalesce(:version::integer, 2147483647)
        order by version desc
        limit 1
    ) as resource
    """,
    **_PARTS,
)

# Candidates are found by an index; of each the current version must fulfil all conditions, and be such that a rule
# could open it to the unit.
_SEARCH: Final = """
    with asked as materialized (
        select array(
            select 'HER:' || party.her_id from party where party.org_nr = :unit and party.her_id <> ''
        ) || ('ENH:' || :unit::text) as identities
    ), candidate as materialized (
        select distinct one.id from ({candidates}) as one
    ), found as materialized (
        select resource.type, resource.id, resource.version
        from candidate
            cross join lateral (
                select * from resource
                where resource.type = :type and resource.id = candidate.id
                order by resource.version desc
                limit 1
            ) as resource
        where candidate.id > :after::uuid
            and (:any_id::boolean or resource.id = any (:ids::uuid[]))
            and (
                :any_patient::boolean or resource.patient = any (:patients::uuid[])
                or resource.person = any (:persons::bytea[])
            )
            and :token_conditions::bigint = (
                select count(distinct wanted.condition)
                from unnest(:token_condition::integer[], :token_param::text[], :token_value::bytea[])
                        as wanted (condition, param, value)
                    join token on token.type = resource.type and token.param = wanted.param
                        and token.value = wanted.value and token.id = resource.id and token.version = resource.version
            )
            and not exists (
                select
                from unnest(
                    :written_prefix::text[], :written_start::timestamptz[], :written_end::timestamptz[]
                ) as wanted (prefix, first, last)
                where case wanted.prefix
                    when 'eq' then resource.written between wanted.first and wanted.last
                    when 'ne' then resource.written not between wanted.first and wanted.last
                    when 'gt' then resource.written > wanted.last
                    when 'ge' then resource.written >= wanted.first
                    when 'lt' then resource.written < wanted.first
                    when 'le' then resource.written <= wanted.last
                end is not true
            )
            and (
                resource.custodian = :unit
                or resource.person is null and :public::boolean
                or exists (
                    select from directive
                    where directive.person = resource.person and {opens}
                        and directive.section = resource.section
                        and directive.instance in ('', resource.type || '/' || resource.id)
                )
                or exists (
                    select
                    from message own
                        join message stated on stated.msg_id = own.msg_id and stated.sender = own.sender
                            and stated.parties[1] = own.parties[1]
                    where own.letter = coalesce(resource.carrier, resource.letter) and stated.parties && (select identities from asked)
                )
            )
        order by resource.id
        limit :limit
    )
    select {record}
    from found join resource using (type, id, version)
    order by resource.id
    """


def _search(name: str, candidates: str) -> Statement:
    return Statement(name, _SEARCH, candidates=candidates, **_PARTS)


SEARCH_BY_ID: Final = _search("search-by-id", "select unnest(:ids::uuid[]) as id")

SEARCH_BY_PATIENT: Final = _search(
    "search-by-patient",
    """
            select id from resource where patient = any (:patients::uuid[]) and type = :type and letter is null
            union all
            select id from resource where person = any (:persons::bytea[]) and type = :type and letter is null
            union all
            select brought.id
            from (
                select letter from about where patient = any (:patients::uuid[])
                union
                select letter from about where person = any (:persons::bytea[])
            ) as bringing join resource brought on brought.letter = bringing.letter and brought.type = :type
            where brought.patient = any (:patients::uuid[]) or brought.person = any (:persons::bytea[])""",
)

SEARCH_BY_TOKEN: Final = _search(
    "search-by-token",
    """
            select token.id
            from unnest(:token_condition::integer[], :token_param::text[], :token_value::bytea[])
                    as wanted (condition, param, value)
                join token
                    on token.type = :type and token.param = wanted.param and token.value = wanted.value
            where wanted.condition = 1""",
)

STANDING: Final = Statement(
    "standing",
    """
    with patient as materialized (
        select resource.municipality, resource.custodian, resource.letter, resource.carrier, not exists (
            select from resource later
            where later.type = resource.type and later.id = resource.id and later.version > resource.version
        ) as current
        from resource
        where resource.type = 'Patient' and resource.person = :person
    ), address as (
        select distinct patient.municipality,
            case
                when patient.custodian <> '' then patient.custodian
                when own.parties[1] like 'ENH:%' then substr(own.parties[1], 5)
                else coalesce(party.org_nr, '')
            end as supplier
        from patient
            left join message own on own.letter = patient.letter
            left join party
                on own.parties[1] like 'HER:%' and party.her_id = substr(own.parties[1], 5) and party.her_id <> ''
        where patient.current and patient.municipality is not null
    ), key as (
        select distinct coalesce(nullif(unit.municipality, ''), whole.municipality) as municipality, unit.org_nr
        from party unit left join party whole on whole.org_nr = unit.parent
        where unit.kind = 'ke' and coalesce(nullif(unit.municipality, ''), whole.municipality) <> ''
    )
    select
        exists (select from patient) as known,
        array(select row (municipality, supplier) from address order by municipality, supplier) as addresses,
        array(select row (municipality, org_nr) from key order by municipality, org_nr) as keys,
        array(
            select custodian from patient where custodian <> ''
            union
            select unit.org_nr from patient as resource cross join lateral ({units}) as unit
        ) as units,
        coalesce((
            select custodian from resource
            where type = 'Consent' and id = :consent
            order by version desc
            limit 1
        ), '') as recorded_by,
        array(
            select distinct actor from directive
            where consent = :consent and current and kind = 'permit' and actor <> ''
        ) as recipients
    """,
    **_PARTS,
)

# What a message stated stays its sender's word. Who asks again because the answer was lost finds the audit row of the
# first time.
RECORD: Final = Statement(
    "record",
    """
    with standing as (
        select true as stands
        where :before::integer = (
            select coalesce(max(version), 0) from resource where type = :type and id = :id
        ) and not exists (select from resource where type = :type and id = :id and letter is not null)
    ), written as (
        insert into resource (
            type, id, version, written, custodian, patient, person, section, body, raw, municipality
        )
        select :type, :id, :version, :at::timestamptz, :custodian, :patient::uuid, :person::bytea, :section, :body,
            :raw::boolean, :municipality
        from standing
    ), replaced as (
        update directive set current = false
        from standing
        where directive.consent = :id and directive.current
    ), ruled as (
        insert into directive (
            consent, version, person, category, live, kind, actor, section, action, starts, ends, instance, position
        )
        select one.*
        from standing, unnest(
            :directive_consent::uuid[], :directive_version::integer[], :directive_person::bytea[],
            :directive_category::text[], :directive_live::boolean[], :directive_kind::text[],
            :directive_actor::text[], :directive_section::text[], :directive_action::text[],
            :directive_start::timestamptz[], :directive_end::timestamptz[], :directive_instance::text[]
        ) with ordinality as one
    ), indexed as (
        insert into token (type, id, version, param, value)
        select one.*
        from standing, unnest(
            :token_type::text[], :token_id::uuid[], :token_version::integer[], :token_param::text[],
            :token_value::bytea[]
        ) as one
        on conflict do nothing
    ), noted as (
        {note} from standing
        on conflict do nothing
    )
    select stands from standing
    union all
    select true from audit where id = :audit_id
    """,
)
