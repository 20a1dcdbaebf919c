-- Who may see what, and proofs that were used.

-- What each version of a Consent says, one row a provision, as the decision evaluates it (adapter.core.consent).
create table directive (
    consent uuid not null,
    version integer not null,
    position integer not null,
    current boolean not null default true,  -- of the Consent's current version: no other counts
    person bytea not null,
    category text not null,
    live boolean not null,
    kind text not null,
    actor text collate "C" not null,
    section text collate "C" not null,
    action text not null,
    starts timestamptz,
    ends timestamptz,
    instance text collate "C" not null,
    primary key (consent, version, position)
);
create index directive_person on directive (person) where current;

-- Keys that may not be used again until then. Not logged: a server that crashed forgets them, and is away for longer than
-- most of them last.
create unlogged table replay (
    key bytea primary key,
    until timestamptz not null
);
create index replay_until on replay (until);
