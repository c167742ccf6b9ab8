package org.schoolapprovals.schoolcalendar;

import java.util.List;

/**
 * A whole school year as somebody typed it from the authority's list, checked by nobody yet. Dates are {@code yyyy-MM-dd} or
 * {@code d/M/yyyy}.
 *
 * @param startsIn the calendar year in which it begins
 * @param insetDays those left empty are none
 */
public record SchoolYearDraft(
        String startsIn, TermDraft autumn, TermDraft spring, TermDraft summer, List<String> insetDays) {

    /**
     * @param halfTermFirst empty, like {@code halfTermLast}, for a term without half-term
     */
    public record TermDraft(String firstDay, String halfTermFirst, String halfTermLast, String lastDay) {}

    public SchoolYearDraft {
        insetDays = List.copyOf(insetDays);
    }
}
