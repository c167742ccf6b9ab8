-- The register of consents (S3). Rows are only ever added, so that it can be read as it stood at any moment; what counts now is the
-- last row. What the application checks is checked here again, so that no slip above makes a consent of what is none.

-- One row for the whole register: its version grows with every change of a pupil's particulars, and whoever changes them locks it.
create table approvals.pupil_register (
    only_one boolean primary key default true check (only_one),
    version  bigint  not null default 0
);
insert into approvals.pupil_register default values;

-- A child, for good. Whoever records something about a child locks this row; whoever publishes a photograph shares it.
create table approvals.pupil (
    id uuid primary key
);

create table approvals.pupil_particulars (
    version      bigint generated always as identity primary key,
    pupil        uuid        not null references approvals.pupil,
    first_name   text        not null check (char_length(first_name) between 1 and 60),
    last_name    text        not null check (char_length(last_name) between 1 and 60),
    nicknames    text[]      not null check (cardinality(nicknames) <= 5),
    class_name   text        not null check (char_length(class_name) between 1 and 30),
    leaving_year integer     not null check (leaving_year between 1990 and 2200),
    pupil_number text        check (char_length(pupil_number) between 1 and 30), -- that of the management system
    present      boolean     not null, -- false once the child has left
    changed_by   text        not null check (changed_by <> ''),
    changed_at   timestamptz not null
);
create index pupil_particulars_latest on approvals.pupil_particulars (pupil, version desc);

create table approvals.consent_scan (
    id          bigint generated always as identity primary key,
    pupil       uuid  not null references approvals.pupil,
    type        text  not null check (type in ('application/pdf', 'image/jpeg', 'image/png')),
    content     bytea not null check (octet_length(content) between 1 and 10485760),
    unique (id, pupil)
);

create table approvals.consent_entry (
    number      bigint generated always as identity primary key,
    pupil       uuid        not null references approvals.pupil,
    carer       text        not null check (char_length(carer) between 1 and 100),
    carer_key   text        not null check (carer_key <> ''), -- the name without case and superfluous blanks
    use         text        not null check (use in ('facebook', 'twitter', 'website', 'weduc', 'newsletter', 'press')),
    reply       text        not null check (reply in ('given', 'refused', 'withdrawn')),
    answered_on date        not null,
    how         text        not null check (how in ('paper', 'online', 'spoken')),
    scan        bigint,
    valid_until date,
    recorded_by text        not null check (recorded_by <> ''),
    recorded_at timestamptz not null,

    constraint scan_of_this_child foreign key (scan, pupil) references approvals.consent_scan (id, pupil),
    constraint only_a_yes_ends check ((reply = 'given') = (valid_until is not null)),
    constraint ends_after_it_began check (valid_until >= answered_on),
    constraint a_yes_is_in_writing check (reply <> 'given' or how <> 'spoken'),
    constraint a_yes_on_paper_has_its_page check (reply <> 'given' or how <> 'paper' or scan is not null),
    constraint nobody_answers_in_the_future check (answered_on <= (recorded_at at time zone 'Europe/London')::date)
);
create index consent_entry_pupil on approvals.consent_entry (pupil, number);

create table approvals.publication_bar (
    number      bigint generated always as identity primary key,
    pupil       uuid        not null references approvals.pupil,
    barred      boolean     not null, -- false: lifted again
    reason      text        not null check (char_length(reason) between 3 and 1000), -- for head and office only
    recorded_by text        not null check (recorded_by <> ''),
    recorded_at timestamptz not null
);
create index publication_bar_pupil on approvals.publication_bar (pupil, number desc);

create function approvals.refuse_change_of_consents() returns trigger language plpgsql as $$
begin
    raise exception 'The register of consents is append-only: % refused', tg_op;
end
$$;

create trigger pupil_is_append_only
    before update or delete or truncate on approvals.pupil
    for each statement execute function approvals.refuse_change_of_consents();
create trigger pupil_particulars_is_append_only
    before update or delete or truncate on approvals.pupil_particulars
    for each statement execute function approvals.refuse_change_of_consents();
create trigger consent_scan_is_append_only
    before update or delete or truncate on approvals.consent_scan
    for each statement execute function approvals.refuse_change_of_consents();
create trigger consent_entry_is_append_only
    before update or delete or truncate on approvals.consent_entry
    for each statement execute function approvals.refuse_change_of_consents();
create trigger publication_bar_is_append_only
    before update or delete or truncate on approvals.publication_bar
    for each statement execute function approvals.refuse_change_of_consents();
