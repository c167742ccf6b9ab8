-- The stages of all requests that were there before stages were recorded, as far as their own tables tell. What nobody kept, such as
-- when a question that has long been answered was due, stays empty. When something was written down is taken for when it happened.
create function pg_temp.school_days(from_at timestamptz, to_at timestamptz) returns integer language sql stable as $$
    with day as (
        select cast(one as date) as day
        from generate_series(cast(from_at at time zone 'Europe/London' as date) + 1,
            cast(to_at at time zone 'Europe/London' as date), interval '1 day') one
        where extract(isodow from one) < 6),
    known as (
        select min(first_day) as first_day, max(last_day) as last_day from approvals.calendar_entry where kind = 'term')
    select case when count(*) filter (where (day between known.first_day and known.last_day) is not true) = 0
        then count(*) filter (where exists (
                select from approvals.calendar_entry where kind = 'term' and day between first_day and last_day)
            and not exists (
                select from approvals.calendar_entry where kind <> 'term' and day between first_day and last_day)) end
    from day cross join known
$$;

create temporary table found_stage (
    request_id uuid, part_id uuid, reference text, process text, kind text, clause text, begun_clause text, begun_at timestamptz,
    due_at timestamptz, begun_recorded_at timestamptz, ended_at timestamptz, outcome text, detail text default '',
    ended_recorded_at timestamptz, decision_id bigint) on commit drop;

-- ---- exceptions for personal devices

create temporary view exception as
    select *, cast('personal-device-exception' as text) as process,
        (select at from approvals.device_exception_event
            where exception_id = exception.id and type in ('WITHDRAWN', 'REVOKED')) as ended_early_at,
        (select at from approvals.device_exception_event
            where exception_id = exception.id and type = 'RETROSPECTIVE_USE_NOTED') as noted_at,
        (select at from approvals.device_exception_event
            where exception_id = exception.id and type = 'CLOSED') as closed_at
    from approvals.device_exception exception;

insert into found_stage
select id, id, reference, process, 'request', 'P5', 'P5', requested_at, null, requested_at, ended.at,
    case state when 'RETROSPECTIVE_NOTED' then 'retrospective' else lower(state) end, '', ended.at, null
from exception, lateral (select case state
    when 'REFUSED' then ruling_at
    when 'LAPSED' then departs_at
    when 'CLOSED' then closed_at
    when 'RETROSPECTIVE_NOTED' then noted_at
    else ended_early_at end as at) ended;

insert into found_stage
select id, id, reference, process, 'decision', 'P5', 'P5', asked_at, case when decision_due_known then decision_due_at end, asked_at,
    case state when 'LAPSED' then departs_at else ended_early_at end, lower(state), '',
    case state when 'LAPSED' then departs_at else ended_early_at end, null
from exception
-- Each answer begins another round: the last one may have been decided by nobody.
where 1 + (select count(*) from approvals.device_exception_event where exception_id = exception.id and type = 'ANSWERED')
    > (select count(*) from approvals.decision where request_id = exception.id
        and outcome in ('approve', 'refuse', 'more-information', 'retrospective-noted'));

insert into found_stage
select id, id, reference, process, 'in-force', 'P5', 'P5', departs_at, null, departs_at,
    case when state in ('RETURNED', 'CLOSED') then returns_at else ended_early_at end,
    case when state = 'CLOSED' then 'returned' else lower(state) end, '',
    case when state in ('RETURNED', 'CLOSED') then returns_at else ended_early_at end, null
from exception where state = 'ACTIVE' or closure <> 'NOT_NEEDED';

insert into found_stage
select id, id, reference, process, 'closure', 'P5', 'P5', coalesce(ended_early_at, returns_at),
    case when closure_due_known then closure_due_at end, coalesce(ended_early_at, returns_at), closed_at, 'done', '', closed_at, null
from exception where closure <> 'NOT_NEEDED';

-- ---- comments

create temporary view comment as
    select *, cast('comment-approval' as text) as process from approvals.comment;

insert into found_stage
select id, id, reference, process, 'request', 'P6', 'P6', received_at, null, received_at, ended.at,
    case when state in ('REPORTED', 'ANSWERED') then 'removed' else lower(state) end, '', ended.at, null
from comment, lateral (select case
    when state = 'PUBLISHED' then (
        select at from approvals.comment_event where comment_id = comment.id and type = 'PUBLISHED')
    when state = 'DECLINED' then ruling_at
    when state in ('REPORTED', 'ANSWERED', 'GONE') then removed_at end as at) ended;

-- Rounds that nobody decided: the author edited it, or took it away, or it waits still.
insert into found_stage
select id, id, reference, process, 'decision', 'P6', 'P6',
    coalesce((
        select max(at) from approvals.comment_event
        where comment_id = comment.id and type = 'EDITED' and id < looked_through.event_id), received_at),
    case when ended.type is distinct from 'EDITED' and review_due_known then review_due_at end, looked_through.at,
    case ended.type when 'WITHDRAWN' then removed_at else ended.at end,
    case ended.type when 'WITHDRAWN' then 'gone' else 'edited' end, '', ended.at, null
from comment
    join lateral (select id, at from approvals.comment_event
        where comment_id = comment.id and type = 'LOOKED_THROUGH') looked_through (event_id, at) on true
    left join lateral (select type, at from approvals.comment_event
        where comment_id = comment.id and id > looked_through.event_id
            and type in ('AGREED', 'DECLINED', 'REMOVAL_DECIDED', 'EDITED', 'WITHDRAWN') order by id limit 1) ended on true
where ended.type is null or ended.type in ('EDITED', 'WITHDRAWN');

insert into found_stage
select id, id, reference, process, 'response', 'S6', 'S6', response_asked_at, response_due_at, response_asked_at, null, null, '', null,
    null
from comment where state = 'REPORTED';

insert into found_stage
select id, id, reference, process, 'in-public', 'P6', 'P6', from_at, null, greatest(from_at, received_at), until_at,
    case
        when exists (select from approvals.comment_event
            where comment_id = comment.id and type = 'HIDDEN' and at = until_at) then 'hidden'
        when exists (select from approvals.comment_event
            where comment_id = comment.id and type = 'PUBLISHED' and at = until_at) then 'agreed'
        when removed_at is null then 'edited'
        when state in ('REPORTED', 'ANSWERED') then 'removed'
        else 'gone' end, '', until_at, null
from comment join approvals.comment_public on comment_id = comment.id and not agreed;

insert into found_stage
select id, id, reference, process, 'by-hand', by_hand.clause, by_hand.clause, by_hand.at,
    case when ended.type is not null then by_hand.at + by_hand.within when by_hand_due_known then by_hand_due_at end, by_hand.at,
    ended.at,
    case
        when ended.type in ('HIDDEN', 'PUBLISHED', 'REMOVED') then 'done'
        when ended.type in ('AGREED', 'REMOVAL_DECIDED') then 'not-needed'
        when ended.type = 'WITHDRAWN' then 'gone'
        else 'edited' end, by_hand.effect, ended.at, null
from comment
    join lateral (
        select id, at,
            case when text like 'Hide:%' then 'hide' when text like 'Publish:%' then 'show' else 'remove' end,
            case when text like 'Remove:%' then 'S6' else 'P6' end,
            case when text not like 'Publish:%' then interval '2 hours' end
        from approvals.comment_event where comment_id = comment.id and type = 'TO_BE_DONE_BY_HAND')
        by_hand (event_id, at, effect, clause, within) on true
    left join lateral (select type, at from approvals.comment_event
        where comment_id = comment.id and id > by_hand.event_id and type in (
            'HIDDEN', 'PUBLISHED', 'REMOVED', 'AGREED', 'REMOVAL_DECIDED', 'EDITED', 'REPLACED', 'WITHDRAWN')
        order by id limit 1) ended on true;

-- ---- photographs

create temporary view submission as
    select *, cast('photo-consent-verification' as text) as process from approvals.photo_submission;

insert into found_stage
select id, id, reference, process, 'request', 'S3', 'S3', submitted_at, null, submitted_at, ended.at,
    case state when 'REFUSED' then 'declined' else lower(state) end, '', ended.at, null
from submission, lateral (
    select max(at) as at from approvals.photo_event where submission_id = submission.id and type = submission.state
        and submission.state in ('PUBLISHED', 'REFUSED', 'WITHDRAWN')) ended;

insert into found_stage
select id, id, reference, process, 'decision', checked.clause, checked.clause, checked.at,
    case when checked.finding = 'clear' and ended.type is null and clear_due_known then clear_due_at end, checked.at,
    case checked.finding when 'clear' then ended.at else checked.at end,
    case checked.finding when 'clear' then 'consent-changed' else 'hold-back' end,
    case checked.finding when 'clear' then '' else checked.finding end,
    case checked.finding when 'clear' then ended.at else checked.at end, null
from submission
    join lateral (
        select id, at,
            case
                when text like 'Nothing stands against them%' then 'clear'
                when text like 'Consent is missing%' then 'consent-missing'
                when text like 'The words have to be changed%' then 'words-to-change'
                else 'not-to-be-published' end,
            case when text like 'The words have to be changed%' then 'S4' else 'S3' end
        from approvals.photo_event where submission_id = submission.id and type = 'VERIFIED')
        checked (event_id, at, finding, clause) on true
    left join lateral (select type, at from approvals.photo_event
        where submission_id = submission.id and id > checked.event_id
            and type in ('CLEARED', 'TO_AMEND', 'REFUSED', 'CLEARANCE_VOID') order by id limit 1) ended on true
where checked.finding <> 'clear' or ended.type is null or ended.type = 'CLEARANCE_VOID';

insert into found_stage
select submission.id, publication.id, reference, process, 'by-hand', 'S3', 'S3', by_hand_asked_at,
    case when by_hand_due_known then by_hand_due_at end, by_hand_asked_at, coalesce(published_at, takedown_asked_at),
    case when published_at is null then 'void' else 'done' end, 'publish', coalesce(published_at, takedown_asked_at), null
from submission join approvals.photo_publication publication on submission_id = submission.id
where by_hand_asked_at is not null;

insert into found_stage
select submission.id, publication.id, reference, process, 'takedown', 'S3', 'S3', takedown_asked_at, remove_due_at, takedown_asked_at,
    gone_at, case when gone_by is null then 'done' else 'by-hand' end, '', gone_at, null
from submission join approvals.photo_publication publication on submission_id = submission.id
where takedown_asked_at is not null;

-- ---- rounds that were decided, of whatever

insert into found_stage
select request.id, request.id, request.reference, decision.process,
    case when decision.outcome in ('no-further-action', 'speak-to-author', 'refer-safeguarding', 'refer-police')
        then 'response' else 'decision' end,
    decision.clause,
    case when decision.outcome in ('no-further-action', 'speak-to-author', 'refer-safeguarding', 'refer-police')
        then 'S6' else request.clause end,
    asked_at, due_at, asked_at, decided_at, decision.outcome, '', decided_at, decision.id
from approvals.decision join (
    select id, reference, 'P5' from exception
    union all select id, reference, 'P6' from comment
    union all select id, reference, 'S3' from submission) request (id, reference, clause) on request.id = decision.request_id
where decision.outcome not in ('revoke', 'closure-checked');

insert into approvals.stage (request_id, part_id, reference, process, kind, clause, begun_clause, begun_at, due_at, begun_recorded_at,
    ended_at, outcome, detail, ended_recorded_at, school_days, decision_id)
select request_id, part_id, reference, process, kind, clause, begun_clause, begun_at, due_at, begun_recorded_at,
    greatest(begun_at, ended_at), outcome, detail, greatest(begun_recorded_at, ended_recorded_at),
    pg_temp.school_days(begun_at, ended_at), decision_id
from found_stage where ended_at is not null
union all
select request_id, part_id, reference, process, kind, clause, begun_clause, begun_at, due_at, begun_recorded_at,
    null, null, null, null, null, null
from found_stage where ended_at is null
order by begun_at, reference, kind;

drop view exception, comment, submission;
drop table found_stage;
drop function pg_temp.school_days;
