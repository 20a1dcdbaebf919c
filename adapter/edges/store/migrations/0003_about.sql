-- What a letter brought about somebody is found by the letter: one entry for each that it is about, where there were two for
-- each of its resources. What was written over FHIR has no letter, and entries of its own.

create table about (
    letter uuid not null,
    patient uuid,                 -- as the letter's resources have them
    person bytea
);
insert into about (letter, patient, person)
select distinct letter, patient, person from resource
where letter is not null and (patient is not null or person is not null);
create index about_patient on about (patient) where patient is not null;
create index about_person on about (person) where person is not null;

drop index resource_letter;
drop index resource_patient;
drop index resource_person;
create index resource_letter on resource (letter, type) where letter is not null;
create index resource_named on resource (person) where type = 'Patient';
create index resource_patient on resource (patient, type) where letter is null;
create index resource_person on resource (person, type) where letter is null;
