-- What the Facebook page sent, until it is taken apart. The hash stays for some weeks, so that what is sent again changes nothing.
create table approvals.facebook_delivery (
    id          bigint generated always as identity primary key,
    sha256      bytea       not null unique,
    body        bytea, -- null once its changes are in the table below
    received_at timestamptz not null,
    attempts    integer     not null,
    due         timestamptz -- null: taken apart, or given up, for people to look at
);

create index facebook_delivery_due on approvals.facebook_delivery (due, id);

-- What happened to comments on the page, one change a row, until it is worked off.
create table approvals.facebook_change (
    id             bigint generated always as identity primary key,
    verb           text        not null check (verb in ('ADDED', 'EDITED', 'REMOVED')),
    at             timestamptz not null, -- when it happened, as the page says
    external_id    text        not null,
    post_id        text,
    parent_id      text,
    author_id      text,
    author_name    text        not null,
    text           text        not null,
    created_at     timestamptz not null,
    link           text,
    attachment_url text,
    noted_at       timestamptz not null,
    attempts       integer     not null,
    due            timestamptz -- null: given up, for people to look at
);

create index facebook_change_due on approvals.facebook_change (due, id);

-- How far the poll has come. Whoever polls moves the due time first, so that no other node polls meanwhile.
create table approvals.facebook_poll (
    page_id    text primary key,
    seen_until timestamptz not null,
    due        timestamptz not null,
    trouble    text        not null -- what people were told last; empty when all is well
);
