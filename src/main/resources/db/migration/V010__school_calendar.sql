-- Terms, holidays inside term, INSET days and bank holidays. The last three close the school; outside the terms it is closed anyway.
create table approvals.calendar_entry (
    id        bigint generated always as identity primary key,
    kind      text not null check (kind in ('term', 'holiday', 'inset-day', 'bank-holiday')),
    name      text not null check (name <> '' and length(name) <= 60),
    first_day date not null check (first_day >= '2000-01-01'),
    last_day  date not null check (last_day <= '2100-12-31'),
    constraint ends_after_it_begins check (last_day >= first_day),
    constraint inset_day_and_bank_holiday_are_single_days
        check (kind in ('term', 'holiday') or last_day = first_day),
    constraint term_is_at_most_20_weeks check (kind <> 'term' or last_day - first_day < 140),
    constraint terms_do_not_overlap
        exclude using gist (daterange(first_day, last_day, '[]') with &&) where (kind = 'term'),
    constraint holidays_do_not_overlap
        exclude using gist (daterange(first_day, last_day, '[]') with &&) where (kind = 'holiday'),
    constraint inset_days_differ
        exclude using gist (daterange(first_day, last_day, '[]') with &&) where (kind = 'inset-day'),
    constraint bank_holidays_differ
        exclude using gist (daterange(first_day, last_day, '[]') with &&) where (kind = 'bank-holiday')
);

create unique index term_names_differ on approvals.calendar_entry (lower(name)) where kind = 'term';

-- The school years whose dates came with the application: a pattern, until somebody at the school has checked it.
create table approvals.calendar_year (
    starts_in  integer primary key,
    checked_by text check (checked_by <> ''),
    checked_at timestamptz,
    constraint checked_by_somebody check ((checked_by is null) = (checked_at is null))
);

-- Who changed what and when. Rows are only ever added.
create table approvals.calendar_change (
    id         bigint generated always as identity primary key,
    what       text        not null check (what <> ''),
    changed_by text        not null check (changed_by <> ''),
    changed_at timestamptz not null
);

create function approvals.refuse_change_of_calendar_log() returns trigger language plpgsql as $$
begin
    raise exception 'The change log of the school calendar is append-only: % refused', tg_op;
end
$$;

create trigger calendar_change_is_append_only
    before update or delete or truncate on approvals.calendar_change
    for each statement execute function approvals.refuse_change_of_calendar_log();

-- The pattern of Cheshire West and Chester: terms begin on a Monday (or the day after a bank holiday), the spring break is the
-- first two full weeks of April wherever Easter falls, 195 days a year of which five are INSET days. Term ends and INSET days
-- are the school's own choice, so all of it is to be checked.
insert into approvals.calendar_year (starts_in) values (2025), (2026), (2027);

-- Bank holidays of England and Wales: https://www.gov.uk/bank-holidays.json
insert into approvals.calendar_entry (kind, name, first_day, last_day) values
    ('term', 'Autumn term 2025', '2025-09-01', '2025-12-19'),
    ('holiday', 'Autumn half-term', '2025-10-27', '2025-10-31'),
    ('term', 'Spring term 2026', '2026-01-05', '2026-04-02'),
    ('holiday', 'Spring half-term', '2026-02-16', '2026-02-20'),
    ('term', 'Summer term 2026', '2026-04-20', '2026-07-21'),
    ('holiday', 'Summer half-term', '2026-05-25', '2026-05-29'),
    ('inset-day', 'INSET day', '2025-09-01', '2025-09-01'),
    ('inset-day', 'INSET day', '2025-11-03', '2025-11-03'),
    ('inset-day', 'INSET day', '2026-01-05', '2026-01-05'),
    ('inset-day', 'INSET day', '2026-04-20', '2026-04-20'),
    ('inset-day', 'INSET day', '2026-06-01', '2026-06-01'),
    ('term', 'Autumn term 2026', '2026-09-01', '2026-12-18'),
    ('holiday', 'Autumn half-term', '2026-10-26', '2026-10-30'),
    ('term', 'Spring term 2027', '2027-01-04', '2027-04-02'),
    ('holiday', 'Spring half-term', '2027-02-15', '2027-02-19'),
    ('term', 'Summer term 2027', '2027-04-19', '2027-07-22'),
    ('holiday', 'Summer half-term', '2027-05-31', '2027-06-04'),
    ('inset-day', 'INSET day', '2026-09-01', '2026-09-01'),
    ('inset-day', 'INSET day', '2026-11-02', '2026-11-02'),
    ('inset-day', 'INSET day', '2027-01-04', '2027-01-04'),
    ('inset-day', 'INSET day', '2027-04-19', '2027-04-19'),
    ('inset-day', 'INSET day', '2027-06-07', '2027-06-07'),
    ('term', 'Autumn term 2027', '2027-09-01', '2027-12-17'),
    ('holiday', 'Autumn half-term', '2027-10-25', '2027-10-29'),
    ('term', 'Spring term 2028', '2028-01-04', '2028-03-31'),
    ('holiday', 'Spring half-term', '2028-02-21', '2028-02-25'),
    ('term', 'Summer term 2028', '2028-04-18', '2028-07-21'),
    ('holiday', 'Summer half-term', '2028-05-29', '2028-06-02'),
    ('inset-day', 'INSET day', '2027-09-01', '2027-09-01'),
    ('inset-day', 'INSET day', '2027-11-01', '2027-11-01'),
    ('inset-day', 'INSET day', '2028-01-04', '2028-01-04'),
    ('inset-day', 'INSET day', '2028-04-18', '2028-04-18'),
    ('inset-day', 'INSET day', '2028-06-05', '2028-06-05'),
    ('bank-holiday', 'New Year’s Day', '2025-01-01', '2025-01-01'),
    ('bank-holiday', 'Good Friday', '2025-04-18', '2025-04-18'),
    ('bank-holiday', 'Easter Monday', '2025-04-21', '2025-04-21'),
    ('bank-holiday', 'Early May bank holiday', '2025-05-05', '2025-05-05'),
    ('bank-holiday', 'Spring bank holiday', '2025-05-26', '2025-05-26'),
    ('bank-holiday', 'Summer bank holiday', '2025-08-25', '2025-08-25'),
    ('bank-holiday', 'Christmas Day', '2025-12-25', '2025-12-25'),
    ('bank-holiday', 'Boxing Day', '2025-12-26', '2025-12-26'),
    ('bank-holiday', 'New Year’s Day', '2026-01-01', '2026-01-01'),
    ('bank-holiday', 'Good Friday', '2026-04-03', '2026-04-03'),
    ('bank-holiday', 'Easter Monday', '2026-04-06', '2026-04-06'),
    ('bank-holiday', 'Early May bank holiday', '2026-05-04', '2026-05-04'),
    ('bank-holiday', 'Spring bank holiday', '2026-05-25', '2026-05-25'),
    ('bank-holiday', 'Summer bank holiday', '2026-08-31', '2026-08-31'),
    ('bank-holiday', 'Christmas Day', '2026-12-25', '2026-12-25'),
    ('bank-holiday', 'Boxing Day (substitute day)', '2026-12-28', '2026-12-28'),
    ('bank-holiday', 'New Year’s Day', '2027-01-01', '2027-01-01'),
    ('bank-holiday', 'Good Friday', '2027-03-26', '2027-03-26'),
    ('bank-holiday', 'Easter Monday', '2027-03-29', '2027-03-29'),
    ('bank-holiday', 'Early May bank holiday', '2027-05-03', '2027-05-03'),
    ('bank-holiday', 'Spring bank holiday', '2027-05-31', '2027-05-31'),
    ('bank-holiday', 'Summer bank holiday', '2027-08-30', '2027-08-30'),
    ('bank-holiday', 'Christmas Day (substitute day)', '2027-12-27', '2027-12-27'),
    ('bank-holiday', 'Boxing Day (substitute day)', '2027-12-28', '2027-12-28'),
    ('bank-holiday', 'New Year’s Day (substitute day)', '2028-01-03', '2028-01-03'),
    ('bank-holiday', 'Good Friday', '2028-04-14', '2028-04-14'),
    ('bank-holiday', 'Easter Monday', '2028-04-17', '2028-04-17'),
    ('bank-holiday', 'Early May bank holiday', '2028-05-01', '2028-05-01'),
    ('bank-holiday', 'Spring bank holiday', '2028-05-29', '2028-05-29'),
    ('bank-holiday', 'Summer bank holiday', '2028-08-28', '2028-08-28'),
    ('bank-holiday', 'Christmas Day', '2028-12-25', '2028-12-25'),
    ('bank-holiday', 'Boxing Day', '2028-12-26', '2028-12-26');
