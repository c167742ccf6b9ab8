-- What people are told: one row for each person. It is the outbox of the mails too.
create table approvals.notice (
    id       uuid        primary key,
    person   text        not null check (person <> ''),
    kind     text        not null check (kind <> ''),
    subject  text        not null check (subject <> ''),
    sentence text        not null check (sentence <> ''),
    link     text        not null check (link like '/%'),
    task_id  text,
    gather   text,
    urgent   boolean     not null,
    told_at  timestamptz not null
);
