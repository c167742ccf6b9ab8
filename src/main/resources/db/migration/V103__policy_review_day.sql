-- Days on which the review of a term opens, where the head teacher chose another than the rule says: the one inside a term is its day.
create table approvals.policy_review_day (
    day    date primary key,
    set_by text        not null check (set_by <> ''),
    set_at timestamptz not null
);
