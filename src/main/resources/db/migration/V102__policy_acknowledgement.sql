-- Staff confirm that they have read a substantive change of the policy (R1): each once, late or in time.
create table approvals.policy_acknowledgement (
    id           uuid primary key,
    version_id   uuid        not null references approvals.policy_version,
    person       text        not null check (person <> ''),
    state        text        not null check (state in ('ASKED', 'CONFIRMED', 'MISSING', 'LATE', 'LEFT')),
    asked_at     timestamptz not null,
    ends_at      timestamptz not null,
    reminders    integer     not null check (reminders >= 0),
    confirmed_at timestamptz,

    constraint time_to_confirm check (ends_at > asked_at),
    constraint confirmed_with_its_time check ((state in ('CONFIRMED', 'LATE')) = (confirmed_at is not null)),
    constraint late_after_the_end check (case state
        when 'CONFIRMED' then confirmed_at < ends_at
        when 'LATE' then confirmed_at >= ends_at
        else true end)
);

-- Whoever left and comes back is asked anew, in a row and a process of its own.
create unique index asked_once_for_a_version on approvals.policy_acknowledgement (version_id, person) where state <> 'LEFT';
create index policy_acknowledgement_person on approvals.policy_acknowledgement (person, asked_at);
create index policy_acknowledgement_open on approvals.policy_acknowledgement (version_id) where state in ('ASKED', 'MISSING');

create function approvals.refuse_another_acknowledgement() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'ASKED' then
            raise exception 'An acknowledgement is asked for before it is given';
        end if;
        if not (select substantive from approvals.policy_version where id = new.version_id) then
            raise exception 'Staff do not have to confirm this version';
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' then
        raise exception 'An acknowledgement stays on record';
    end if;
    if (new.id, new.version_id, new.person) is distinct from (old.id, old.version_id, old.person) then
        raise exception 'Who confirms what stays as it is';
    end if;
    if not (case old.state
        when 'ASKED' then new.state in ('ASKED', 'CONFIRMED', 'LATE', 'MISSING', 'LEFT')
        when 'MISSING' then new.state in ('LATE', 'LEFT')
        else false end)
    then
        raise exception 'An acknowledgement does not come from % to %', old.state, new.state;
    end if;
    if (new.asked_at, new.ends_at) is distinct from (old.asked_at, old.ends_at) then
        raise exception 'The time to confirm stays as it is';
    end if;
    return new;
end
$$;

create trigger policy_acknowledgement_is_given_once
    before insert or update or delete on approvals.policy_acknowledgement
    for each row execute function approvals.refuse_another_acknowledgement();
