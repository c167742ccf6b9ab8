-- Comments that are agreed before they are published (P6, S2, S4, S5, S6): the truth about each of them, and all personal data of
-- the process. Deleting a row erases it with its history; only the decision record and the evidence of a report stay. What the
-- application checks is checked here again, so that no slip above can publish a comment.
create table approvals.comment (
    id                  uuid primary key,
    reference           text        not null unique check (reference ~ '^COM-[0-9]{4}-[0-9]{4,}$'),
    version             integer     not null check (version >= 0),
    -- where it comes from
    road                text        not null check (road in ('PAGE', 'MAILBOX', 'BY_HAND')),
    channel             text        not null check (channel in ('facebook', 'twitter', 'website', 'weduc')),
    external_id         text        check (external_id <> ''),
    post_id             text,
    parent_id           text,
    message_id          text        check (char_length(message_id) <= 500),
    author_id           text,
    author_name         text        not null check (char_length(author_name) between 1 and 100),
    author_key          text, -- the same for all comments of an author; null where nobody knows who it was
    subject             text        check (char_length(subject) between 1 and 500),
    post_link           text        check (char_length(post_link) <= 500),
    our_own             boolean     not null,
    was_in_public       boolean     not null,
    previous            uuid        references approvals.comment on delete set null,
    requester           text        not null check (requester <> ''),
    requester_is_person boolean     not null,
    requester_reviews   boolean     not null, -- holds the role of the reviewers, so that somebody else joined from the start
    requester_is_head   boolean     not null,
    received_at         timestamptz not null,
    -- the present text and what was found in it
    text                text        not null check (char_length(text) <= 20000),
    attachment_url      text        check (char_length(attachment_url) <= 4000),
    state               text        not null check (state in (
        'RECEIVED', 'WAITING', 'AGREED', 'PUBLISHED', 'DECLINED', 'REMOVING', 'REPORTED', 'ANSWERED', 'GONE')),
    round               integer     not null check (round >= 1),
    round_began         timestamptz not null,
    triage_reasons      text[],
    triage_priority     integer     check (triage_priority between 0 and 100),
    triage_urgent       boolean,
    triage_flagged      boolean,
    triage_about_head   boolean,
    about_head          boolean     not null,
    -- what was decided about it
    ruling_verdict      text        check (ruling_verdict in ('publish', 'decline', 'remove-and-report')),
    ruling_reason       text        check (char_length(ruling_reason) <= 1000),
    ruling_clause       text        check (ruling_clause in ('P6', 'S2', 'S4', 'S5', 'S6')),
    ruling_by           text,
    ruling_role         text        check (ruling_role in ('social-media', 'head-teacher', 'chair-of-governors')),
    ruling_at           timestamptz,
    respondents         text        check (respondents in ('head-teacher', 'chair-of-governors')),
    answer_outcome      text        check (
        answer_outcome in ('no-further-action', 'speak-to-author', 'refer-safeguarding', 'refer-police')),
    answer_note         text        check (char_length(answer_note) <= 1000),
    answer_by           text,
    answer_role         text        check (answer_role in ('head-teacher', 'deputy-head', 'chair-of-governors')),
    answer_at           timestamptz,
    -- what people have to do by when; due_known is false where the school calendar does not reach and calendar days were counted
    review_asked_at     timestamptz,
    review_due_at       timestamptz,
    review_due_known    boolean,
    review_reminder_at  timestamptz,
    review_reminded     boolean,
    review_overdue      boolean,
    by_hand_asked_at    timestamptz,
    by_hand_due_at      timestamptz,
    by_hand_due_known   boolean,
    by_hand_reminder_at timestamptz,
    by_hand_reminded    boolean,
    by_hand_overdue     boolean,
    response_asked_at    timestamptz,
    response_due_at      timestamptz,
    response_due_known   boolean,
    response_reminder_at timestamptz,
    response_reminded    boolean,
    response_overdue     boolean,
    -- what is done on the channel
    effort_effect       text        check (effort_effect in ('hide', 'show', 'remove')),
    effort_attempts     integer     check (effort_attempts >= 0),
    effort_next_at      timestamptz,
    effort_by_hand      text, -- why a person does it
    removed_at          timestamptz,
    published_link      text        check (char_length(published_link) <= 500),

    constraint page_comments_have_an_id check ((road = 'PAGE') = (external_id is not null)),
    constraint triage_is_whole check (
        num_nulls(triage_reasons, triage_priority, triage_urgent, triage_flagged, triage_about_head) in (0, 5)),
    constraint looked_through_before_review check (state = 'GONE' or (state = 'RECEIVED') = (triage_reasons is null)),
    constraint about_head_as_found check (about_head or not coalesce(triage_about_head, false)),
    constraint nobody_rules_on_their_own_comment check (lower(ruling_by) <> lower(requester)),
    constraint ruling_is_whole check (
        num_nulls(ruling_verdict, ruling_reason, ruling_clause, ruling_by, ruling_role, ruling_at) in (0, 6)),
    constraint state_rests_on_its_ruling check (case
        when state in ('RECEIVED', 'WAITING') then ruling_verdict is null
        when state in ('AGREED', 'PUBLISHED') then ruling_verdict is not distinct from 'publish'
        when state = 'DECLINED' then ruling_verdict is not distinct from 'decline'
        when state in ('REMOVING', 'REPORTED', 'ANSWERED') then ruling_verdict is not distinct from 'remove-and-report'
        else true end),
    constraint no_without_a_reason check (ruling_verdict = 'publish' or char_length(ruling_reason) >= 3),
    constraint head_has_no_part_in_what_is_about_them check (not about_head
        or ruling_role is distinct from 'head-teacher' and respondents is distinct from 'head-teacher'),
    constraint others_rule_only_once_they_joined check (
        ruling_role = 'social-media' or coalesce(review_overdue, false) or requester_reviews),
    constraint a_report_has_respondents check ((respondents is not null) = (ruling_verdict is not distinct from 'remove-and-report')),
    constraint answer_is_whole check (
        num_nulls(answer_outcome, answer_note, answer_by, answer_role, answer_at) = case when state = 'ANSWERED' then 0 else 5 end),
    constraint nobody_answers_their_own_report check (
        lower(answer_by) <> lower(ruling_by) or answer_role = 'chair-of-governors'),
    constraint chair_alone_answers_for_the_head check (
        respondents is distinct from 'chair-of-governors' or answer_role is null or answer_role = 'chair-of-governors'),
    constraint review_is_whole check (num_nulls(review_asked_at, review_due_at, review_due_known, review_reminder_at,
        review_reminded, review_overdue) in (0, 6)),
    constraint by_hand_is_whole check (num_nulls(effort_by_hand, by_hand_asked_at, by_hand_due_at, by_hand_due_known,
        by_hand_reminder_at, by_hand_reminded, by_hand_overdue) in (0, 7)),
    constraint response_is_whole check (num_nulls(response_asked_at, response_due_at, response_due_known, response_reminder_at,
        response_reminded, response_overdue) in (0, 6)),
    constraint review_is_due check (state not in ('WAITING', 'AGREED', 'PUBLISHED', 'DECLINED', 'REMOVING', 'REPORTED', 'ANSWERED')
        or review_asked_at is not null),
    constraint response_is_due check (state not in ('REPORTED', 'ANSWERED') or response_asked_at is not null),
    constraint effort_is_whole check (num_nulls(effort_effect, effort_attempts) in (0, 2)
        and (effort_effect is not null or num_nonnulls(effort_next_at, effort_by_hand) = 0)),
    constraint effort_is_owed check (case effort_effect
        when 'hide' then state in ('RECEIVED', 'WAITING', 'DECLINED')
        when 'show' then state = 'AGREED'
        when 'remove' then state = 'REMOVING'
        else true end),
    constraint removed_before_reported check (state not in ('REPORTED', 'ANSWERED', 'GONE') or removed_at is not null)
);

create unique index comment_one_open_request on approvals.comment (external_id)
    where state not in ('PUBLISHED', 'DECLINED', 'ANSWERED', 'GONE');
create index comment_external on approvals.comment (external_id, received_at);
create index comment_received on approvals.comment (received_at);
create index comment_state on approvals.comment (state, received_at);
create index comment_author on approvals.comment (author_key);
create index comment_requester on approvals.comment (lower(requester), received_at);
create index comment_previous on approvals.comment (previous);

-- The four-eyes rule leans on who asked and on where it comes from: that never changes.
create function approvals.refuse_another_origin() returns trigger language plpgsql as $$
begin
    if (new.id, new.reference, new.road, new.channel, new.external_id, new.author_id, new.author_name, new.author_key, new.requester,
            new.requester_is_person, new.requester_reviews, new.requester_is_head, new.received_at)
        is distinct from (old.id, old.reference, old.road, old.channel, old.external_id, old.author_id, old.author_name,
            old.author_key, old.requester, old.requester_is_person, old.requester_reviews, old.requester_is_head, old.received_at) then
        raise exception 'Where comment % comes from stays as it is', old.reference;
    end if;
    return new;
end
$$;

create trigger comment_keeps_its_origin
    before update on approvals.comment
    for each row execute function approvals.refuse_another_origin();

create table approvals.comment_event (
    id         bigint generated always as identity primary key,
    comment_id uuid        not null references approvals.comment on delete cascade,
    at         timestamptz not null,
    by_user    text, -- null for the software and for people outside
    type       text        not null check (type <> ''),
    text       text        not null -- never the comment itself
);

create index comment_event_comment on approvals.comment_event (comment_id, id);

create trigger comment_event_is_not_rewritten
    before update on approvals.comment_event
    for each statement execute function approvals.refuse_rewriting();

-- When everybody could see a comment; reports add up the seconds of what nobody had agreed.
create table approvals.comment_public (
    comment_id uuid        not null references approvals.comment on delete cascade,
    nth        integer     not null check (nth >= 1),
    from_at    timestamptz not null,
    until_at   timestamptz, -- null while it lasts
    agreed     boolean     not null,
    seconds    numeric generated always as (extract(epoch from until_at - from_at)) stored,
    primary key (comment_id, nth),
    constraint ends_after_it_began check (until_at >= from_at)
);

create unique index comment_public_now on approvals.comment_public (comment_id) where until_at is null;

create function approvals.refuse_publication() returns trigger language plpgsql as $$
begin
    if new.agreed and not exists (
            select from approvals.comment where id = new.comment_id and ruling_verdict = 'publish') then
        raise exception 'Nobody agreed the publication of this comment';
    end if;
    return new;
end
$$;

create trigger comment_public_is_agreed
    before insert or update on approvals.comment_public
    for each row execute function approvals.refuse_publication();

-- What is known of a comment on the page apart from its requests: word of it may come twice, late or out of order.
create table approvals.comment_on_page (
    external_id text primary key check (external_id <> ''),
    text_at     timestamptz,
    removed_at  timestamptz
);

-- Mails that were taken in: the SHA-256 of the Message-ID.
create table approvals.comment_mail (
    message_hash text        primary key check (message_hash ~ '^[0-9a-f]{64}$'),
    received_at  timestamptz not null
);

-- The last number given out in each year; the row is locked until the request that took a number is recorded.
create table approvals.comment_number (
    year integer primary key,
    last integer not null check (last > 0)
);

-- What is kept of a comment before it is removed, S6. It outlives the comment, so it is tied to nothing.
create table approvals.comment_evidence (
    comment_id     uuid        primary key,
    reference      text        not null,
    channel        text        not null,
    external_id    text,
    post_id        text,
    author_id      text,
    author_name    text        not null,
    author_key     text,
    subject        text,
    text           text        not null,
    post_link      text,
    attachment_url text,
    received_at    timestamptz not null,
    public_from    timestamptz,
    about_head     boolean     not null,
    reported_by    text        not null check (reported_by <> ''),
    reported_at    timestamptz not null
);

create index comment_evidence_author on approvals.comment_evidence (author_key);

create table approvals.comment_evidence_snapshot (
    comment_id        uuid        primary key references approvals.comment_evidence,
    taken_at          timestamptz not null,
    parent_text       text        not null,
    parent_link       text        not null,
    attachment_sha256 text        check (attachment_sha256 ~ '^[0-9a-f]{64}$')
);

create table approvals.comment_evidence_reading (
    id         bigint generated always as identity primary key,
    comment_id uuid        not null references approvals.comment_evidence,
    at         timestamptz not null,
    reader     text        not null check (reader <> '')
);

create index comment_evidence_reading_comment on approvals.comment_evidence_reading (comment_id, id);

create function approvals.refuse_loss_of_evidence() returns trigger language plpgsql as $$
begin
    raise exception 'Evidence is append-only: % refused', tg_op;
end
$$;

create trigger comment_evidence_is_append_only
    before update or delete or truncate on approvals.comment_evidence
    for each statement execute function approvals.refuse_loss_of_evidence();
create trigger comment_evidence_snapshot_is_append_only
    before update or delete or truncate on approvals.comment_evidence_snapshot
    for each statement execute function approvals.refuse_loss_of_evidence();
create trigger comment_evidence_reading_is_append_only
    before update or delete or truncate on approvals.comment_evidence_reading
    for each statement execute function approvals.refuse_loss_of_evidence();

-- Evidence first, then the removal.
create function approvals.refuse_removal_without_evidence() returns trigger language plpgsql as $$
begin
    if new.state in ('REMOVING', 'REPORTED', 'ANSWERED')
        and not exists (select from approvals.comment_evidence where comment_id = new.id) then
        raise exception 'No evidence of comment % was kept', new.reference;
    end if;
    return new;
end
$$;

create trigger comment_is_removed_with_evidence
    before insert or update on approvals.comment
    for each row execute function approvals.refuse_removal_without_evidence();
