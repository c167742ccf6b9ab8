package org.schoolapprovals.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Writes a report as JSON: names in alphabetical order, no blanks, whole numbers only, times in UTC. The same report is the same
 * to the last byte wherever and whenever it is written, and the SHA-256 of those bytes is its fingerprint: whoever has the file
 * can work it out.
 */
public final class ReportJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ReportJson() {}

    /** All of a report but its fingerprint, which is that of these bytes. */
    public static byte[] of(Report report) {
        return of(report.frame(), report.notes(), report.highlights(), report.sections());
    }

    static Report report(ReportFrame frame, List<String> notes, List<String> highlights, List<Section> sections) {
        return new Report(
                frame, notes, highlights, sections, DigestUtils.sha256Hex(of(frame, notes, highlights, sections)));
    }

    private static byte[] of(ReportFrame frame, List<String> notes, List<String> highlights, List<Section> sections) {
        Map<String, Object> json = new TreeMap<>();
        json.put("asAt", frame.asAt().toString());
        json.put("period", json(frame.period()));
        frame.before().ifPresent(before -> json.put("before", json(before)));
        json.put("trend", frame.trend().stream().map(ReportJson::json).toList());
        json.put("notes", notes);
        json.put("highlights", highlights);
        json.put("sections", sections.stream().map(ReportJson::json).toList());
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, Object> json(Period period) {
        return new TreeMap<>(Map.of(
                "name", period.name(),
                "first", period.first().toString(),
                "last", period.last().toString()));
    }

    private static Map<String, Object> json(Section section) {
        return new TreeMap<>(Map.of(
                "id", section.id(),
                "title", section.title(),
                "clauses", section.clauses(),
                "tables", section.tables().stream().map(ReportJson::json).toList()));
    }

    private static Map<String, Object> json(FigureTable table) {
        Map<String, Object> json = new TreeMap<>(Map.of(
                "id", table.id(),
                "title", table.title(),
                "explanation", table.explanation(),
                "columns", table.columns(),
                "rows", table.rows().stream().map(ReportJson::json).toList()));
        table.chart().ifPresent(chart -> json.put("chart", chart.name()));
        return json;
    }

    private static Map<String, Object> json(Row row) {
        return new TreeMap<>(Map.of(
                "id", row.id(),
                "label", row.label(),
                "figures", row.figures().stream().map(ReportJson::json).toList()));
    }

    private static Map<String, Object> json(Figure figure) {
        Map<String, Object> json = new TreeMap<>(Map.of("text", figure.text()));
        if (figure instanceof Figure.Count count) {
            json.put("atLeast", count.span().low());
            json.put("atMost", count.span().high());
        } else if (figure instanceof Figure.SchoolDays taken) {
            json.put("schoolDays", taken.days());
        } else if (figure instanceof Figure.Days together) {
            json.put("days", together.days());
        } else if (figure instanceof Figure.Seconds taken) {
            json.put("seconds", taken.seconds());
        } else if (figure instanceof Figure.Percent share) {
            json.put("percentAtLeast", share.low());
            json.put("percentAtMost", share.high());
        }
        return json;
    }
}
