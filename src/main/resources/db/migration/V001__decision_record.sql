-- Who decided what. Rows are only ever added; the four-eyes rule holds here even if every line of code above forgot it.
create table approvals.decision (
    id           bigint generated always as identity primary key,
    request_id   uuid        not null,
    process      text        not null check (process <> ''),
    clause       text        not null check (clause ~ '^[PSR][0-9]+$'),
    outcome      text        not null check (outcome <> ''),
    reason       text        not null,
    conditions   text        not null,
    requested_by text        not null check (requested_by <> ''),
    asked_at     timestamptz not null,
    due_at       timestamptz,
    decided_by   text        not null check (decided_by <> ''),
    role         text        not null check (role <> ''),
    on_behalf_of text,
    decided_at   timestamptz not null,
    constraint nobody_decides_their_own_request check (lower(decided_by) <> lower(requested_by)),
    constraint decided_after_asked check (decided_at >= asked_at)
);

create index decision_request on approvals.decision (request_id);
create index decision_decided_at on approvals.decision (decided_at);

create function approvals.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The decision record is append-only: % refused', tg_op;
end
$$;

create trigger decision_is_append_only
    before update or delete or truncate on approvals.decision
    for each statement execute function approvals.refuse_change();
