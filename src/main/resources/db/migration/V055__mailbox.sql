-- The staff account's mailbox: one node reads it at a time, and people are told once when it cannot be read.
create table approvals.mailbox (
    only_row      boolean     primary key default true check (only_row),
    reader        uuid,
    read_until    timestamptz,
    failing_since timestamptz
);

insert into approvals.mailbox default values;

-- Mails that could not be taken in.
create table approvals.mailbox_trouble (
    mail     text        primary key,
    attempts integer     not null,
    at       timestamptz not null
);
