package org.schoolapprovals.report;

import java.util.List;

/**
 * What governors read. The same for every reader, and the same for ever: whoever asks for this frame again gets this report.
 *
 * @param notes what has to be known beside the figures, such as that the policy is overdue; one sentence each
 * @param highlights what stands out, one sentence each
 * @param fingerprint SHA-256 of the rest as {@link ReportJson} writes it, in hexadecimal digits
 */
public record Report(
        ReportFrame frame, List<String> notes, List<String> highlights, List<Section> sections, String fingerprint) {

    public Report {
        notes = List.copyOf(notes);
        highlights = List.copyOf(highlights);
        sections = List.copyOf(sections);
    }
}
