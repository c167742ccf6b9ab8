-- Reviews of a term (P8, R1): who said what about it, the very report and draft that went to the governors, and who signed it off.
-- What the application checks is checked here again, so that no slip above can sign a review off or publish a policy.
create table approvals.policy_review (
    id                   uuid primary key,
    reference            text        not null unique check (reference ~ '^REV-[0-9]{4}-[0-9]{4,}$'),
    version              integer     not null check (version >= 0),
    -- the term as it stood in the school calendar
    term_name            text        not null check (term_name <> ''),
    term_first_day       date        not null,
    term_last_day        date        not null,
    policy_due           boolean     not null, -- carries the review that the policy itself is due (R1)
    opened_by            text        check (opened_by <> ''), -- null for the clock
    opened_at            timestamptz not null,
    state                text        not null check (state in (
        'PREPARING', 'HEAD_REVIEW', 'DRAFTING', 'WITH_GOVERNORS', 'WITH_CHAIR', 'SIGNED_OFF', 'ACKNOWLEDGING', 'CLOSED', 'CANCELLED')),
    -- what somebody has to do now; step_due_known is false where the school calendar does not reach and calendar days were counted
    step_asked_at        timestamptz,
    step_due_at          timestamptz,
    step_due_known       boolean,
    step_reminder_at     timestamptz,
    step_reminded        boolean,
    step_overdue         boolean,
    -- what was said about the term
    summary              text        check (char_length(summary) between 10 and 4000),
    proposal             text        check (proposal in ('no-change', 'minor-change', 'major-change')),
    prepared_by          text        check (prepared_by <> ''),
    prepared_role        text        check (prepared_role in ('social-media', 'head-teacher')),
    prepared_by_head     boolean,
    prepared_by_deputy   boolean,
    prepared_at          timestamptz,
    -- what the head teacher decided, or whoever stood in
    head_outcome         text        check (head_outcome in ('no-change', 'minor-change', 'major-change')),
    head_note            text        check (char_length(head_note) <= 1000),
    head_by              text        check (head_by <> ''),
    head_role            text        check (head_role in ('head-teacher', 'deputy-head', 'chair-of-governors')),
    head_on_behalf_of    text        check (head_on_behalf_of = 'head-teacher'),
    head_at              timestamptz,
    -- what became of it
    published_version    uuid,
    acknowledge_until    timestamptz,
    renewed_until        date, -- by when the policy is due again, where it was reviewed and stays
    ended_at             timestamptz,

    constraint term_ends_after_it_begins check (term_last_day >= term_first_day),
    constraint one_review_a_term exclude using gist (daterange(term_first_day, term_last_day, '[]') with &&)
        where (state <> 'CANCELLED'),
    constraint step_is_whole check (num_nulls(step_asked_at, step_due_at, step_due_known, step_reminder_at, step_reminded,
        step_overdue) in (0, 6)),
    constraint what_waits_is_due check (case
        when state in ('PREPARING', 'HEAD_REVIEW', 'DRAFTING', 'WITH_GOVERNORS', 'WITH_CHAIR') then step_asked_at is not null
        when state = 'ACKNOWLEDGING' then true
        else step_asked_at is null end),
    constraint preparation_is_whole check (num_nulls(summary, proposal, prepared_by, prepared_role, prepared_by_head,
        prepared_by_deputy, prepared_at) in (0, 7)),
    constraint head_ruling_is_whole check (num_nulls(head_outcome, head_note, head_by, head_role, head_at) in (0, 5)
        and (head_role is null or (head_role = 'head-teacher') = (head_on_behalf_of is null))),
    constraint nobody_decides_what_they_prepared check (lower(head_by) <> lower(prepared_by)),
    constraint head_does_not_decide_on_the_head check (not (prepared_by_head and head_role = 'head-teacher')),
    constraint state_rests_on_its_preparation check (
        state in ('PREPARING', 'CANCELLED') or prepared_at is not null),
    constraint state_rests_on_its_head_ruling check (case
        when state = 'HEAD_REVIEW' then head_at is null
        when state = 'DRAFTING' then head_outcome is not distinct from 'minor-change'
            or head_outcome is not distinct from 'major-change'
        when state in ('PREPARING', 'CANCELLED') then true
        else head_at is not null end),
    constraint staff_confirm_what_is_published check (case
        when state in ('ACKNOWLEDGING', 'CLOSED') then num_nulls(published_version, acknowledge_until) = 0
        when state = 'SIGNED_OFF' then acknowledge_until is null
        else num_nonnulls(published_version, acknowledge_until) = 0 end),
    constraint renewed_only_by_a_review_of_the_policy check (
        renewed_until is null or policy_due and state = 'SIGNED_OFF' and published_version is null),
    constraint ended_at_its_end check ((state in ('SIGNED_OFF', 'CLOSED', 'CANCELLED')) = (ended_at is not null))
);

-- One review at a time is on its way to the chair of governors.
create unique index policy_review_one_open on approvals.policy_review ((true))
    where state in ('PREPARING', 'HEAD_REVIEW', 'DRAFTING', 'WITH_GOVERNORS', 'WITH_CHAIR');
create index policy_review_opened on approvals.policy_review (opened_at);

-- Nothing becomes signed off but by its order, or comes back from its end.
create function approvals.refuse_another_review() returns trigger language plpgsql as $$
begin
    if (new.id, new.reference, new.term_name, new.term_first_day, new.term_last_day, new.policy_due, new.opened_by, new.opened_at)
        is distinct from
        (old.id, old.reference, old.term_name, old.term_first_day, old.term_last_day, old.policy_due, old.opened_by, old.opened_at)
    then
        raise exception 'What review % is about stays as it is', old.reference;
    end if;
    if old.state in ('SIGNED_OFF', 'CLOSED', 'CANCELLED') then
        raise exception 'Review % is at its end', old.reference;
    end if;
    if new.state <> old.state and not (case old.state
        when 'PREPARING' then new.state in ('HEAD_REVIEW', 'CANCELLED')
        when 'HEAD_REVIEW' then new.state in ('DRAFTING', 'WITH_GOVERNORS', 'CANCELLED')
        when 'DRAFTING' then new.state in ('WITH_GOVERNORS', 'CANCELLED')
        when 'WITH_GOVERNORS' then new.state in ('WITH_CHAIR', 'CANCELLED')
        when 'WITH_CHAIR' then new.state in ('PREPARING', 'DRAFTING', 'SIGNED_OFF', 'ACKNOWLEDGING', 'CANCELLED')
        else new.state = 'CLOSED' end)
    then
        raise exception 'Review % does not come from % to %', old.reference, old.state, new.state;
    end if;
    return new;
end
$$;

create trigger policy_review_keeps_its_course
    before update on approvals.policy_review
    for each row execute function approvals.refuse_another_review();

create function approvals.refuse_a_review_in_the_middle() returns trigger language plpgsql as $$
begin
    if new.state <> 'PREPARING' then
        raise exception 'Review % has to be prepared first', new.reference;
    end if;
    return new;
end
$$;

create trigger policy_review_begins_unprepared
    before insert on approvals.policy_review
    for each row execute function approvals.refuse_a_review_in_the_middle();

-- The last number given out in each year; the row is locked until the review that took a number is recorded.
create table approvals.policy_review_number (
    year integer primary key,
    last integer not null check (last > 0)
);

create table approvals.policy_review_event (
    id        bigint generated always as identity primary key,
    review_id uuid        not null references approvals.policy_review on delete cascade,
    at        timestamptz not null,
    by_user   text, -- null for the software
    type      text        not null check (type <> ''),
    text      text        not null
);

create index policy_review_event_review on approvals.policy_review_event (review_id, id);

create trigger policy_review_event_is_not_rewritten
    before update on approvals.policy_review_event
    for each statement execute function approvals.refuse_rewriting();

create function approvals.refuse_another_policy_file() returns trigger language plpgsql as $$
begin
    raise exception 'What was put on file stays as it is';
end
$$;

-- The report of the term as it was attached: what governors signed off is that very file.
create table approvals.policy_review_report (
    review_id   uuid        not null references approvals.policy_review on delete cascade,
    nth         integer     not null check (nth >= 1),
    first_day   date        not null,
    last_day    date        not null,
    as_at       timestamptz not null,
    fingerprint text        not null check (fingerprint <> ''),
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size        integer     not null check (size > 0),
    pdf         bytea       not null,
    primary key (review_id, nth),
    constraint report_is_that_file check (octet_length(pdf) = size and encode(sha256(pdf), 'hex') = sha256)
);

alter table approvals.policy_review_report alter column pdf set storage external;

create trigger policy_review_report_stays_as_it_is
    before update on approvals.policy_review_report
    for each statement execute function approvals.refuse_another_policy_file();

-- Files with the text of the policy, as they were uploaded: drafts for a review, and the version in hand that a school begins with.
create table approvals.policy_document (
    id          uuid primary key,
    review_id   uuid        references approvals.policy_review on delete cascade, -- null for the version in hand
    uploader    text        not null check (uploader <> ''),
    uploaded_at timestamptz not null,
    file_name   text        not null check (char_length(file_name) between 1 and 200),
    kind        text        not null check (kind in ('markdown', 'docx', 'pdf')),
    size        integer     not null check (size between 1 and 10485760),
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    text        text        check (char_length(text) between 1 and 1000000) -- null where it could not be read
);

create index policy_document_review on approvals.policy_document (review_id, uploaded_at);

create trigger policy_document_stays_as_it_is
    before update on approvals.policy_document
    for each statement execute function approvals.refuse_another_policy_file();

-- Apart from what lists read.
create table approvals.policy_document_content (
    document_id uuid  primary key references approvals.policy_document on delete cascade,
    bytes       bytea not null
);

alter table approvals.policy_document_content alter column bytes set storage external;

create trigger policy_document_content_stays_as_it_is
    before update on approvals.policy_document_content
    for each statement execute function approvals.refuse_another_policy_file();

-- A file goes with its document only.
create function approvals.refuse_a_document_without_its_file() returns trigger language plpgsql as $$
begin
    if exists (select from approvals.policy_document where id = old.document_id) then
        raise exception 'What was put on file stays as it is';
    end if;
    return old;
end
$$;

create trigger policy_document_content_stays
    before delete on approvals.policy_document_content
    for each row execute function approvals.refuse_a_document_without_its_file();

-- Each time that a review goes to the governors, with the report and the draft that they see.
create table approvals.policy_review_round (
    review_id            uuid        not null references approvals.policy_review on delete cascade,
    nth                  integer     not null check (nth >= 1),
    asked_at             timestamptz not null,
    report               integer     not null,
    draft_document       uuid        references approvals.policy_document,
    draft_change_summary text        check (char_length(draft_change_summary) between 10 and 4000),
    draft_substantive    boolean,
    draft_in_force_from  date,
    draft_by             text        check (draft_by <> ''),
    draft_role           text        check (draft_role in ('head-teacher', 'deputy-head')),
    draft_at             timestamptz,
    closed_at            timestamptz,
    chair_verdict        text        check (chair_verdict in ('approve', 'return')),
    chair_note           text        check (char_length(chair_note) <= 1000),
    chair_by             text        check (chair_by <> ''),
    chair_at             timestamptz,
    primary key (review_id, nth),

    -- the report is written after the round, in the same transaction
    foreign key (review_id, report) references approvals.policy_review_report deferrable initially deferred,
    constraint draft_is_whole check (num_nulls(draft_document, draft_change_summary, draft_substantive, draft_in_force_from,
        draft_by, draft_role, draft_at) in (0, 7)),
    constraint chair_verdict_is_whole check (num_nulls(chair_verdict, chair_note, chair_by, chair_at) in (0, 4)),
    constraint chair_only_after_the_views_are_closed check (
        chair_at is null or closed_at is not null and chair_at >= closed_at),
    constraint no_return_without_a_note check (chair_verdict <> 'return' or char_length(chair_note) >= 3),
    constraint chair_did_not_write_it check (lower(chair_by) <> lower(draft_by))
);

-- Who was asked for a view.
create table approvals.policy_review_governor (
    review_id  uuid        not null,
    nth        integer     not null,
    governor   text        not null check (governor <> ''),
    asked_at   timestamptz not null,
    view       text        check (view in ('agree', 'return')),
    comment    text        check (char_length(comment) <= 1000),
    viewed_at  timestamptz,
    primary key (review_id, nth, governor),
    foreign key (review_id, nth) references approvals.policy_review_round on delete cascade,

    constraint view_is_whole check (num_nulls(view, comment, viewed_at) in (0, 3)),
    constraint no_return_without_a_comment check (view <> 'return' or char_length(comment) >= 3)
);

-- What went to the governors, what they said, and what the chair decided stay as they are.
create function approvals.refuse_another_round() returns trigger language plpgsql as $$
begin
    if (new.review_id, new.nth, new.asked_at, new.report, new.draft_document, new.draft_change_summary, new.draft_substantive,
            new.draft_in_force_from, new.draft_by, new.draft_role, new.draft_at)
        is distinct from
        (old.review_id, old.nth, old.asked_at, old.report, old.draft_document, old.draft_change_summary, old.draft_substantive,
            old.draft_in_force_from, old.draft_by, old.draft_role, old.draft_at)
        or old.closed_at is not null and new.closed_at is distinct from old.closed_at
        or old.chair_at is not null and (new.chair_verdict, new.chair_note, new.chair_by, new.chair_at)
            is distinct from (old.chair_verdict, old.chair_note, old.chair_by, old.chair_at)
    then
        raise exception 'What went to the governors, and what was decided on it, stays as it is';
    end if;
    return new;
end
$$;

create trigger policy_review_round_stays_as_it_is
    before update on approvals.policy_review_round
    for each row execute function approvals.refuse_another_round();

create function approvals.refuse_another_view() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.view is not null and exists (select from approvals.policy_review where id = old.review_id) then
            raise exception 'A view that was given stays';
        end if;
        return old;
    end if;
    if tg_op = 'UPDATE' and ((new.review_id, new.nth, new.governor, new.asked_at)
            is distinct from (old.review_id, old.nth, old.governor, old.asked_at)
        or old.view is not null and (new.view, new.comment, new.viewed_at)
            is distinct from (old.view, old.comment, old.viewed_at))
    then
        raise exception 'A view that was given stays as it is';
    end if;
    if new.view is not null and (tg_op = 'INSERT' or old.view is null) and exists (
        select from approvals.policy_review_round round
        where round.review_id = new.review_id and round.nth = new.nth and round.closed_at is not null)
    then
        raise exception 'The views are closed';
    end if;
    return new;
end
$$;

create trigger policy_review_view_stays_as_it_is
    before insert or update or delete on approvals.policy_review_governor
    for each row execute function approvals.refuse_another_view();

-- A review is where its latest round is: signed off only if the chair of governors, who did not prepare it, approved that round.
create function approvals.refuse_a_review_apart_from_its_rounds() returns trigger language plpgsql as $$
declare
    review approvals.policy_review;
    round  approvals.policy_review_round;
begin
    select * into review from approvals.policy_review
    where id = case when tg_table_name = 'policy_review' then (to_jsonb(new) ->> 'id')::uuid
        else (to_jsonb(new) ->> 'review_id')::uuid end;
    if not found then
        return null;
    end if;
    select * into round from approvals.policy_review_round where review_id = review.id order by nth desc limit 1;
    if not (case
        when review.state = 'WITH_GOVERNORS' then round.nth is not null and round.closed_at is null
        when review.state = 'WITH_CHAIR' then round.closed_at is not null and round.chair_at is null
        when review.state in ('SIGNED_OFF', 'ACKNOWLEDGING', 'CLOSED') then round.chair_verdict is not distinct from 'approve'
            and (round.draft_document is null) = (review.published_version is null)
        when review.state = 'CANCELLED' then round.chair_verdict is distinct from 'approve'
        else round.nth is null or round.chair_verdict is not distinct from 'return' end)
    then
        raise exception 'Review % cannot stand at % as things are with the governors', review.reference, review.state;
    end if;
    if lower(round.chair_by) = lower(review.prepared_by) and round.chair_verdict = 'approve' then
        raise exception 'Nobody signs off what they prepared';
    end if;
    if review.state in ('WITH_GOVERNORS', 'WITH_CHAIR', 'SIGNED_OFF', 'ACKNOWLEDGING', 'CLOSED')
        and (review.head_outcome = 'no-change') <> (round.draft_document is null)
    then
        raise exception 'Review % goes to the governors with a draft exactly if the policy is to change', review.reference;
    end if;
    return null;
end
$$;

create constraint trigger policy_review_stands_with_its_rounds
    after insert or update on approvals.policy_review deferrable initially deferred
    for each row execute function approvals.refuse_a_review_apart_from_its_rounds();
create constraint trigger policy_review_round_stands_with_its_review
    after insert or update on approvals.policy_review_round deferrable initially deferred
    for each row execute function approvals.refuse_a_review_apart_from_its_rounds();
