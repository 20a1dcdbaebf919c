-- What the adapter keeps. No sequences, no foreign keys, no advisory locks: nothing that a database spread over several
-- nodes could not do. Ids are made by the program (UUID version 7: later ones sort later). Texts that are looked up sort
-- by code point ("C"), as the program sorts them.

-- The one row about the database as a whole.
create table installation (
    one boolean primary key default true check (one),
    key_check bytea not null,                       -- tells whether the installation's key is the one it was made with
    parties_generation integer not null default 0,  -- counts the loads of the party table
    created timestamptz not null default now()
);

-- Bytes as they came, kept before anybody reads them, and what became of them.
create table letter (
    id uuid primary key,
    digest bytea not null,
    received timestamptz not null,
    transport text not null,
    name bytea not null,          -- the file's name as the file system has it, which need not be UTF-8
    size integer not null,
    takes integer not null default 0,
    verdict text,                 -- null: not decided yet
    decided timestamptz,
    reason text not null default '',
    same_as uuid,                 -- the letter whose message it repeats, and whose answer is its own
    answer_status integer,
    answer_media text,
    answer bytea,
    raw bytea,                    -- null: removed by retention
    constraint letter_digest unique (digest)
);
create index letter_undecided on letter (received) where verdict is null;

-- What a letter states about itself; the key is what makes two letters the same message.
create table message (
    letter uuid primary key,
    msg_id text collate "C" not null,
    sender text collate "C" not null,
    receiver text collate "C" not null,
    kind text not null,
    conversation text collate "C" not null,
    action text not null,
    sent timestamptz not null,
    parties text[] not null,
    constraint message_stated unique (msg_id, sender, receiver)
);
create index message_conversation on message (sender, conversation) where conversation <> '';

-- How many messages of a conversation were committed: who commits must have read the last of them.
create table conversation (
    sender text collate "C" not null,
    root text collate "C" not null,
    turn integer not null,
    primary key (sender, root)
);

-- Every version of every resource; the current one has the highest number. `person` links the records of a person,
-- `patient` is the id of the Patient that one of them is about.
create table resource (
    type text collate "C" not null,
    id uuid not null,
    version integer not null,
    written timestamptz not null,
    letter uuid,                  -- null: written over FHIR
    carrier uuid,                 -- the letter that carried its content, where another one only took it back
    custodian text collate "C" not null default '',  -- number of the unit that wrote it over FHIR
    patient uuid,
    person bytea,
    section text collate "C",
    body bytea not null,          -- as it is served, but for the letter's bytes
    raw boolean not null default false,  -- the message word for word: its data are the letter's bytes
    municipality text,            -- number of the municipality of a Patient's address
    primary key (type, id, version)
);
create index resource_letter on resource (letter) where letter is not null;
create index resource_patient on resource (patient, type) where patient is not null;
create index resource_person on resource (person, type) where person is not null;

-- Search index entries of versions.
create table token (
    type text collate "C" not null,
    param text collate "C" not null,
    value bytea not null,
    id uuid not null,
    version integer not null,
    primary key (type, param, value, id, version)
);

-- What is due to leave, lent out until `until`; its body is the answer of the letter.
create table outgoing (
    id uuid primary key,
    letter uuid not null,
    channel text not null,
    address bytea not null,       -- a file's name, see letter.name
    state text not null default 'due',
    due timestamptz not null,
    until timestamptz,
    deadline timestamptz not null,
    tries integer not null default 0,
    fault text not null default '',
    alarmed boolean not null default false,
    settled_at timestamptz,
    constraint outgoing_once unique (letter, channel, address)
);
create index outgoing_due on outgoing (due) where state = 'due';

-- What happened, by whom, under which rule.
create table audit (
    id uuid primary key,
    at timestamptz not null,
    event text not null,
    actor text not null,
    letter uuid,
    rule text not null,
    reason text not null,
    client text not null default '',  -- of a request over HTTP: who asked, for whom, to do what with which resource
    organisation text not null default '',
    action text not null default '',
    subject text not null default ''
);
create function audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is only added to' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger audit_stays before update or delete on audit for each statement execute function audit_stays();

-- Who is who, in the order of the file that was loaded.
create table party (
    position integer primary key,
    name text not null,
    org_nr text not null,
    her_id text not null,
    parent text not null,
    sector text not null,
    municipality text not null,
    kind text not null,
    takes text[] not null,
    own boolean not null
);
create index party_her_id on party (her_id) where her_id <> '';
create index party_org_nr on party (org_nr);

-- Bodies are LZ4-compressed where the server can, else not at all: the default method costs more than the disk it saves.
do $$
declare
    body record;
begin
    for body in
        select * from (values ('letter', 'raw'), ('letter', 'answer'), ('resource', 'body')) as bodies (of_table, of_column)
    loop
        begin
            execute format('alter table %I alter column %I set compression lz4', body.of_table, body.of_column);
        exception when feature_not_supported or invalid_parameter_value or syntax_error then
            execute format('alter table %I alter column %I set storage external', body.of_table, body.of_column);
        end;
    end loop;
end
$$;
