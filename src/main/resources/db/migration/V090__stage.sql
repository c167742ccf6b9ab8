-- What reports count: one row for each stretch of a request's life that begins, may be due, and ends once with an outcome. It names
-- nobody. Rows are only added, and ended once, so that what a report said of a moment can be said again for ever.
create table approvals.stage (
    id                bigint generated always as identity primary key,
    request_id        uuid        not null,
    part_id           uuid        not null, -- the request itself, or the one of its publications that this is about
    reference         text        not null check (reference <> ''),
    process           text        not null check (process ~ '^[a-z]+(-[a-z]+)*$'),
    kind              text        not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
    clause            text        not null check (clause ~ '^[PSR][0-9]+$'), -- once a decision ended it, the clause that this cites
    begun_clause      text        not null, -- the clause while it was open
    begun_at          timestamptz not null,
    due_at            timestamptz, -- null for none, or where the school calendar does not reach that far
    begun_recorded_at timestamptz not null,
    ended_at          timestamptz,
    outcome           text        check (outcome ~ '^[a-z]+(-[a-z]+)*$'),
    detail            text        check (detail ~ '^([a-z]+(-[a-z]+)*)?$'), -- empty for none
    school_days       integer     check (school_days >= 0), -- null where the calendar, as it stood when it ended, did not reach
    ended_recorded_at timestamptz,
    decision_id       bigint      references approvals.decision,
    -- During this time it may have been open in the eyes of some report, whether its end was known at once or not.
    open_during       tstzrange   not null generated always as (
        tstzrange(begun_at, greatest(ended_at, ended_recorded_at))) stored,

    constraint end_is_whole check (num_nulls(ended_at, outcome, detail, ended_recorded_at) in (0, 4)
        and (ended_at is not null or num_nonnulls(school_days, decision_id) = 0)),
    constraint ends_after_it_begins check (ended_at >= begun_at and ended_recorded_at >= begun_recorded_at)
);

create unique index stage_open_once on approvals.stage (part_id, kind) where ended_at is null;
create index stage_request on approvals.stage (request_id);
create index stage_begun on approvals.stage (begun_at);
create index stage_ended on approvals.stage (ended_at) where ended_at is not null;
create index stage_open on approvals.stage using gist (open_during);
create unique index stage_decision on approvals.stage (decision_id) where decision_id is not null;

create function approvals.refuse_rewriting_of_stages() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' then
        raise exception 'The record of stages is append-only: % refused', tg_op;
    end if;
    if old.ended_at is not null or new.ended_at is null then
        raise exception 'A stage only ever ends, once';
    end if;
    if (new.id, new.request_id, new.part_id, new.reference, new.process, new.kind, new.begun_clause, new.begun_at, new.due_at,
            new.begun_recorded_at)
        is distinct from
        (old.id, old.request_id, old.part_id, old.reference, old.process, old.kind, old.begun_clause, old.begun_at, old.due_at,
            old.begun_recorded_at) then
        raise exception 'What began stays as it is';
    end if;
    return new;
end
$$;

create trigger stage_only_ends
    before update on approvals.stage
    for each row execute function approvals.refuse_rewriting_of_stages();
create trigger stage_is_append_only
    before delete or truncate on approvals.stage
    for each statement execute function approvals.refuse_rewriting_of_stages();

-- Up to which moment everything that counts has been written: nothing is recorded at or before it any more.
create table approvals.settled (
    only_one boolean     primary key default true check (only_one),
    until_at timestamptz not null
);

insert into approvals.settled (until_at) values ('-infinity');

-- When something that is written now counts as recorded: when the application's clock says, but after everything that is settled.
-- Machines' clocks differ by a little; one that lags far behind was turned back on purpose and is believed.
create function approvals.recorded_at(clock timestamptz) returns timestamptz language plpgsql as $$
declare
    settled timestamptz;
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('what reports count', 0));
    -- A statement of its own, so that it sees what was settled while the lock was waited for.
    select until_at into settled from approvals.settled;
    return case when clock <= settled and clock > settled - interval '1 hour'
        then settled + interval '1 microsecond' else clock end;
end
$$;

-- Waits until everybody who is writing is done; false after some seconds: somebody takes very long.
create function approvals.settle(moment timestamptz) returns boolean language plpgsql set lock_timeout = '5s' as $$
begin
    if exists (select from approvals.settled where until_at >= moment) then
        return true;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('what reports count', 0));
    update approvals.settled set until_at = greatest(until_at, moment);
    return true;
exception when lock_not_available then
    return false;
end
$$;

-- What the calendar was before each change, so that a report can count in school days as they stood. Null for changes made before
-- this was kept.
alter table approvals.calendar_change add entries_before jsonb;

-- What the nightly check found. Rows are only ever added.
create table approvals.record_check (
    id          bigint generated always as identity primary key,
    day         date        not null unique, -- one check a night, however many machines there are
    at          timestamptz not null,
    requests    integer     not null check (requests >= 0),
    differences text[]      not null
);

create trigger record_check_is_not_rewritten
    before update or delete or truncate on approvals.record_check
    for each statement execute function approvals.refuse_rewriting();
