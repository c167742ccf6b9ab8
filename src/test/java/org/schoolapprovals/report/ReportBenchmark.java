package org.schoolapprovals.report;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.schoolapprovals.database.TestDatabase;

/**
 * Measures the report of a term in the record of a large school over ten years, with a million decisions; in the record of one year
 * of a school that has as many a term; and in one year of a small school. All three in turn, many times. Where the cost follows the
 * rows of the periods asked for, and not the size of the record, the first two take the same time. The README says how to run it.
 */
final class ReportBenchmark {

    private static final int WARM_UP = 5;
    private static final Instant AS_AT = ReportSchool.moment("2026-09-10T09:00");
    private static final LocalDate IN_SUMMER = LocalDate.of(2026, 5, 1);
    private static final int PER_YEAR = 100_000;
    private static final int PER_SMALL_YEAR = 1_500;

    private ReportBenchmark() {}

    /** @param arguments how many rounds; 31 where nothing is said */
    public static void main(String[] arguments) {
        int rounds = arguments.length == 0 ? 31 : Integer.parseInt(arguments[0]);
        List<Record> records = List.of(
                new Record("ten years, large school", 10, PER_YEAR),
                new Record("one year, large school", 1, PER_YEAR),
                new Record("one year, small school", 1, PER_SMALL_YEAR));
        for (int round = 0; round < WARM_UP + rounds; round++) {
            for (Record record : records) {
                record.measure(round >= WARM_UP);
            }
        }
        System.out.printf(
                Locale.UK,
                "%-24s %12s %12s %12s %10s %10s %8s%n",
                "median of " + rounds,
                "decisions",
                "stages",
                "in periods",
                "report ms",
                "page ms",
                "ratio");
        records.forEach(record -> record.print(records.get(1)));
        records.forEach(Record::close);
    }

    /** One school's record, and what its report took. */
    private static final class Record {

        private final String name;
        private final HikariDataSource pool = new HikariDataSource();
        private final ReportSchool school;
        private final ReportFrame frame;
        private final List<Double> reports = new ArrayList<>();
        private final List<Double> pages = new ArrayList<>();

        Record(String name, int years, int perYear) {
            this.name = name;
            pool.setDataSource(TestDatabase.migrated().dataSource());
            pool.setMaximumPoolSize(2);
            school = new ReportSchool(pool);
            school.at("2026-09-10T09:00");
            fill(years, perYear);
            frame = school.frames().term(IN_SUMMER, AS_AT);
        }

        /** The page asks for the frame first, and takes the report from it. */
        void measure(boolean counts) {
            long begin = System.nanoTime();
            ReportFrame asked =
                    school.frames().dates(frame.period().first(), frame.period().last(), AS_AT);
            boolean mayRead = school.reports().mayRead("governors");
            long framed = System.nanoTime();
            Report report = school.reports().report("governors", asked);
            long end = System.nanoTime();
            if (report.sections().isEmpty() || !mayRead) {
                throw new IllegalStateException("There is nothing in the report");
            }
            if (counts) {
                reports.add((end - framed) / 1e6);
                pages.add((end - begin) / 1e6);
            }
        }

        void print(Record base) {
            System.out.printf(
                    Locale.UK,
                    "%-24s %,12d %,12d %,12d %10.1f %10.1f %8.2f%n",
                    name,
                    count("select count(*) from approvals.decision"),
                    count("select count(*) from approvals.stage"),
                    rowsInPeriods(),
                    median(reports),
                    median(pages),
                    median(pages) / median(base.pages));
        }

        /** What ended in the term, in the one before, and what was decided in the other terms of the trend. */
        private long rowsInPeriods() {
            Period before = frame.before().orElseThrow();
            return count("select count(*) from approvals.stage where ended_at >= '%s' and ended_at < '%s'"
                    .formatted(before.begins(), frame.period().ends()));
        }

        private long count(String sql) {
            return school.jdbc().sql(sql).query(Long.class).single();
        }

        private static double median(List<Double> figures) {
            List<Double> sorted = new ArrayList<>(figures);
            Collections.sort(sorted);
            return sorted.get(sorted.size() / 2);
        }

        private void fill(int years, int perYear) {
            int first = 2026 - years;
            for (int year = first; year < 2025; year++) {
                term("Autumn term " + year, year + "-09-01", year + "-12-19");
                term("Spring term " + (year + 1), year + 1 + "-01-05", year + 1 + "-04-02");
                term("Summer term " + (year + 1), year + 1 + "-04-20", year + 1 + "-07-21");
            }
            run("drop index approvals.stage_open");
            run("select setseed(0.5)");
            run(REQUESTS.formatted(years * perYear, first, years * perYear));
            run(DECISIONS);
            run(STAGES);
            run("create index stage_open on approvals.stage using gist (open_during)");
            run("vacuum analyze");
        }

        private void term(String name, String firstDay, String lastDay) {
            school.jdbc()
                    .sql(
                            "insert into approvals.calendar_entry (kind, name, first_day, last_day) values ('term', :name, :first, :last)")
                    .param("name", name)
                    .param("first", LocalDate.parse(firstDay))
                    .param("last", LocalDate.parse(lastDay))
                    .update();
        }

        private void run(String sql) {
            long begin = System.nanoTime();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            System.out.printf(
                    Locale.UK,
                    "%s: %.0f s for %s …%n",
                    name,
                    (System.nanoTime() - begin) / 1e9,
                    sql.strip().lines().findFirst().orElseThrow());
        }

        void close() {
            school.close();
            pool.close();
        }
    }

    /** Of ten requests six are comments, three photographs and one an exception, evenly over the years. */
    static final String REQUESTS = """
            create table made as
            select n, gen_random_uuid() as id,
                case when n %% 10 = 0 then 'personal-device-exception' when n %% 10 < 7 then 'comment-approval'
                    else 'photo-consent-verification' end as process,
                case when n %% 10 = 0 then 'P5' when n %% 10 < 4 then 'P6' when n %% 10 = 4 then 'S2' when n %% 10 = 5 then 'S5'
                    when n %% 10 = 6 then 'S6' when n %% 10 < 9 then 'S3' else 'S4' end as clause,
                case when n %% 10 = 0 then case when n %% 100 < 70 then 'approve' when n %% 100 < 90 then 'refuse'
                        else 'more-information' end
                    when n %% 10 = 6 then 'remove-and-report' when n %% 10 < 6 then case when n %% 7 = 0 then 'decline' else 'publish' end
                    when n %% 5 = 0 then 'hold-back' else 'clear' end as outcome,
                asked, decided, asked + interval '2 days' as due
            from generate_series(1, %d) n, lateral (
                select timestamptz '%d-09-01 08:00+00' + (timestamptz '2026-09-01 00:00+00' - timestamptz '%2$d-09-01 00:00+00')
                    * (n / cast(%3$d + 1 as double precision)) as asked) a, lateral (
                select asked + interval '1 hour' + random() ^ 3 * interval '9 days' as decided) d
            """;

    static final String DECISIONS = """
            insert into approvals.decision (id, request_id, process, clause, outcome, reason, conditions, requested_by, asked_at, due_at,
                decided_by, role, decided_at)
            overriding system value
            select n, id, process, clause, outcome, '', '', 'teacher', asked, due, 'head', 'head-teacher', decided from made order by n
            """;

    /** A request, the question, and what belongs to its process: what was in public, in force, to be closed or taken down. */
    static final String STAGES = """
            insert into approvals.stage (request_id, part_id, reference, process, kind, clause, begun_clause, begun_at, due_at,
                begun_recorded_at, ended_at, outcome, detail, school_days, ended_recorded_at, decision_id)
            select id, id, 'REF-' || n, process, kind, clause, clause, begun, stage_due, begun, ended, ending, detail,
                cast(extract(epoch from ended - begun) / 86400 as int), ended, case when kind = 'decision' then n end
            from (
                select *, 'request' as kind, asked as begun, cast(null as timestamptz) as stage_due,
                    decided + interval '1 day' as ended, case outcome when 'publish' then 'published' when 'clear' then 'published'
                        when 'approve' then 'closed' when 'refuse' then 'refused' else 'declined' end as ending, '' as detail
                from made
                union all
                select *, 'decision', asked, due, decided, outcome,
                    case outcome when 'hold-back' then case when n %% 2 = 0 then 'consent-missing' else 'words-to-change' end
                        else '' end
                from made
                union all
                select *, 'in-public', asked - interval '1 minute', null, asked - interval '1 minute' + random() * interval '90 seconds',
                    'hidden', '' from made where process = 'comment-approval' and n %% 2 = 0
                union all
                select *, 'response', decided, decided + interval '1 day', decided + random() * interval '2 days',
                    'no-further-action', '' from made where clause = 'S6'
                union all
                select *, 'in-force', decided + interval '5 days', null, decided + interval '7 days', 'returned', ''
                from made where outcome = 'approve'
                union all
                select *, 'closure', decided + interval '7 days', decided + interval '10 days',
                    decided + interval '7 days' + random() * interval '4 days', 'done', '' from made where outcome = 'approve'
                union all
                select *, 'takedown', decided + interval '9 days', decided + interval '10 days',
                    decided + interval '9 days' + random() * interval '1 hour', 'done', ''
                from made where outcome = 'clear' and n %% 20 = 9
            ) stage
            order by begun
            """.replace("%%", "%");
}
