package org.schoolapprovals.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.decision.StageKind.DECISION;
import static org.schoolapprovals.decision.StageKind.REQUEST;
import static org.schoolapprovals.report.ReportSchool.moment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.EntryDraft;

/** The same report for the same moment is the same for ever, in its data to the last byte. */
class ReproducibleReportTest {

    private static final String COMMENTS = "comment-approval";
    private static final LocalDate IN_SUMMER = LocalDate.of(2026, 5, 1);
    private static final Instant MOMENT = moment("2026-09-10T09:00");

    @Test
    void neitherNewRowsNorAnotherCalendarNorAnotherMachineChangeAReport() throws Exception {
        try (ReportSchool school = new ReportSchool()) {
            UUID open = null;
            for (int comment = 1; comment <= 9; comment++) {
                open = school.at("2026-05-0%dT10:00".formatted(comment)).ask(COMMENTS, "P6");
                school.begin(open, COMMENTS, "P6", DECISION, "2026-05-0%dT16:00".formatted(comment));
                school.at("2026-05-1%dT10:00".formatted(comment));
                if (comment < 9) {
                    school.end(open, DECISION, "publish");
                    school.end(open, REQUEST, "published");
                }
            }
            school.at("2026-09-10T09:00");
            Report before = report(school, MOMENT);
            byte[] json = ReportJson.of(before);
            byte[] csv = ReportCsv.of(before);

            // Something that ended before the moment, but was written down after it.
            school.at("2026-09-10T10:00").end(open, DECISION, "decline", "", moment("2026-07-10T10:00"));
            school.end(open, REQUEST, "declined", "", moment("2026-07-10T10:00"));
            school.passes(COMMENTS, "S6", DECISION, "publish", "", 60);
            school.calendars().add("office", new EntryDraft("inset-day", "Moderation", "2026-05-12", ""));
            long term = school.jdbc()
                    .sql("select id from approvals.calendar_entry where name = 'Summer term 2026'")
                    .query(Long.class)
                    .single();
            school.calendars()
                    .change("office", term, new EntryDraft("", "Trinity term 2026", "2026-04-20", "2026-07-20"));
            school.at("2027-03-01T09:00");
            Locale locale = Locale.getDefault();
            TimeZone zone = TimeZone.getDefault();
            try {
                Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
                Report after = report(school, MOMENT);

                assertThat(after).isEqualTo(before);
                assertThat(ReportJson.of(after)).isEqualTo(json);
                assertThat(ReportCsv.of(after)).isEqualTo(csv);
            } finally {
                Locale.setDefault(locale);
                TimeZone.setDefault(zone);
            }

            Report now = report(school, moment("2027-03-01T09:00"));
            assertThat(now.fingerprint()).isNotEqualTo(before.fingerprint());
            assertThat(now.frame().period().name()).isEqualTo("Trinity term 2026");
        }
    }

    private static Report report(ReportSchool school, Instant asAt) {
        return school.reports().report("governors", school.frames().term(IN_SUMMER, asAt));
    }

    @Test
    void aReportAsAtAMomentThatHasNotComeIsRefused() {
        try (ReportSchool school = new ReportSchool()) {
            school.at("2026-09-10T09:00");
            ReportFrame frame = school.frames().term(IN_SUMMER, MOMENT);
            ReportFrame tomorrow =
                    new ReportFrame(frame.period(), frame.before(), frame.trend(), MOMENT.plusSeconds(86_400));

            assertThatThrownBy(() -> school.reports().report("governors", tomorrow))
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void theFingerprintIsTheSha256OfTheJsonFile() throws Exception {
        Report report = SampleReports.autumn();

        assertThat(report.fingerprint())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(ReportJson.of(report))));
    }

    @Test
    void jsonHasItsNamesInOrderAndTellsACountByItsBoundsAndItsWords() {
        String json = new String(ReportJson.of(SampleReports.autumn()), StandardCharsets.UTF_8);

        assertThat(json)
                .startsWith("{\"asAt\":\"2027-01-08T10:00:00Z\",\"before\":{\"first\":\"2026-04-20\",")
                .contains("{\"atLeast\":1,\"atMost\":4,\"text\":\"fewer than 5\"}")
                .contains("{\"schoolDays\":6,\"text\":\"6 school days\"}")
                .contains("{\"seconds\":1260,\"text\":\"21 minutes\"}");
    }

    @Test
    void csvHasOneLineForEachFigureAndBeginsWithWhatItIs() {
        String csv = new String(ReportCsv.of(SampleReports.autumn()), StandardCharsets.UTF_8);

        assertThat(csv)
                .startsWith("\uFEFFReport,Autumn term 2026,2026-09-01,2027-01-03\r\n")
                .contains("\r\nFingerprint," + SampleReports.autumn().fingerprint() + "\r\n")
                .contains(
                        "\r\nPersonal-device exceptions,P5,What was decided,Refused,Autumn term 2026,fewer than 5,1,4\r\n")
                .contains(",Have read it,Summer term 2026,–,,\r\n");
    }

    @Test
    void noCellOfTheCsvIsAFormula() throws Exception {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")) {
            Period period = new Period(formula, IN_SUMMER, IN_SUMMER);
            FigureTable table = new FigureTable(
                    "table",
                    formula,
                    "",
                    List.of(formula),
                    List.of(new Row("row", formula, List.of(new Figure.Words(formula)))),
                    Optional.empty());
            Report report = ReportJson.report(
                    new ReportFrame(period, Optional.of(period), List.of(), MOMENT),
                    List.of(formula),
                    List.of(formula),
                    List.of(new Section("section", formula, formula, List.of(table))));

            String csv = new String(ReportCsv.of(report), StandardCharsets.UTF_8).substring(1);
            try (CSVParser lines = CSVParser.parse(csv, CSVFormat.EXCEL)) {
                assertThat(lines.stream().flatMap(CSVRecord::stream))
                        .contains("'" + formula)
                        .noneMatch(cell -> !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0);
            }
        }
    }
}
