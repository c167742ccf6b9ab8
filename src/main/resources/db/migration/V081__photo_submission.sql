-- Photographs that staff submit (S3, S4): what is to be published where, who decided it, and what became of each publication. Deleting
-- a row erases it with its history; only the decision record stays. What the application checks is checked here again, so that no slip
-- above can publish a child.
create table approvals.photo_submission (
    id                  uuid primary key,
    reference           text        not null unique check (reference ~ '^PHO-[0-9]{4}-[0-9]{4,}$'),
    version             integer     not null check (version >= 0),
    submitter           text        not null check (submitter <> ''),
    submitter_clears    boolean     not null, -- holds the role of those who clear, so that somebody else joined from the start
    submitter_is_head   boolean     not null,
    submitted_at        timestamptz not null,
    -- what is to be published, and where
    event               text        not null check (char_length(event) between 1 and 200),
    caption             text        not null check (char_length(caption) <= 2000),
    children            uuid[]      not null, -- whom the submitter picked
    concerned           uuid[]      not null, -- who is to be seen, with everybody whom whole_class added
    channels            text[]      not null check (
        cardinality(channels) >= 1 and channels <@ array['facebook', 'twitter', 'website', 'weduc', 'newsletter', 'press']),
    whole_class         boolean     not null,
    no_children         boolean     not null,
    state               text        not null check (state in (
        'RECEIVED', 'CONSENT_MISSING', 'TO_AMEND', 'TO_CLEAR', 'CLEARED', 'PUBLISHED', 'REFUSED', 'WITHDRAWN')),
    finding             text        check (finding in ('clear', 'consent-missing', 'words-to-change', 'not-to-be-published')),
    -- what was decided about it
    ruling_verdict      text        check (ruling_verdict in ('clear', 'amend', 'refuse')),
    ruling_reason       text        check (char_length(ruling_reason) <= 1000),
    ruling_clause       text        check (ruling_clause in ('S3', 'S4')),
    ruling_by           text,
    ruling_role         text        check (ruling_role in ('social-media', 'head-teacher', 'deputy-head')),
    ruling_at           timestamptz,
    -- what people have to do by when; due_known is false where the school calendar does not reach and calendar days were counted
    obtain_consent_asked_at    timestamptz,
    obtain_consent_due_at      timestamptz,
    obtain_consent_due_known   boolean,
    obtain_consent_reminder_at timestamptz,
    obtain_consent_reminded    boolean,
    obtain_consent_overdue     boolean,
    amend_asked_at      timestamptz,
    amend_due_at        timestamptz,
    amend_due_known     boolean,
    amend_reminder_at   timestamptz,
    amend_reminded      boolean,
    amend_overdue       boolean,
    clear_asked_at      timestamptz,
    clear_due_at        timestamptz,
    clear_due_known     boolean,
    clear_reminder_at   timestamptz,
    clear_reminded      boolean,
    clear_overdue       boolean,

    constraint either_children_or_none check (no_children = (cardinality(children) = 0)),
    constraint nobody_is_seen_where_no_child_is check (not no_children or cardinality(concerned) = 0 and not whole_class),
    constraint whom_the_submitter_picked_is_seen check (children <@ concerned),
    constraint state_rests_on_its_finding check (case
        when state = 'RECEIVED' then finding is null
        when state = 'CONSENT_MISSING' then finding is not distinct from 'consent-missing'
        when state in ('TO_CLEAR', 'CLEARED', 'PUBLISHED', 'REFUSED') then finding is not distinct from 'clear'
        else finding is not null end),
    constraint nobody_clears_their_own check (lower(ruling_by) <> lower(submitter)),
    constraint ruling_is_whole check (
        num_nulls(ruling_verdict, ruling_reason, ruling_clause, ruling_by, ruling_role, ruling_at) in (0, 6)),
    constraint state_rests_on_its_ruling check (case
        when state in ('RECEIVED', 'CONSENT_MISSING', 'TO_CLEAR') then ruling_verdict is null
        when state in ('TO_AMEND', 'WITHDRAWN') then ruling_verdict is null or ruling_verdict = 'amend'
        when state in ('CLEARED', 'PUBLISHED') then ruling_verdict is not distinct from 'clear'
        else ruling_verdict is not distinct from 'refuse' end),
    constraint no_without_a_reason check (ruling_verdict = 'clear' or char_length(ruling_reason) >= 3),
    constraint others_rule_only_once_they_joined check (
        ruling_role = 'social-media' or coalesce(clear_overdue, false) or submitter_clears),
    constraint obtain_consent_is_whole check (num_nulls(obtain_consent_asked_at, obtain_consent_due_at, obtain_consent_due_known,
        obtain_consent_reminder_at, obtain_consent_reminded, obtain_consent_overdue) in (0, 6)),
    constraint amend_is_whole check (num_nulls(amend_asked_at, amend_due_at, amend_due_known, amend_reminder_at, amend_reminded,
        amend_overdue) in (0, 6)),
    constraint clear_is_whole check (num_nulls(clear_asked_at, clear_due_at, clear_due_known, clear_reminder_at, clear_reminded,
        clear_overdue) in (0, 6)),
    constraint what_waits_is_due check (case state
        when 'CONSENT_MISSING' then obtain_consent_asked_at is not null
        when 'TO_AMEND' then amend_asked_at is not null
        when 'TO_CLEAR' then clear_asked_at is not null
        else true end)
);

create index photo_submission_submitted on approvals.photo_submission (submitted_at);
create index photo_submission_submitter on approvals.photo_submission (lower(submitter), submitted_at);
create index photo_submission_open on approvals.photo_submission (state)
    where state not in ('PUBLISHED', 'REFUSED', 'WITHDRAWN');

-- The four-eyes rule leans on who submitted; and nothing becomes cleared or published but by its order, or comes back from its end.
create function approvals.refuse_another_course() returns trigger language plpgsql as $$
begin
    if (new.id, new.reference, new.submitter, new.submitter_clears, new.submitter_is_head, new.submitted_at)
        is distinct from
        (old.id, old.reference, old.submitter, old.submitter_clears, old.submitter_is_head, old.submitted_at) then
        raise exception 'Who submitted photographs % stays as it is', old.reference;
    end if;
    if new.state = 'CLEARED' and old.state not in ('TO_CLEAR', 'CLEARED')
        or new.state = 'PUBLISHED' and old.state not in ('CLEARED', 'PUBLISHED')
        or new.state = 'REFUSED' and old.state not in ('TO_CLEAR', 'REFUSED')
        or new.state = 'WITHDRAWN' and old.state not in ('TO_AMEND', 'WITHDRAWN')
        or old.state in ('PUBLISHED', 'REFUSED', 'WITHDRAWN') and new.state <> old.state then
        raise exception 'Photographs % do not come from % to %', old.reference, old.state, new.state;
    end if;
    if old.state in ('CLEARED', 'PUBLISHED') and new.state in ('CLEARED', 'PUBLISHED')
        and (new.event, new.caption, new.children, new.concerned, new.channels, new.ruling_by, new.ruling_role, new.ruling_at)
            is distinct from
            (old.event, old.caption, old.children, old.concerned, old.channels, old.ruling_by, old.ruling_role, old.ruling_at) then
        raise exception 'What was cleared of photographs % stays as it is', old.reference;
    end if;
    return new;
end
$$;

create trigger photo_submission_keeps_its_course
    before update on approvals.photo_submission
    for each row execute function approvals.refuse_another_course();

-- Photographs come into the world without a clearance.
create function approvals.refuse_a_clearance_from_the_start() returns trigger language plpgsql as $$
begin
    if new.state <> 'RECEIVED' then
        raise exception 'Photographs % have to be checked first', new.reference;
    end if;
    return new;
end
$$;

create trigger photo_submission_begins_unchecked
    before insert on approvals.photo_submission
    for each row execute function approvals.refuse_a_clearance_from_the_start();

-- Children who the submitter says are no longer to be seen.
create table approvals.photo_child_taken_out (
    submission_id uuid        not null references approvals.photo_submission on delete cascade,
    child         uuid        not null,
    reason        text        not null check (char_length(reason) between 1 and 1000),
    at            timestamptz not null,
    primary key (submission_id, child)
);

create table approvals.photo_event (
    id            bigint generated always as identity primary key,
    submission_id uuid        not null references approvals.photo_submission on delete cascade,
    at            timestamptz not null,
    by_user       text, -- null for the software
    type          text        not null check (type <> ''),
    text          text        not null -- never a caption, and no child's name but in somebody's reason
);

create index photo_event_submission on approvals.photo_event (submission_id, id);

create trigger photo_event_is_not_rewritten
    before update on approvals.photo_event
    for each statement execute function approvals.refuse_rewriting();

-- The last number given out in each year; the row is locked until the submission that took a number is recorded.
create table approvals.photo_number (
    year integer primary key,
    last integer not null check (last > 0)
);

-- Photographs in one place: made by a clearance, with exactly what was cleared and the consents that it rests on.
create table approvals.photo_publication (
    id                  uuid primary key,
    submission_id       uuid        not null references approvals.photo_submission on delete cascade,
    nth                 integer     not null check (nth >= 1),
    use                 text        not null check (use in ('facebook', 'twitter', 'website', 'weduc', 'newsletter', 'press')),
    text                text        not null check (char_length(text) between 1 and 2202), -- what was cleared to stand with it
    cleared_reason      text        not null,
    cleared_clause      text        not null,
    cleared_by          text        not null,
    cleared_role        text        not null,
    cleared_at          timestamptz not null,
    state               text        not null check (state in ('OPEN', 'PUBLISHED', 'VOID', 'TAKING_DOWN', 'GONE')),
    effort_attempts     integer     not null check (effort_attempts >= 0),
    effort_next_at      timestamptz,
    effort_by_hand      text, -- why a person does it
    published_at        timestamptz,
    published_by        text, -- null for the software
    external_id         text        check (external_id <> ''),
    link                text        check (char_length(link) <= 500),
    takedown_asked_at   timestamptz,
    takedown_by         text, -- null where consents did
    takedown_reason     text        check (char_length(takedown_reason) between 3 and 1000),
    takedown_children   uuid[],
    gone_at             timestamptz,
    gone_by             text, -- null for the software
    parent_told_at      timestamptz,
    parent_told_by      text,
    by_hand_asked_at    timestamptz,
    by_hand_due_at      timestamptz,
    by_hand_due_known   boolean,
    by_hand_reminder_at timestamptz,
    by_hand_reminded    boolean,
    by_hand_overdue     boolean,
    remove_asked_at     timestamptz,
    remove_due_at       timestamptz,
    remove_due_known    boolean,
    remove_reminder_at  timestamptz,
    remove_reminded     boolean,
    remove_overdue      boolean,
    tell_parent_asked_at    timestamptz,
    tell_parent_due_at      timestamptz,
    tell_parent_due_known   boolean,
    tell_parent_reminder_at timestamptz,
    tell_parent_reminded    boolean,
    tell_parent_overdue     boolean,

    unique (submission_id, nth),
    constraint state_rests_on_what_was_done check (case state
        when 'OPEN' then num_nonnulls(published_at, takedown_asked_at, gone_at) = 0
        when 'VOID' then num_nonnulls(published_at, takedown_asked_at, gone_at) = 0 and effort_attempts = 0
            and effort_by_hand is null
        when 'PUBLISHED' then published_at is not null and num_nonnulls(takedown_asked_at, gone_at) = 0
        when 'TAKING_DOWN' then takedown_asked_at is not null and gone_at is null
        else takedown_asked_at is not null and gone_at is not null end),
    constraint who_published_published check (published_by is null or published_at is not null),
    constraint who_took_it_down_did check (gone_by is null or gone_at is not null),
    constraint takedown_is_whole check (num_nulls(takedown_asked_at, takedown_reason, takedown_children) in (0, 3)
        and (takedown_by is null or takedown_asked_at is not null)),
    constraint told_is_whole check (num_nulls(parent_told_at, parent_told_by) in (0, 2)),
    constraint told_once_it_is_gone check (parent_told_at is null or gone_at is not null),
    constraint a_removal_is_due check (takedown_asked_at is null or remove_asked_at is not null),
    constraint parents_are_told check (
        gone_at is null or (cardinality(takedown_children) > 0) = (tell_parent_asked_at is not null)),
    constraint by_hand_is_whole check (num_nulls(by_hand_asked_at, by_hand_due_at, by_hand_due_known, by_hand_reminder_at,
        by_hand_reminded, by_hand_overdue) in (0, 6)),
    constraint remove_is_whole check (num_nulls(remove_asked_at, remove_due_at, remove_due_known, remove_reminder_at,
        remove_reminded, remove_overdue) in (0, 6)),
    constraint tell_parent_is_whole check (num_nulls(tell_parent_asked_at, tell_parent_due_at, tell_parent_due_known,
        tell_parent_reminder_at, tell_parent_reminded, tell_parent_overdue) in (0, 6))
);

create unique index photo_publication_once on approvals.photo_publication (submission_id, use) where state in ('OPEN', 'PUBLISHED');
create index photo_publication_by_hand on approvals.photo_publication (effort_by_hand) where effort_by_hand is not null;

create table approvals.photo_publication_file (
    publication_id uuid    not null references approvals.photo_publication on delete cascade,
    nth            integer not null check (nth >= 1),
    photo_id       uuid    not null, -- the record outlives the photograph
    sha256         text    not null check (sha256 ~ '^[0-9a-f]{64}$'),
    primary key (publication_id, nth),
    unique (publication_id, photo_id)
);

create table approvals.photo_publication_consent (
    publication_id uuid   not null references approvals.photo_publication on delete cascade,
    child          uuid   not null,
    consent        bigint not null references approvals.consent_entry,
    primary key (publication_id, child, consent)
);

create index photo_publication_consent_child on approvals.photo_publication_consent (child);

-- Only what a second person cleared becomes a publication, and only while that clearance stands is it published.
create function approvals.refuse_uncleared_publication() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (new.id, new.submission_id, new.nth, new.use, new.text, new.cleared_reason, new.cleared_clause, new.cleared_by,
                new.cleared_role, new.cleared_at)
            is distinct from
            (old.id, old.submission_id, old.nth, old.use, old.text, old.cleared_reason, old.cleared_clause, old.cleared_by,
                old.cleared_role, old.cleared_at) then
            raise exception 'What was cleared stays as it is';
        end if;
        if new.state <> old.state and (old.state, new.state) not in (
                ('OPEN', 'PUBLISHED'), ('OPEN', 'VOID'), ('OPEN', 'TAKING_DOWN'), ('PUBLISHED', 'TAKING_DOWN'),
                ('TAKING_DOWN', 'GONE')) then
            raise exception 'A publication does not come from % to %', old.state, new.state;
        end if;
    elsif new.state <> 'OPEN' then
        raise exception 'A publication begins with its clearance';
    end if;
    if (tg_op = 'INSERT' or new.published_at is distinct from old.published_at)
        and not exists (
            select from approvals.photo_submission submission
            where submission.id = new.submission_id
                and (submission.state = 'CLEARED' or tg_op = 'UPDATE' and submission.state = 'PUBLISHED')
                and submission.ruling_verdict = 'clear' and submission.ruling_by = new.cleared_by
                and submission.ruling_at = new.cleared_at and new.use = any (submission.channels)) then
        raise exception 'Nobody cleared this publication';
    end if;
    return new;
end
$$;

create trigger photo_publication_is_cleared
    before insert or update on approvals.photo_publication
    for each row execute function approvals.refuse_uncleared_publication();

-- A file that is published is one that was cleared: of this submission, and to the last bit.
create function approvals.refuse_another_file() returns trigger language plpgsql as $$
begin
    if not exists (
            select from approvals.photo_publication publication
                join approvals.photo on photo.submission_id = publication.submission_id
            where publication.id = new.publication_id and publication.state = 'OPEN'
                and photo.id = new.photo_id and photo.sha256 = new.sha256) then
        raise exception 'This photograph was not submitted';
    end if;
    return new;
end
$$;

create trigger photo_publication_file_was_submitted
    before insert on approvals.photo_publication_file
    for each row execute function approvals.refuse_another_file();
create trigger photo_publication_file_is_not_rewritten
    before update on approvals.photo_publication_file
    for each statement execute function approvals.refuse_rewriting();

-- A consent is a yes that was written down for this child and this place.
create function approvals.refuse_another_consent() returns trigger language plpgsql as $$
begin
    if not exists (
            select from approvals.photo_publication publication
                join approvals.consent_entry entry on entry.use = publication.use
            where publication.id = new.publication_id and publication.state = 'OPEN'
                and entry.number = new.consent and entry.pupil = new.child and entry.reply = 'given') then
        raise exception 'This is no consent to this publication';
    end if;
    return new;
end
$$;

create trigger photo_publication_consent_was_given
    before insert on approvals.photo_publication_consent
    for each row execute function approvals.refuse_another_consent();
create trigger photo_publication_consent_is_not_rewritten
    before update on approvals.photo_publication_consent
    for each statement execute function approvals.refuse_rewriting();

-- At the end of the transaction: no publication without a consent of every child and without a file.
create function approvals.refuse_publication_without_consent() returns trigger language plpgsql as $$
begin
    if exists (
            select unnest(submission.concerned) from approvals.photo_submission submission where submission.id = new.submission_id
            except
            select child from approvals.photo_publication_consent where publication_id = new.id) then
        raise exception 'There is not a consent for every child in this publication (S3)';
    end if;
    if not exists (select from approvals.photo_publication_file where publication_id = new.id) then
        raise exception 'There is nothing in this publication';
    end if;
    return null;
end
$$;

create constraint trigger photo_publication_has_consents
    after insert on approvals.photo_publication deferrable initially deferred
    for each row execute function approvals.refuse_publication_without_consent();

-- At the end of the transaction: photographs are cleared as long as something is open, and nothing is open otherwise.
create function approvals.refuse_half_a_clearance() returns trigger language plpgsql as $$
declare
    submission approvals.photo_submission;
begin
    select * into submission from approvals.photo_submission
        where id = cast(coalesce(to_jsonb(new) ->> 'submission_id', to_jsonb(new) ->> 'id') as uuid);
    if submission.id is null then
        return null;
    end if;
    if (submission.state = 'CLEARED') <> exists (
            select from approvals.photo_publication where submission_id = submission.id and state = 'OPEN') then
        raise exception 'Photographs % are cleared by half', submission.reference;
    end if;
    if submission.state = 'PUBLISHED' and not exists (
            select from approvals.photo_publication where submission_id = submission.id and published_at is not null) then
        raise exception 'Photographs % were published nowhere', submission.reference;
    end if;
    return null;
end
$$;

create constraint trigger photo_submission_is_cleared_as_a_whole
    after update on approvals.photo_submission deferrable initially deferred
    for each row execute function approvals.refuse_half_a_clearance();
create constraint trigger photo_publication_is_open_while_cleared
    after insert or update on approvals.photo_publication deferrable initially deferred
    for each row execute function approvals.refuse_half_a_clearance();
