-- The trend of a report counts the decisions of several terms: they are counted in the index alone.
create index stage_decided on approvals.stage (ended_at) include (process, clause, outcome, detail, ended_recorded_at)
    where kind = 'decision' and ended_at is not null;
