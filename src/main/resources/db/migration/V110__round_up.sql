-- Weekly round-ups (P8): one for each Friday that asked for one, what was posted, and why one was missed. What the application checks
-- is checked here again: no answer is rewritten, and no photograph is posted that is not cleared.
create table approvals.round_up (
    id           uuid primary key,
    friday       date        not null unique check (extract(isodow from friday) = 5), -- once, however many nodes there are
    version      integer     not null check (version >= 0),
    term         text        not null check (term <> ''),
    opens_at     timestamptz not null,
    due_at       timestamptz not null,
    reminder_at  timestamptz not null,
    tell_head_at timestamptz not null,
    last_moment  timestamptz not null, -- the end of the term
    opened_at    timestamptz not null, -- later than opens_at where the application was not running then
    reminded     boolean     not null,
    head_told_at timestamptz,
    state        text        not null check (state in ('OPEN', 'POSTED', 'MISSED')),
    ended_at     timestamptz,
    ended_by     text        check (ended_by <> ''), -- null where nobody answered
    text         text        check (char_length(text) between 1 and 3000), -- as it was posted
    link         text        check (char_length(link) <= 500),
    reason       text        check (char_length(reason) between 3 and 1000),

    constraint state_rests_on_its_answer check (case state
        when 'OPEN' then num_nonnulls(ended_at, ended_by, text, link, reason) = 0
        when 'POSTED' then num_nulls(ended_at, ended_by, text) = 0 and reason is null
        else ended_at is not null and num_nonnulls(text, link) = 0 and num_nulls(ended_by, reason) in (0, 2) end)
);

create index round_up_open on approvals.round_up (friday) where state = 'OPEN';

create function approvals.refuse_another_round_up() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'OPEN' then
            raise exception 'A round-up is asked for before it is answered';
        end if;
        return new;
    end if;
    if old.state <> 'OPEN' then
        raise exception 'What became of the round-up of % stays as it is', old.friday;
    end if;
    if (new.id, new.friday, new.term, new.opens_at, new.due_at, new.reminder_at, new.tell_head_at, new.last_moment, new.opened_at)
        is distinct from
        (old.id, old.friday, old.term, old.opens_at, old.due_at, old.reminder_at, old.tell_head_at, old.last_moment,
            old.opened_at) then
        raise exception 'What was asked for on % stays as it is', old.friday;
    end if;
    return new;
end
$$;

create trigger round_up_is_answered_once
    before insert or update on approvals.round_up
    for each row execute function approvals.refuse_another_round_up();

-- The last Friday that was looked at; one row. Nodes take turns on it.
create table approvals.round_up_progress (
    single boolean primary key default true check (single),
    friday date    not null check (extract(isodow from friday) = 5)
);

-- What is prepared for a Friday; gone once its round-up has ended.
create table approvals.round_up_draft (
    friday        date        primary key check (extract(isodow from friday) = 5),
    version       integer     not null check (version >= 1),
    text          text        not null check (char_length(text) <= 3000),
    photos        uuid[]      not null check (cardinality(photos) <= 20),
    contacts_ours boolean     not null,
    saved_at      timestamptz not null,
    saved_by      text        not null check (saved_by <> '')
);

-- Photographs that have to be taken out of a round-up that was posted (S3).
create table approvals.round_up_takedown (
    id          uuid primary key,
    round_up_id uuid        not null references approvals.round_up on delete cascade,
    version     integer     not null check (version >= 0),
    asked_at    timestamptz not null,
    due_at      timestamptz not null,
    reminder_at timestamptz not null,
    reminded    boolean     not null,
    overdue     boolean     not null,
    done_at     timestamptz,
    done_by     text,
    constraint done_is_whole check (num_nulls(done_at, done_by) in (0, 2))
);

create index round_up_takedown_of on approvals.round_up_takedown (round_up_id);

create function approvals.refuse_another_takedown() returns trigger language plpgsql as $$
begin
    if old.done_at is not null then
        raise exception 'Who took photographs out of a round-up stays as it is';
    end if;
    if (new.id, new.round_up_id, new.asked_at, new.due_at, new.reminder_at)
        is distinct from (old.id, old.round_up_id, old.asked_at, old.due_at, old.reminder_at) then
        raise exception 'What was asked for stays as it is';
    end if;
    return new;
end
$$;

create trigger round_up_takedown_is_done_once
    before update on approvals.round_up_takedown
    for each row execute function approvals.refuse_another_takedown();

create table approvals.round_up_photo (
    round_up_id    uuid    not null references approvals.round_up on delete cascade,
    nth            integer not null check (nth >= 1),
    photo_id       uuid    not null, -- the record outlives the photograph
    publication_id uuid    not null,
    sha256         text    not null check (sha256 ~ '^[0-9a-f]{64}$'),
    title          text    not null check (title <> ''),
    takedown_id    uuid    references approvals.round_up_takedown, -- null while it may stay
    primary key (round_up_id, nth),
    unique (round_up_id, photo_id)
);

create index round_up_photo_still_there on approvals.round_up_photo (photo_id) where takedown_id is null;

-- A photograph in a round-up is one that was cleared for Facebook and is not to be taken down there; afterwards it is only ever taken out.
create function approvals.refuse_uncleared_round_up_photo() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.takedown_id is not null
            or (new.round_up_id, new.nth, new.photo_id, new.publication_id, new.sha256, new.title)
                is distinct from (old.round_up_id, old.nth, old.photo_id, old.publication_id, old.sha256, old.title) then
            raise exception 'What was posted stays as it is';
        end if;
    elsif not exists (
            select from approvals.photo_publication publication
                join approvals.photo_publication_file file on file.publication_id = publication.id
            where publication.id = new.publication_id and publication.use = 'facebook'
                and publication.state in ('OPEN', 'PUBLISHED')
                and file.photo_id = new.photo_id and file.sha256 = new.sha256) then
        raise exception 'Nobody cleared this photograph for the page';
    elsif not exists (select from approvals.round_up where id = new.round_up_id and state = 'POSTED') then
        raise exception 'This round-up was not posted';
    end if;
    return new;
end
$$;

create trigger round_up_photo_is_cleared
    before insert or update on approvals.round_up_photo
    for each row execute function approvals.refuse_uncleared_round_up_photo();
