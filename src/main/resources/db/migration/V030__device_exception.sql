-- Exceptions from clause P5: the truth about each of them, and all personal data of the process. Deleting a row erases it with
-- its history. What the application checks is checked here again, so that no slip above can put an exception in force.
create table approvals.device_exception (
    id                    uuid primary key,
    reference             text        not null unique check (reference ~ '^PDE-[0-9]{4}-[0-9]{4,}$'),
    version               integer     not null check (version >= 0),
    requester             text        not null check (requester <> ''),
    deciders              text        not null check (deciders in ('head-teacher', 'chair-of-governors')),
    stand_in              text        check (stand_in in ('deputy-head', 'chair-of-governors')),
    requested_at          timestamptz not null,
    state                 text        not null check (state in (
        'AWAITING_DECISION', 'AWAITING_ANSWER', 'APPROVED', 'ACTIVE', 'RETURNED', 'CLOSED', 'REFUSED', 'LAPSED', 'WITHDRAWN',
        'REVOKED', 'RETROSPECTIVE', 'RETROSPECTIVE_NOTED')),
    closure               text        not null check (closure in ('NOT_NEEDED', 'DUE', 'TO_CHECK', 'DONE')),
    -- what is asked for
    kind                  text        not null check (kind in ('residential-trip', 'other')),
    trip_name             text        not null check (char_length(trip_name) between 1 and 100),
    trip_key              text        not null, -- the name without case and superfluous blanks
    destination           text        not null check (char_length(destination) between 1 and 100),
    departs_at            timestamptz not null,
    returns_at            timestamptz not null,
    pupils                integer     not null check (pupils between 0 and 500),
    adults                integer     not null check (adults between 1 and 100),
    device                text        not null check (device in ('phone', 'tablet', 'camera', 'other')),
    phone_number          text        check (phone_number ~ '^\+[0-9]{5,15}$'),
    contacts              text[]      not null check (
        contacts <@ array['school', 'colleagues', 'parents', 'venue', 'emergency-services']),
    uses                  text[]      not null check (uses <@ array['calls', 'messages', 'photos'] and cardinality(uses) > 0),
    why_not_school_phone  text        not null check (char_length(why_not_school_phone) between 10 and 1000),
    number_withheld       boolean     not null,
    cloud_backup_off      boolean     not null,
    -- the present round of asking and deciding
    asked_at              timestamptz not null,
    decision_due_at       timestamptz not null,
    decision_due_known    boolean     not null, -- false where the school calendar does not reach and calendar days were counted
    decision_reminder_at  timestamptz not null,
    urgent_from           timestamptz not null,
    reminded              boolean     not null,
    stand_in_invited      boolean     not null,
    answer_reminder_at    timestamptz,
    ruling_outcome        text        check (ruling_outcome in ('approve', 'refuse', 'more-information')),
    ruling_conditions     text        check (char_length(ruling_conditions) <= 1000),
    ruling_reason         text        check (char_length(ruling_reason) <= 1000),
    ruling_by             text,
    ruling_role           text,
    ruling_on_behalf_of   text,
    ruling_at             timestamptz,
    -- the end of the use
    closure_due_at        timestamptz,
    closure_due_known     boolean,
    closure_late_at       timestamptz,
    contact_made          boolean,
    contact_log           text        check (char_length(contact_log) <= 2000),
    numbers_deleted       boolean,
    photos_transferred    boolean,
    closure_reported_at   timestamptz,

    constraint return_after_departure check (returns_at > departs_at),
    constraint trip_of_31_days_at_most check (returns_at <= departs_at + interval '31 days 2 hours'),
    constraint pupils_on_a_residential_trip check (kind = 'other' or pupils > 0),
    constraint number_of_a_phone check (device <> 'phone' or phone_number is not null),
    constraint no_photos_in_a_private_cloud check (cloud_backup_off or not 'photos' = any (uses)),
    constraint head_decided_by_chair_alone check ((deciders = 'chair-of-governors') = (stand_in is null)),
    constraint nobody_rules_on_their_own_request check (lower(ruling_by) <> lower(requester)),
    constraint ruling_is_whole check (
        num_nulls(ruling_outcome, ruling_conditions, ruling_reason, ruling_by, ruling_role, ruling_at) in (0, 6)),
    constraint in_force_only_if_approved check (
        state not in ('APPROVED', 'ACTIVE', 'RETURNED', 'CLOSED', 'REVOKED') or ruling_outcome is not distinct from 'approve'),
    constraint retrospective_is_never_approved check (
        state not in ('RETROSPECTIVE', 'RETROSPECTIVE_NOTED') or ruling_outcome is null),
    constraint closure_fits_state check (case
        when state = 'RETURNED' then closure in ('DUE', 'TO_CHECK')
        when state = 'CLOSED' then closure = 'DONE'
        when state in ('WITHDRAWN', 'REVOKED') then true
        else closure = 'NOT_NEEDED' end),
    constraint closure_has_dates check (closure = 'NOT_NEEDED' or num_nulls(closure_due_at, closure_due_known, closure_late_at) = 0),
    constraint closure_is_reported check (closure not in ('TO_CHECK', 'DONE')
        or num_nulls(contact_made, contact_log, numbers_deleted, photos_transferred, closure_reported_at) = 0),
    constraint closure_is_complete check (closure <> 'DONE'
        or numbers_deleted and (photos_transferred or not 'photos' = any (uses)))
);

create index device_exception_departure on approvals.device_exception (departs_at);
create index device_exception_state on approvals.device_exception (state, departs_at);
create index device_exception_requester on approvals.device_exception (requester, departs_at);
create index device_exception_trip on approvals.device_exception (trip_key, departs_at);
create index device_exception_closing on approvals.device_exception (departs_at) where closure in ('DUE', 'TO_CHECK');

-- The four-eyes rule leans on who asked: that never changes.
create function approvals.refuse_another_requester() returns trigger language plpgsql as $$
begin
    if (new.id, new.reference, new.requester, new.deciders, new.requested_at)
        is distinct from (old.id, old.reference, old.requester, old.deciders, old.requested_at) then
        raise exception 'Who asked for exception %, when and whom, stays as it is', old.reference;
    end if;
    return new;
end
$$;

create trigger device_exception_keeps_its_requester
    before update on approvals.device_exception
    for each row execute function approvals.refuse_another_requester();

create table approvals.device_exception_event (
    id           bigint generated always as identity primary key,
    exception_id uuid        not null references approvals.device_exception on delete cascade,
    at           timestamptz not null,
    by_user      text, -- null for the clock
    type         text        not null check (type <> ''),
    text         text        not null
);

create index device_exception_event_exception on approvals.device_exception_event (exception_id, id);

create function approvals.refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'What happened is not rewritten';
end
$$;

create trigger device_exception_event_is_not_rewritten
    before update on approvals.device_exception_event
    for each statement execute function approvals.refuse_rewriting();

-- The last number given out in each year; the row is locked until the request that took a number is recorded.
create table approvals.device_exception_number (
    year integer primary key,
    last integer not null check (last > 0)
);
