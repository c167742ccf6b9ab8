-- Versions of the policy (R1). Each is what the chair of governors signed off, to the letter, or the one version in hand that a school
-- begins with. They never change.
create table approvals.policy_version (
    id             uuid primary key,
    number         integer     not null unique check (number >= 1),
    reference      text        not null unique check (reference ~ '^POL-[0-9]{4}-[0-9]{4,}$'),
    review_id      uuid        unique references approvals.policy_review, -- null for the version in hand
    document_id    uuid        not null unique references approvals.policy_document,
    change_summary text        not null check (char_length(change_summary) between 10 and 4000),
    substantive    boolean     not null,
    drafted_by     text        not null check (drafted_by <> ''),
    approved_by    text        check (approved_by <> ''),
    published_at   timestamptz not null,
    in_force_from  date        not null,
    review_due     date        not null,

    constraint only_the_first_is_in_hand check ((number = 1 and review_id is null) or review_id is not null),
    constraint approved_unless_in_hand check ((review_id is null) = (approved_by is null)),
    constraint nobody_approves_their_own_version check (lower(approved_by) <> lower(drafted_by)),
    constraint in_force_once_it_is_published check (
        review_id is null or in_force_from >= (published_at at time zone 'Europe/London')::date),
    constraint version_in_hand_is_nothing_to_confirm check (review_id is not null or not substantive)
);

create index policy_version_in_force on approvals.policy_version (in_force_from, number);

alter table approvals.policy_review
    add constraint policy_review_published_version foreign key (published_version) references approvals.policy_version;

create function approvals.refuse_another_version() returns trigger language plpgsql as $$
begin
    raise exception 'A version of the policy stays as it was published: % refused', tg_op;
end
$$;

create trigger policy_version_stays_as_it_is
    before update or delete or truncate on approvals.policy_version
    for each statement execute function approvals.refuse_another_version();

-- Published only if the chair of governors approved exactly this.
create function approvals.refuse_a_version_nobody_approved() returns trigger language plpgsql as $$
begin
    if new.review_id is not null and not exists (
        select from approvals.policy_review review
            join approvals.policy_review_round round on round.review_id = review.id
        where review.id = new.review_id and review.published_version = new.id
            and round.nth = (select max(nth) from approvals.policy_review_round where review_id = review.id)
            and round.chair_verdict = 'approve' and round.chair_by = new.approved_by
            and round.draft_document = new.document_id and round.draft_substantive = new.substantive
            and round.draft_change_summary = new.change_summary and round.draft_by = new.drafted_by
            and round.draft_in_force_from <= new.in_force_from)
    then
        raise exception 'The chair of governors has not approved version %', new.reference;
    end if;
    return null;
end
$$;

create constraint trigger policy_version_is_what_was_approved
    after insert on approvals.policy_version deferrable initially deferred
    for each row execute function approvals.refuse_a_version_nobody_approved();

create table approvals.policy_version_number (
    year integer primary key,
    last integer not null check (last > 0)
);
