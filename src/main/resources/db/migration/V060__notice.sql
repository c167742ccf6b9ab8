-- What people are told: one row for each person. It is the outbox of the mails too.
create table approvals.notice (
    id           uuid        primary key,
    person       text        not null check (person <> ''),
    kind         text        not null check (kind in
        ('TASK', 'DECISION', 'REMINDER', 'ESCALATION', 'LAPSE', 'REVOCATION', 'WITHDRAWAL', 'PROBLEM')),
    subject      text        not null check (subject <> ''),
    sentence     text        not null check (sentence <> ''),
    link         text        not null check (link like '/%'),
    task_id      text,
    gather       text,
    gather_until timestamptz,
    urgent       boolean     not null,
    told_at      timestamptz not null,
    read_at      timestamptz,
    settled_at   timestamptz,
    -- When to try the mail next; null if there is none to send (any more).
    mail_at      timestamptz,
    attempts     integer     not null default 0,
    sent_at      timestamptz,
    constraint gathered_until_a_moment check ((gather is null) = (gather_until is null)),
    constraint sent_once check (sent_at is null or mail_at is null)
);

create index notice_unread on approvals.notice (person, told_at) where read_at is null and settled_at is null;
create index notice_outbox on approvals.notice (mail_at) where mail_at is not null;
create index notice_gathered on approvals.notice (person, gather, gather_until) where gather is not null;
create index notice_of_task on approvals.notice (task_id) where task_id is not null;
create index notice_told_at on approvals.notice (told_at);
