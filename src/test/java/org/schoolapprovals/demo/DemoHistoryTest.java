package org.schoolapprovals.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.report.Figure;
import org.schoolapprovals.report.Report;
import org.schoolapprovals.report.ReportSchool;
import org.springframework.jdbc.core.JdbcTemplate;

/** Today is Thursday 26 November 2026. */
class DemoHistoryTest {

    private static ReportSchool emptySchool() {
        return new ReportSchool().at("2026-11-26T08:00");
    }

    private static void tell(ReportSchool school) {
        new DemoHistory(new JdbcTemplate(school.bean(DataSource.class)), school.calendars(), school.bean(Clock.class))
                .run(null);
    }

    private static List<String> stages(ReportSchool school) {
        return school.jdbc()
                .sql(
                        "select concat_ws(' ', reference, process, kind, clause, begun_at, ended_at, outcome, detail) from approvals.stage order by id")
                .query(String.class)
                .list();
    }

    @Test
    void thePastIsOverAndTheSameEveryTime() {
        try (ReportSchool one = emptySchool();
                ReportSchool other = emptySchool()) {
            tell(one);
            tell(other);

            assertThat(stages(one)).hasSizeGreaterThan(400).isEqualTo(stages(other));
            assertThat(one.jdbc()
                            .sql(
                                    "select count(*) from approvals.stage where ended_at is null or ended_at > '2026-08-28' or begun_at < '2025-09-01'")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void aSchoolThatHasAPastGetsNoOther() {
        try (ReportSchool school = emptySchool()) {
            tell(school);
            List<String> first = stages(school);

            tell(school);

            assertThat(stages(school)).isEqualTo(first);
        }
    }

    @Test
    void theSummerTermStandsOutAndSmallCountsAreHidden() {
        try (ReportSchool school = emptySchool()) {
            tell(school);

            Report report = school.reports()
                    .report(
                            "governors",
                            school.frames()
                                    .term(
                                            LocalDate.of(2026, 5, 1),
                                            school.frames().now()));

            assertThat(report.highlights())
                    .anyMatch(sentence -> sentence.startsWith(
                            "Decisions on exceptions have doubled or more against the spring term 2026"))
                    .contains("A comment that nobody had agreed to was in public for 3 hours before it was hidden.");
            List<String> figures = report.sections().stream()
                    .flatMap(section -> section.tables().stream())
                    .flatMap(table -> table.rows().stream())
                    .flatMap(row -> row.figures().stream())
                    .map(Figure::text)
                    .toList();
            assertThat(figures).contains("fewer than 5", "none").anyMatch(text -> text.matches("[0-9]{2,}"));
        }
    }
}
